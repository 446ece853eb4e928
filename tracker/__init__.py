"""Top floor: wires the rooms together and decides nothing."""
