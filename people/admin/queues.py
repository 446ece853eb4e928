"""What an editor has to look at among employments and requests of people concerned."""

from facts.admin.board import QueueFilter
from facts.admin.narrowing import PartFilter

SOON = 7


class EmploymentQueues(QueueFilter):
    parts = {"conflict": ("A source says otherwise", lambda rows: rows.contradicted())}


class RequestQueues(PartFilter):
    """By the last day for an answer."""

    title = "answer"
    parameter_name = "due"
    parts = {
        "open": ("Open", lambda rows: rows.open()),
        "soon": (f"Due within {SOON} days", lambda rows: rows.due_within(SOON)),
        "overdue": ("Overdue", lambda rows: rows.overdue()),
    }
