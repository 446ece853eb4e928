"""What an editor looks at: an article with all that is open of it, and how the queue stands. Reading only."""

from articles.reviews.item import Candidate, Item, Proposed, item_of
from articles.reviews.nearby import Nearby
from articles.reviews.standing import Standing, standing_of

__all__ = ["Candidate", "Item", "Nearby", "Proposed", "Standing", "item_of", "standing_of"]
