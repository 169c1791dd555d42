"""Which movement has the last word on what goods cost, and what it says. For the ledger alone."""

from __future__ import annotations

from app.domain.figures import unit_micro
from app.store.queries import stock
from app.store.writing.ledger_work import Work
from app.store.writing.pools import Place, know_elsewhere


def last_word(work: Work, place: Place) -> int | None:
    """Which movement has the last word on cost: the newest revaluation, or receipt that was not taken back."""
    found = work.connection.execute(_WORDS, place)
    return next((seq for (seq,) in found if seq not in work.taken_back), None)


def said_micro(work: Work, seq: int, digits: int) -> int:
    """The unit cost that it says, in millionths: of a receipt with all that was booked to it, of this document too."""
    quantity_milli, cost_minor, named_micro = work.connection.execute(_WORD, (seq,)).get
    if not quantity_milli:
        return int(named_micro or 0)
    return unit_micro(max(cost_minor + work.added.get(seq, 0), 0), quantity_milli, digits)


def renew_last_cost(work: Work, origin_seq: int, amount_minor: int, place: Place) -> None:
    """The last known cost is the last receipt's, with all that was booked to it later."""
    work.added[origin_seq] = work.added.get(origin_seq, 0) + amount_minor
    if last_word(work, place) == origin_seq:
        work.pools[place].last_cost_micro = said_micro(work, origin_seq, work.pools[place].digits)


def forget_last_cost(work: Work, origin_seq: int, place: Place) -> None:
    """A receipt that was taken back says nothing of cost any more: the word before it does, if it was the last one."""
    was_last = last_word(work, place)
    work.taken_back.add(origin_seq)
    if was_last == origin_seq:
        pool, before = work.pools[place], last_word(work, place)
        pool.last_cost_micro = None if before is None else said_micro(work, before, pool.digits)
        if before is None:
            know_elsewhere(work.connection, work.pools, place[1], [place[0]])


_WORDS = f"""
SELECT seq FROM movement AS word WHERE product_id = ? AND location_id = ? AND {stock.IS_WORD} ORDER BY seq DESC
"""  # noqa: S608 -- a statement made of statements, written here
_WORD = """
SELECT quantity_milli, (
    SELECT sum(value_minor + variance_minor) FROM movement AS part
    WHERE (part.seq = word.seq OR part.cause_seq = word.seq)
        AND part.kind IN ('opening_stock', 'delivery', 'transfer_in', 'landed', 'invoice')
), (
    SELECT unit_cost_micro FROM stock_line WHERE document_id = word.document_id AND line_no = word.line_no
) FROM movement AS word WHERE seq = ?
"""
