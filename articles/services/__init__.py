"""Writing news: taking in, reading, linking, deciding."""

from articles.services.claims import relink, retry, sweep
from articles.services.ingest import check, ingest
from articles.services.linking import link
from articles.services.reading import read

__all__ = ["check", "ingest", "link", "read", "relink", "retry", "sweep"]
