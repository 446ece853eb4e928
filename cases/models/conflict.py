"""What one case's rows tell otherwise than others of it."""

from django.db import models


class Conflict(models.Model):
    """An entry or a proceeding that another one of its case tells otherwise. Triggers write it (``cases.conflicts``).

    No foreign key: whatever moves, keeps aside or brings back a row need not know of it.
    """

    pk = models.CompositePrimaryKey("table", "record")
    table = models.CharField(max_length=10, choices=[("event", "Timeline entry"), ("proceeding", "Proceeding")])
    record = models.UUIDField()

    def __str__(self) -> str:
        return f"{self.table} {self.record}"
