"""What accuses a named person, in SQL: the same as ``accuses_a_person`` of the models, for triggers."""

from cases.choices import WITHOUT_ACCUSATION, ParticipantRole

_HARMLESS = ", ".join(f"'{kind.value}'" for kind in WITHOUT_ACCUSATION)
_ABOUT_A_PERSON = (
    "EXISTS (SELECT 1 FROM cases_participant p WHERE p.case_id IN ({cases})"  # noqa: S608 - words of ours
    f" AND p.role = '{ParticipantRole.MOVER.value}' AND p.person_id IS NOT NULL)"
)

CASE = _ABOUT_A_PERSON.format(cases="NEW.id")
EVENT = (
    f"(NEW.kind NOT IN ({_HARMLESS}) OR OLD.kind NOT IN ({_HARMLESS})) AND "
    f"{_ABOUT_A_PERSON.format(cases='NEW.case_id, OLD.case_id')}"
)

# The row that is gone may have been the one that accused.
CASE_BY_PARTICIPANT = (
    f"({{row}}.role = '{ParticipantRole.MOVER.value}' AND {{row}}.person_id IS NOT NULL)"
    f" OR {_ABOUT_A_PERSON.format(cases='fact.id')}"
)
EVENT_BY_ACTOR = f"fact.kind NOT IN ({_HARMLESS}) AND {_ABOUT_A_PERSON.format(cases='fact.case_id')}"
