"""The pack of a period: the reports that were closed, as one text that is always the same, and its digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.figures import Currency
from app.domain.refusal import Refusal
from app.reports.report import Column, Report, Unit

PACK_VERSION = 2


@dataclass(frozen=True, slots=True)
class Pack:
    """What is kept of a period.

    Attributes:
        sections: Its reports; the first is the period-end report itself.
        language: How the shop wrote then; "" in a pack of the first form, which did not say.
    """

    sections: tuple[Report, ...]
    language: str = ""

    @property
    def period_end(self) -> Report:
        """The roll-forward, product by product."""
        return self.sections[0]

    def section(self, name: str) -> Report | None:
        """A section by its name, None if this pack has none of it."""
        return next((one for one in self.sections if one.name == name), None)


def write_pack(pack: Pack) -> str:
    """A pack in its canonical form: JSON without spaces, cells as the whole numbers that a report holds.

    The columns say what the numbers are, the currency how many digits an amount has; so the text can be read in many
    years without this program.
    """
    report = pack.period_end
    head = {
        "pack": PACK_VERSION,
        "report": report.name,
        "shop": report.shop,
        "currency": report.currency.code,
        "digits": report.currency.digits,
        "language": pack.language,
        "from": report.from_date,
        "to": report.to_date,
    }
    sections = ",".join(
        f"{_json({'name': one.name, 'title': one.title})[:-1]},{_table(one)}}}" for one in pack.sections[1:]
    )
    return f'{_json(head)[:-1]},{_table(report)},"sections":[{sections}]}}'


def read_pack(text: str) -> Pack:
    """A pack as it was written; one of the first form has the period-end report alone.

    Raises:
        Refusal: `period_pack_unreadable` for a form that a later program has made.
    """
    said = json.loads(text)
    if said["pack"] not in {1, PACK_VERSION}:
        raise Refusal("period_pack_unreadable", day=said.get("to"), version=said["pack"])
    heads: Sequence[dict[str, Any]] = (
        {**said, "name": said["report"], "title": "Period end"},
        *said.get("sections", ()),
    )
    return Pack(tuple(_report(said, one) for one in heads), said.get("language", ""))


def pack_digest(pack: str) -> str:
    """The digest of a pack, as it stands on the paper: SHA-256 of its UTF-8, in 64 hexadecimal digits."""
    return hashlib.sha256(pack.encode()).hexdigest()


def _table(report: Report) -> str:
    """Columns, rows and totals. Row by row: as one piece, a large shop's would hold up the window meanwhile."""
    columns = _json([[column.name, column.title, column.unit.value] for column in report.columns])
    rows = ",".join(map(_json, report.rows))
    return f'"columns":{columns},"rows":[{rows}],"totals":{_json(report.total_row())}'


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _report(pack: dict[str, Any], one: dict[str, Any]) -> Report:
    columns = tuple(Column(name, title, Unit(unit)) for name, title, unit in one["columns"])
    totals = {column.name: cell for column, cell in zip(columns, one["totals"], strict=True) if cell is not None}
    return Report(
        one["name"],
        one["title"],
        pack["shop"],
        Currency(pack["currency"], pack["digits"]),
        columns,
        [tuple(row) for row in one["rows"]],
        totals,
        from_date=pack["from"],
        to_date=pack["to"],
    )
