"""A small supervisor of real servers out of wheels, for development, tests and the demo.

Knows nothing of Django. PostgreSQL and Valkey listen on unix sockets only, keep their data under one directory, and are
started by whoever needs them first; they run until `python -m tracker.embedded stop`.
"""
