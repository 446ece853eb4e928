"""The dispute itself: agreements, covenants, cases, proceedings, decisions, events and the rules of jurisdictions."""
