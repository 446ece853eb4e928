"""The desk's pages of people, employers and employments."""

from people.admin import entities, rights, working

__all__ = ["entities", "rights", "working"]
