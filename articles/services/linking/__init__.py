"""Linking: what the engine read in an article, saved as mentions and suggestions.

A copy has the names that stand in it, and its root's links: it is not judged. An open suggestion that is made again is
refreshed, one that is no longer made is superseded, one that an editor judged is never touched: a rejected pair of
article and case does not come back.
"""

from articles.services.linking.link import link

__all__ = ["link"]
