"""Tables at the desk: lists that are exported and imported, and the pages on which a file is followed."""

from facts.admin.exchange.lists import ExchangeAdmin

__all__ = ["ExchangeAdmin"]
