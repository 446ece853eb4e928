"""Django's PostgreSQL backend with two additions: the embedded server starts at the first connection, and commands that
change tables act as the owner while everything else acts as the application's role, which cannot alter or drop."""
