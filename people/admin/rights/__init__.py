"""Requests of people concerned: the list with its due dates, and a page that does what a request asks for."""

from people.admin.rights import requests

__all__ = ["requests"]
