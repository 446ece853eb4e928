"""Writing people, employers, names and employments."""

from people.services.entities import add_name, relate_employers, save_employer, save_person
from people.services.working import save_employment

__all__ = ["add_name", "relate_employers", "save_employer", "save_employment", "save_person"]
