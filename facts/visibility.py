"""Who is looking. A viewer is made once at the door (page, API, feed) and handed down to ``visible_to``."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser, AnonymousUser

SEE_UNPUBLISHED = "facts.see_unpublished"


@dataclass(frozen=True)
class Viewer:
    """``sees_unpublished`` decides alone.

    A token grants it by its ``edit`` scope, never by its owner's rights alone.
    """

    sees_unpublished: bool = False

    @classmethod
    def of_user(cls, user: "AbstractUser | AnonymousUser") -> "Viewer":
        return cls(sees_unpublished=bool(user.is_active and user.has_perm(SEE_UNPUBLISHED)))


PUBLIC = Viewer()
