"""Readers: all that one page shows, fetched in a number of queries that does not grow with the record."""
