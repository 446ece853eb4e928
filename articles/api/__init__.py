"""Articles over REST: what a published case rests on, and the door by which news arrives."""
