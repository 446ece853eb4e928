"""Loading what the repository itself holds (``seeds/``): readable JSON in, service calls out.

Invariants: records are found again by what a reader would call them (slug, name, kind and date), so loading twice
changes nothing; what an editor has changed since stays; a file is loaded whole or not at all.
"""
