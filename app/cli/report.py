"""`tillbook report`: what the book says, as a file or on standard output."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from app.base.trouble import Trouble
from app.cli import scheduled_reports
from app.cli.doors import OpenBook
from app.domain.moment import read_date, read_open_date
from app.domain.refusal import Refusal
from app.domain.shop import Shop
from app.domain.wording import sentence
from app.jobs.whole_file import whole_file
from app.reports.accounting import AccountBook
from app.reports.asked import Asked
from app.reports.offered import JOURNAL, OFFERED, Offered, offered
from app.reports.report import Report, Stamp

FORMATS = ("pdf", "csv", "xlsx", "json", "beancount", "hledger")
_BINARY = ("pdf", "xlsx")
# Ends of names that promise something: JSON in such a file would be opened by nothing.
_PROMISES = frozenset({*FORMATS, "doc", "docx", "htm", "html", "ods", "odt", "xls", "xml"})
_OF_JOURNAL = ("beancount", "hledger")
# What each option of the command is called in a question.
_OPTIONS = {
    "first": "--from",
    "last": "--to",
    "at": "--at",
    "known": "--known",
    "location": "--location",
    "category": "--category",
    "supplier": "--supplier",
    "cashier": "--cashier",
    "customer": "--customer",
    "plan": "--plan",
}


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `report` to the commands."""
    parser = subparsers.add_parser("report", help="what the book says")
    parser.add_argument("name", nargs="?", metavar="NAME", help="which report; --list names them")
    parser.add_argument("--list", action="store_true", help="name the reports")
    parser.add_argument("--from", dest="first", metavar="DAY", help="first book date, such as 2026-03-01")
    parser.add_argument("--to", dest="last", metavar="DAY", help="last book date, included")
    parser.add_argument("--at", metavar="DAY", help="the end of this book date (default: now)")
    parser.add_argument(
        "--known", metavar="WHEN", help="now (default), then, or a moment: as it was known at that time"
    )
    parser.add_argument("--location", metavar="CODE", help="this place alone")
    parser.add_argument("--category", metavar="NAME", help="the goods of this category alone; - is those without one")
    parser.add_argument("--supplier", metavar="CODE", help="the goods that this supplier brings alone")
    parser.add_argument("--cashier", metavar="CODE", help="what this person sold alone")
    parser.add_argument("--customer", metavar="CODE", help="what this customer bought alone")
    parser.add_argument("--plan", metavar="CODE", help="the goods of this plan of counts alone")
    parser.add_argument("--by", metavar="COLUMN", default="", help="rows by this column; -COLUMN the other way round")
    parser.add_argument("--user", metavar="CODE", default="owner", help="who asks (default: owner)")
    parser.add_argument("--format", choices=FORMATS, help="default: by the end of FILE's name, else json")
    parser.add_argument("--out", metavar="FILE|-", default="-", help="where to (default: standard output)")
    parser.add_argument(
        "--each", choices=scheduled_reports.RHYTHMS, help="let it be made by itself, as --format says (default: pdf)"
    )
    parser.add_argument(
        "--scheduled", action="store_true", help="write the reports that are made by themselves, as far as they are due"
    )


def run(namespace: argparse.Namespace, open_book: Callable[[], OpenBook]) -> int:
    """Make a report and write it.

    Args:
        namespace: The options.
        open_book: Opens the book; not called for `--list`, nor for a call that cannot be used.

    Raises:
        Refusal: `report_name_needed`, `unknown_report`, `report_needless`, `bad_date`, `binary_to_screen`,
            `schedule_takes_none`, `journal_only`, `unknown_format`, and those of the report: `days_backwards`,
            `unknown_location`, `bad_known`, `then_when`, `unknown_column`, `not_allowed`, `unknown_user`.
        Trouble: `unwritable_file`, and those of the book.
    """
    if namespace.list:
        _list()
        return 0
    if namespace.scheduled or namespace.each:
        _check_whole(namespace)
    if namespace.scheduled:
        return scheduled_reports.write_due(open_book(), namespace.out)
    if namespace.name is None:
        raise Refusal("report_name_needed")
    if namespace.each:
        return scheduled_reports.plan(open_book(), namespace.name, namespace.each, namespace.format)
    asked = _asked(offered(namespace.name), namespace)
    written_as = written_format(namespace, FORMATS)
    if namespace.out == "-" and written_as in _BINARY and sys.stdout.isatty():
        raise Refusal("binary_to_screen", format=written_as.upper())
    if written_as in _OF_JOURNAL and namespace.name != JOURNAL:
        raise Refusal("journal_only", format=written_as, report=namespace.name)
    book = open_book()
    book.reports.require(namespace.user, namespace.name)
    if written_as in _OF_JOURNAL:
        books = book.reports.account_book(asked)
        with output(namespace.out) as stream:
            _write_journal(books, written_as, stream)
        return 0
    report, stamp = book.reports.ask(namespace.name, asked), book.reports.stamp(namespace.user)
    with output(namespace.out) as stream:
        _write(report, written_as, stream, book.shop(), stamp)
    return 0


