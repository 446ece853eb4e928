"""What an accepted suggestion makes: a citation, and the draft it is cited for.

Drafts only, even inside a published case; a record that is published gets the citation and keeps its words.
"""

from articles.services.making.changes import Changes
from articles.services.making.quoting import citation_of
from articles.services.making.records import case_link, employer, event, move, person, remember

__all__ = ["Changes", "case_link", "citation_of", "employer", "event", "move", "person", "remember"]
