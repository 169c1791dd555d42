"""Reports as tests read them."""

from __future__ import annotations

from app.reports.report import Report


def rows_of(report: Report, *names: str) -> list[tuple]:
    """The named columns of each row; totals are checked to be the sums of their columns."""
    places = {column.name: place for place, column in enumerate(report.columns)}
    for name, figure in report.totals.items():
        cells = [row[places[name]] for row in report.rows]
        assert (figure or 0) == sum(cell or 0 for cell in cells), name
    return [tuple(row[places[name]] for name in names) for row in report.rows]


def columns_of(report: Report) -> str:
    """The names of its columns, in order."""
    return " ".join(column.name for column in report.columns)


def days_foot(report: Report) -> None:
    """The end of each day can be recomputed from what stands beside it, and begins with what the one before left."""
    names = [column.name for column in report.columns]
    left: dict[str, int] = {}
    for cells in report.rows:
        row = dict(zip(names, cells, strict=True))
        paid = row["cash"] + row["card"] + sum(row[name] for name in names if name.startswith("paid_"))
        assert row["sales"] - row["refunds"] == row["net"] + row["tax"]
        assert row["sales"] - row["refunds"] + row["rounding"] == paid
        moved = row["cash"] + row["cash_float"] + row["cash_paid_in"] - row["cash_paid_out"] - row["cash_banked"]
        if row["cash_counted"] is None:
            assert row["cash_before"] + moved == row["cash_expected"] == row["cash_left"]
            assert (row["over_short"], row["cash_after"]) == (None, None)
        else:
            assert row["cash_before"] + moved - row["cash_after"] == row["cash_expected"]
            assert row["cash_expected"] + row["over_short"] == row["cash_counted"]
            assert row["cash_counted"] + row["cash_after"] == row["cash_left"]
        assert row["cash_before"] == left.get(row["till"], row["cash_before"])
        left[row["till"]] = row["cash_left"]