def _check_whole(namespace: argparse.Namespace) -> None:
    """What is made by itself is of its own days and of the whole shop: nobody may think that it is of less."""
    given = [option for name, option in _OPTIONS.items() if getattr(namespace, name) is not None]
    if namespace.by:
        given.append("--by")
    if namespace.scheduled and namespace.each:
        given.append("--each")
    if namespace.scheduled and namespace.name is not None:
        given.append(namespace.name)
    if given:
        raise Refusal("schedule_takes_none", option=given[0][:40])


def _list() -> None:
    width = max(len(one.name) for one in OFFERED)
    for one in OFFERED:
        options = " ".join(_OPTIONS[name] for name in _OPTIONS if name in one.takes)
        print(f"{one.name:{width}}  {one.title}  [{options}]")


def _asked(one: Offered, namespace: argparse.Namespace) -> Asked:
    """The question, with every option understood; one that the report has no use for is refused."""
    given = {name: getattr(namespace, name) for name in _OPTIONS if getattr(namespace, name) is not None}
    for name, value in given.items():
        # Knowing what is known now is what every report does.
        if name not in one.takes and value != "now":
            takes = ", ".join(_OPTIONS[known] for known in _OPTIONS if known in one.takes) or "nothing"
            raise Refusal("report_needless", report=one.name, option=_OPTIONS[name], takes=takes)
    asked = Asked(
        read_open_date(given["first"], is_last=False) if "first" in given else None,
        read_open_date(given["last"], is_last=True) if "last" in given else None,
        read_date(given["at"]) if "at" in given else None,
        given.get("known", "now"),
        given.get("location"),
        category=given.get("category"),
        supplier=given.get("supplier"),
        cashier=given.get("cashier"),
        customer=given.get("customer"),
        plan=given.get("plan"),
        by=namespace.by,
    )
    asked.check()
    return asked


def written_format(namespace: argparse.Namespace, known: Sequence[str]) -> str:
    """The format that is asked for by its name, or by the end of the file's; JSON where that says nothing.

    Raises:
        Refusal: `unknown_format` where it says another one.
    """
    if namespace.format:
        return str(namespace.format)
    ending = Path(namespace.out).suffix.removeprefix(".").lower()
    if ending in _PROMISES and ending not in known:
        raise Refusal("unknown_format", text=ending, known=", ".join(known))
    return ending if ending in known else "json"


def _write_journal(books: AccountBook, written_as: str, stream: IO[bytes]) -> None:
    from app.exchange import accounting_files  # noqa: PLC0415 -- the list of reports needs no writer

    write = {"beancount": accounting_files.to_beancount, "hledger": accounting_files.to_hledger}[written_as]
    write(books, stream)


def _write(report: Report, written_as: str, stream: IO[bytes], shop: Shop, stamp: Stamp) -> None:
    from app.exchange import report_files  # noqa: PLC0415 -- the list of reports needs no writer

    match written_as:
        case "json":
            report_files.to_json(report, stream)
        case "csv":
            report_files.to_csv(report, stream)
        case "xlsx":
            report_files.to_xlsx(report, stream, timezone=shop.timezone)
        case _:
            from app.printing.report_pdf import report_pdf  # noqa: PLC0415 -- fonts and PDF only for those who print

            printout = report_pdf(report, shop.language, stamp=stamp)
            stream.write(printout.pdf)
            for missing in printout.missing:
                print(sentence(missing.code, missing.facts), file=sys.stderr)


@contextmanager
def output(out: str) -> Iterator[IO[bytes]]:
    """Where the report is written: a file appears whole or not at all.

    Raises:
        Refusal: `file_is_a_book`.
        Trouble: `unwritable_file`.
    """
    if out == "-" and sys.stdout is None:
        raise Trouble("unwritable_file", path="standard output", reason="it is closed")
    if out != "-":
        with whole_file(Path(out)) as stream:
            yield stream
        return
    try:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Trouble("unwritable_file", path="standard output", reason=error.strerror or str(error)) from error
