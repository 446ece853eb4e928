"""Does the history still say what was sealed? Read only; what a damaged chain looks like is said row by row."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import connection, transaction

from facts import chain
from facts.models import HistoryBlock, HistoryShape, SealedRow


@dataclass(frozen=True)
class Fault:
    """Something that is not as it was sealed. ``block`` is 0 and ``row`` None where none is concerned."""

    what: str
    table: str = ""
    row: int | None = None
    block: int = 0


@dataclass
class Verified:
    """Counts of what was compared, the newest head, and every fault; no faults: the history stands as it was sealed."""

    blocks: int = 0
    rows: int = 0
    erased: int = 0
    head: str = chain.FIRST
    faults: list[Fault] = field(default_factory=list)


@transaction.atomic
def verify_history(*, known_heads: dict[int, str] | None = None) -> Verified:
    """Compare every history row with its digest, every digest with its block, every block with the one before.

    ``known_heads``: heads by block number that were kept elsewhere. Without them a whole chain could be made anew by
    somebody who owns the tables; with one, everything up to it is proved.
    """
    found = Verified()
    with connection.cursor() as cursor:
        chain.use_utc(cursor)
        cursor.execute("SET LOCAL statement_timeout = 0")
        blocks = list(HistoryBlock.objects.order_by("number"))
        found.faults += _chain_faults(cursor, blocks, known_heads or {})
        found.blocks, found.head = len(blocks), blocks[-1].head if blocks else chain.FIRST
        found.rows = SealedRow.objects.count()
        found.erased = SealedRow.objects.filter(salt=None).count()
        for shape in HistoryShape.objects.order_by("table", "pk"):
            found.faults += _row_faults(cursor, shape)
        if blocks:
            for model in chain.tracked():
                table = model._meta.db_table
                found.faults += [
                    Fault("not sealed, though its time is", table, row)
                    for row in chain.unsealed(cursor, table=table, below=blocks[-1].horizon)
                ]
    return found


def _chain_faults(cursor: object, blocks: list[HistoryBlock], known: dict[int, str]) -> Iterator[Fault]:
    before = chain.FIRST
    for number, block in enumerate(blocks, 1):
        if block.number != number:
            yield Fault(f"block {number} is missing", block=block.number)
            return
        if (block.rows, block.content) != chain.content_of(cursor, number):
            yield Fault("its digests are not those that were sealed", block=number)
        if block.head != chain.head_of(before, number, block.horizon, block.rows, block.content):
            yield Fault("its head does not follow from the block before", block=number)
        before = block.head
    for number, head in sorted(known.items()):
        if number > len(blocks) or number < 1:
            yield Fault("a head is known of this block, and the block is not there", block=number)
        elif blocks[number - 1].head != head:
            yield Fault("its head is not the one that was kept", block=number)


def _row_faults(cursor: object, shape: HistoryShape) -> Iterator[Fault]:
    present = chain.columns_in_database(shape.table)
    gone = sorted(set(shape.columns) - present)
    if gone:
        what = (
            f"cannot be compared: {', '.join(gone)} of it no longer exist" if present else "its table no longer exists"
        )
        yield Fault(what, shape.table)
        return
    for block, row, what in chain.disagreeing(cursor, table=shape.table, columns=shape.columns, shape=shape.pk):
        yield Fault(what, shape.table, row, block)
