"""People and employers over REST."""
