"""`tillbook report NAME --each DAY|WEEK|MONTH`, and `tillbook report --scheduled`."""

from pathlib import Path

import pytest

from app.domain.schedule import Each
from app.services.scheduling import Scheduling
from tests.cli.doors import tillbook
from tests.worked_month import worked_month


@pytest.fixture
def counter(tmp_path):
    return worked_month(tmp_path / "shop.book")


@pytest.fixture
def book(counter):
    counter.book.close_thread()
    return str(counter.book.path)


def asked_long_ago(counter):
    """The tax of each month, asked for months before the day that the program's own clock shows."""
    counter.clock.put("2020-01-15T10:00:00+01:00")
    Scheduling(counter.book, counter.clock).set_scheduled("tax", Each.MONTH, "json")


def test_a_report_is_scheduled_and_taken_back(book, counter, capsys):
    assert tillbook("report", "tax", "--each", "month", "--format", "xlsx", "--book", book) == 0
    assert tillbook("report", "day-end", "--each", "day", "--book", book) == 0
    schedule = Scheduling(counter.book, counter.clock).schedule()
    assert [(one.report, one.each, one.written_as) for one in schedule] == [
        ("tax", Each.MONTH, "xlsx"), ("day-end", Each.DAY, "pdf"),
    ]  # fmt: skip
    assert tillbook("report", "tax", "--each", "never", "--book", book) == 0
    assert len(Scheduling(counter.book, counter.clock).schedule()) == 1
    assert tillbook("report", "taxes", "--each", "day", "--book", book) == 2
    assert "There is no report taxes" in capsys.readouterr().err
    assert tillbook("report", "tax", "--each", "day", "--format", "hledger", "--book", book) == 2
    assert "Reports are not written as hledger." in capsys.readouterr().err


def test_what_is_due_is_written_once_and_named(book, counter, tmp_path, capsys):
    asked_long_ago(counter)
    assert tillbook("report", "--scheduled", "--book", book) == 0
    lines = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert lines
    assert all(line.parent == tmp_path / "shop-reports" and line.name.startswith("tax-20") for line in lines)
    assert all(line.exists() for line in lines)
    assert tillbook("report", "--scheduled", "--book", book) == 0
    assert capsys.readouterr().out == ""


def test_a_folder_that_cannot_be_written_to_is_told_and_tried_again(book, counter, tmp_path, capsys):
    asked_long_ago(counter)
    wrong = tmp_path / "wrong"
    wrong.write_text("no folder")
    assert tillbook("report", "--scheduled", "--out", str(wrong), "--book", book) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert str(wrong) in said.err
    right = tmp_path / "right"
    assert tillbook("report", "--scheduled", "--out", str(right), "--book", book) == 0
    assert str(right / "tax-20") in capsys.readouterr().out


def test_a_report_of_a_newer_program_is_refused_and_the_others_are_written(book, counter, capsys):
    asked_long_ago(counter)
    with counter.book.writing() as connection:
        connection.execute("UPDATE setting SET value = replace(value, 'tax', 'taxes') WHERE name = 'scheduled_reports'")
    assert tillbook("report", "--scheduled", "--book", book) == 1
    assert "There is no report taxes" in capsys.readouterr().err


@pytest.mark.parametrize("place", ["a file", "a file/below it", "x" * 300, "/proc/1"])
def test_no_place_loses_what_is_due(book, counter, tmp_path, capsys, place):
    asked_long_ago(counter)
    (tmp_path / "a file").write_text("something else")
    assert tillbook("report", "--scheduled", "--out", str(tmp_path / place), "--book", str(book)) == 3
    out, error = capsys.readouterr()
    assert out == ""
    assert "cannot be written" in error
    assert error.count("\n") == 1
    assert (tmp_path / "a file").read_text() == "something else"
    # Nothing is lost: it is due still, and goes where there is room, whatever the folder is called.
    good = tmp_path / "od d$ñ漢" / "ü"
    assert tillbook("report", "--scheduled", "--out", str(good), "--book", str(book)) == 0
    assert list(good.iterdir())
