"""How long it takes to find the story that a text copies, among many stored texts."""
