"""manage.py find_copies: compare stored texts that were read before copies were told."""

from typing import Any

from django.core.management.base import BaseCommand

from articles import services
from articles.models import Article


class Command(BaseCommand):
    """Run again, it goes on where it was stopped. New texts are compared as they are read."""

    help = "Compare stored texts that were not compared yet; copies get their root's links."

    def handle(self, *args: Any, **options: Any) -> None:
        """In portions, each text in a transaction of its own."""
        compared = []
        while keys := services.place_stored():
            compared += keys
        copies = Article.objects.filter(pk__in=compared).exclude(root=None).count()
        self.stdout.write(f"{len(compared)} texts compared, {copies} of them a copy.")
