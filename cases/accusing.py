"""What accuses a named person, in SQL: the same as ``accuses_a_person`` of the models, for triggers.

Whoever is named in a dispute is accused by it, or may be: which side somebody is on is told in words, not in a role.
"""

from cases.choices import WITHOUT_ACCUSATION

_HARMLESS = ", ".join(f"'{kind.value}'" for kind in WITHOUT_ACCUSATION)
_NAMED = (
    "(EXISTS (SELECT 1 FROM cases_participant p WHERE p.case_id IN ({cases}) AND p.person_id IS NOT NULL)"
    " OR EXISTS (SELECT 1 FROM cases_party y JOIN cases_proceeding r ON r.id = y.proceeding_id"
    " WHERE r.case_id IN ({cases}) AND y.person_id IS NOT NULL))"
)
# Of an entry: in its case, beside the working life of one person, or in the entry alone.
_NAMED_IN_ENTRY = (
    f"({_NAMED} OR {{entry}}.employment_id IS NOT NULL OR EXISTS"  # noqa: S608 - words of ours
    " (SELECT 1 FROM cases_eventactor a WHERE a.event_id = {entry}.id AND a.person_id IS NOT NULL))"
)

CASE = _NAMED.format(cases="NEW.id")
EVENT = (
    f"(NEW.kind NOT IN ({_HARMLESS}) OR OLD.kind NOT IN ({_HARMLESS})) AND "
    f"{_NAMED_IN_ENTRY.format(cases='NEW.case_id, OLD.case_id', entry='NEW')}"
)

# The row that is gone may have been the one that accused.
CASE_BY_PARTICIPANT = f"{{row}}.person_id IS NOT NULL OR {_NAMED.format(cases='fact.id')}"
EVENT_BY_ACTOR = (
    f"fact.kind NOT IN ({_HARMLESS}) AND"
    f" ({{row}}.person_id IS NOT NULL OR {_NAMED_IN_ENTRY.format(cases='fact.case_id', entry='fact')})"
)
# A party who is a participant was read when the case was; another name was not.
CASE_BY_PARTY = (
    "{row}.person_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM cases_participant p"
    " WHERE p.case_id = fact.id AND p.person_id = {row}.person_id)"
)
CASE_OF_PARTY = "(SELECT r.case_id FROM cases_proceeding r WHERE r.id = {row}.proceeding_id)"
