"""Which verbs a text may use of a case: derived from how its events are known and from the decisions that stand."""

from django.db.models import Exists, OuterRef

from cases.models import Case, Decision, Event
from facts.choices import Assertion, PublicationState, WordingLevel

# Strongest first. ``admitted`` is not derived: a party's statement is an admission only where an editor says so.
_LEVELS = (
    ({Assertion.OFFICIALLY_RECORDED, Assertion.REPORTED}, WordingLevel.REPORTED),
    ({Assertion.PARTY_STATED, Assertion.ALLEGED}, WordingLevel.ALLEGED),
)


def wording_level(case: Case) -> WordingLevel:
    """``found`` needs a published finding whose decision stands; where none does any more it is ``overturned``.

    Two queries.
    """
    events = Event.objects.filter(case=case, publication_state=PublicationState.PUBLISHED)
    standing = Exists(Decision.objects.standing().filter(pk=OuterRef("decision")))
    found = list(events.filter(assertion=Assertion.FOUND).values_list(standing, flat=True))
    if found:
        return WordingLevel.FOUND if any(found) else WordingLevel.OVERTURNED
    assertions = set(events.values_list("assertion", flat=True))
    return next((level for known, level in _LEVELS if known & assertions), WordingLevel.ALLEGED)
