"""What waits among disputes and the people in them (``facts.admin.board``)."""

from cases.admin.queues import CaseQueues, EventQueues, NoteQueues, ProceedingQueues, RuleQueues
from cases.models import Case, CaseNote, Event, Proceeding, RuleVersion
from facts.admin.board import Group, Line
from facts.choices import PublicationState
from people.admin.queues import EmploymentQueues
from people.models import Employment

GROUPS = (
    Group(
        "Conflicts between sources",
        "A citation contradicts or retracts the record; or two entries of a case tell the same step with days of which "
        "none is possible for both, or with another amount; or a decision is cited under two numbers of one court; or "
        "a proceeding stands beside another tribunal in which the same action began.",
        (
            Line.of_part("Timeline entries", Event, EventQueues, "conflict"),
            Line.of_part("Cases", Case, CaseQueues, "conflict"),
            Line.of_part("Proceedings", Proceeding, ProceedingQueues, "conflict"),
            Line.of_part("Employments", Employment, EmploymentQueues, "conflict"),
        ),
    ),
    Group(
        "Single-source accusations",
        "Published or in review, about a named person, with citations that come from one source: reprints count as one "
        "with what they copy. A court document, statute or regulator's text is enough by itself.",
        (
            Line.of_part("Timeline entries", Event, EventQueues, "single-source"),
            Line.of_part("Cases", Case, CaseQueues, "single-source"),
        ),
    ),
    Group(
        "Waiting for a second editor",
        "Handed in for review. An accusation of a named person, and a note beside it, is published by another editor "
        "than its author.",
        (
            Line.where("Timeline entries", Event, publication_state__exact=PublicationState.IN_REVIEW.value),
            Line.where("Cases", Case, publication_state__exact=PublicationState.IN_REVIEW.value),
            Line.of_part("Corrections and replies", CaseNote, NoteQueues, "to-show"),
        ),
    ),
    Group(
        "Review due",
        "Published, resolved or dormant, and not looked at for two years: does everybody in it still have to be named?",
        (Line.of_part("Closed cases", Case, CaseQueues, "review-due"),),
    ),
    Group(
        "Rules of jurisdictions",
        "In force and not verified again for 180 days; and those that change within 90 days, as far as it is known.",
        (
            Line.of_part("Not verified for 180 days", RuleVersion, RuleQueues, "verify"),
            Line.of_part("Changes within 90 days", RuleVersion, RuleQueues, "changes"),
        ),
    ),
    Group(
        "Undated",
        "Entries without any date: they stand at the end of a timeline.",
        (Line.of_part("Timeline entries", Event, EventQueues, "undated"),),
    ),
)
