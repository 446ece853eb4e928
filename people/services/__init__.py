"""Writing people, employers, names and employments."""

from people.services.entities import add_name, relate_employers, save_employer, save_person
from people.services.erasing import confirm_erasure, plan_erasure, prepare_erasure
from people.services.rights import (
    answer_request,
    forget_requester,
    refuse_request,
    save_request,
    start_request,
    withdraw_request,
)
from people.services.working import save_employment

__all__ = [
    "add_name",
    "answer_request",
    "confirm_erasure",
    "forget_requester",
    "plan_erasure",
    "prepare_erasure",
    "refuse_request",
    "relate_employers",
    "save_employer",
    "save_employment",
    "save_person",
    "save_request",
    "start_request",
    "withdraw_request",
]
