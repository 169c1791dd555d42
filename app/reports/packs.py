"""The pack of a period: the report that was closed, as one text that is always the same, and its digest."""

from __future__ import annotations

import hashlib
import json

from app.reports.report import Report

PACK_VERSION = 1


def write_pack(report: Report) -> str:
    """A report in its canonical form: JSON without spaces, cells as the whole numbers that a report holds.

    The columns say what the numbers are, the currency how many digits an amount has; so the text can be read in many
    years without this program.
    """
    pack = {
        "pack": PACK_VERSION,
        "report": report.name,
        "shop": report.shop,
        "currency": report.currency.code,
        "digits": report.currency.digits,
        "from": report.from_date,
        "to": report.to_date,
        "columns": [[column.name, column.title, column.unit.value] for column in report.columns],
        "rows": report.rows,
        "totals": report.total_row(),
    }
    return json.dumps(pack, ensure_ascii=False, separators=(",", ":"))


def pack_digest(pack: str) -> str:
    """The digest of a pack, as it stands on the paper: SHA-256 of its UTF-8, in 64 hexadecimal digits."""
    return hashlib.sha256(pack.encode()).hexdigest()
