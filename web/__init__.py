"""Pages of HR and legal teams. Read only, published records only: an editor sees here what everybody sees.

Invariant: a page shows nothing that its viewer may not see, names of people and employers included; a hidden record
and one that never was give the same answer.
"""
