"""What workers must hear of."""

from django.db import models


class RegistryChange(models.Model):
    """Says that names or cases changed since a worker read them. Written by triggers on the tables of names and cases.

    Each transaction adds a random ``mark`` in a row of its own, so that writers never wait for each other; the sum of
    all marks changes with every commit and is what workers compare (``articles.registry``). The sweeper folds the rows.
    """

    xact = models.BigIntegerField(primary_key=True)
    mark = models.DecimalField(max_digits=40, decimal_places=0)

    def __str__(self) -> str:
        return str(self.xact)
