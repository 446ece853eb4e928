"""Measurements, as ratios within one run. Nothing here is shipped or imported by a room."""
