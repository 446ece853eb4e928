"""The whole way of an article on one machine, with real servers and a real worker; `manage.py demo` shows it."""
