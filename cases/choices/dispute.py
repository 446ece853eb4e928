"""Cases, participants, relations."""

from django.db import models


class CaseStatus(models.TextChoices):
    ALLEGED = "alleged", "Alleged"
    ACTIVE = "active", "Active"
    RESOLVED = "resolved", "Resolved"
    DORMANT = "dormant", "Dormant"


# Nothing is expected to happen in them.
CLOSED = (CaseStatus.RESOLVED, CaseStatus.DORMANT)


class ParticipantRole(models.TextChoices):
    """Plain roles from the day a case is opened; procedural roles stand on the proceeding."""

    MOVER = "mover", "Person who moved"
    FORMER_EMPLOYER = "former_employer", "Former employer"
    NEW_EMPLOYER = "new_employer", "New employer"
    OTHER = "other", "Other"


class CaseRelationKind(models.TextChoices):
    """Symmetric: sibling suits of one move are separate cases."""

    SAME_MOVE = "same_move", "Same move"
    CRIMINAL = "criminal", "Criminal and civil side"
    CO_DEFENDANT = "co_defendant", "Same action, other defendant"
    COUNTER = "counter", "Action by the other side"
    RELATED = "related", "Related"
