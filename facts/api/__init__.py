"""What every room's REST face needs: who asks, how errors look, paging, entity tags, how codes and dates are written.

Invariant: an answer depends on nothing that its viewer may not see, its headers included.
"""
