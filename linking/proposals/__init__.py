"""Events and moves that a document states, and names nobody knows yet: proposals for an editor, never facts."""

from linking.proposals.propose import propose

__all__ = ["propose"]
