"""Whether the closed periods are as they were closed: their packs, what they kept, and that nothing came after."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.figures import Currency
from app.domain.moment import next_day, write_date
from app.reports.findings import Finding
from app.reports.packs import pack_digest
from app.reports.verified_stock import same_quantity, same_value
from app.store.database import Connection
from app.store.queries import past, periods


def period_findings(connection: Connection, money: Currency) -> Iterator[Finding]:
    """What is wrong with the periods: each begins where the one before it ended, and has its pack and its closing."""
    before = past.Close(0, -1)
    for period in periods.closed(connection):
        facts = {"number": period.number}
        if before.document_id and period.first_day != next_day(before.through):
            yield Finding(
                "verify_period", **facts, first=write_date(period.first_day), before=write_date(before.through)
            )
        if pack_digest(period.pack) != period.pack_digest:
            yield Finding("verify_pack", **facts)
        for kept in periods.wrongly_kept(connection, period.document_id, period.through, before):
            place = {**facts, "sku": kept.sku, "location": kept.location}
            yield from same_quantity("verify_closing", place, kept.kept_milli, kept.expected_milli)
            yield from same_value("verify_closing_value", place, kept.kept_minor, kept.expected_minor, money)
        before = past.Close(period.document_id, period.through)
    for number, day in periods.moved_when_closed(connection):
        yield Finding("verify_closed_day", number=number, day=write_date(day))
