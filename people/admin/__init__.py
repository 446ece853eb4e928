"""The desk's pages of people, employers and employments."""

from people.admin import entities, working

__all__ = ["entities", "working"]
