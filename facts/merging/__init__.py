"""What a merge would do, found by reading alone; services do it (``facts.services.merging``).

The walk knows no room above: it follows every foreign key that points at the record (``_meta``, through tables
included), and the constraints of the tables say which rows cannot stand beside each other.
"""

from facts.merging.plan import Plan, plan_of
from facts.merging.steps import Aside, Move, Step
from facts.merging.tables import rows_of
from facts.merging.undo import Undoing, undoing_of

__all__ = ["Aside", "Move", "Plan", "Step", "Undoing", "plan_of", "rows_of", "undoing_of"]
