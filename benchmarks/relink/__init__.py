"""How long it takes to find the stored articles that a new name or a new case concerns."""
