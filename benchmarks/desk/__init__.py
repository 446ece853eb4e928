"""How fast the desk answers, how little that depends on how much is on record, and eight editors at once."""
