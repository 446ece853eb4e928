"""Who, and where they worked.

Invariant: a name belongs to one person or to one employer, and a move is two employments.
"""

from people.models.employer import Employer, EmployerCitation, EmployerRelation, EmployerRelationCitation
from people.models.employment import Employment, EmploymentCitation
from people.models.name import Name, NameCitation
from people.models.person import Person, PersonCitation
from people.models.rights import RightsRequest

__all__ = [
    "Employer",
    "EmployerCitation",
    "EmployerRelation",
    "EmployerRelationCitation",
    "Employment",
    "EmploymentCitation",
    "Name",
    "NameCitation",
    "Person",
    "PersonCitation",
    "RightsRequest",
]
