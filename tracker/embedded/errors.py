"""What can go wrong with embedded servers, said so that the reader knows what to do."""


class EmbeddedError(Exception):
    """An embedded server cannot be had; the message names the reason and the way out."""
