"""Which verbs a text may use of a case: derived from how its events are known and from the decisions that stand."""

from cases.models import Case, Event
from facts.choices import Assertion, PublicationState, WordingLevel

# Strongest first. ``admitted`` is not derived: a party's statement is an admission only where an editor says so.
_LEVELS = (
    ({Assertion.OFFICIALLY_RECORDED, Assertion.REPORTED}, WordingLevel.REPORTED),
    ({Assertion.PARTY_STATED, Assertion.ALLEGED}, WordingLevel.ALLEGED),
)


def wording_level(case: Case) -> WordingLevel:
    """``found`` needs a published finding whose decision stands; one that was set aside makes it ``overturned``.

    Two queries.
    """
    events = Event.objects.filter(case=case, publication_state=PublicationState.PUBLISHED)
    found = events.filter(assertion=Assertion.FOUND).values_list("decision__overturned_by", flat=True)
    overturned = list(found)
    if None in overturned:
        return WordingLevel.FOUND
    if overturned:
        return WordingLevel.OVERTURNED
    assertions = set(events.values_list("assertion", flat=True))
    return next((level for known, level in _LEVELS if known & assertions), WordingLevel.ALLEGED)
