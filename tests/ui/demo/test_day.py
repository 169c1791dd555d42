"""`tillbook demo` from outside: what it leaves, read back and held against sums made by hand."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from app import bootstrap
from app.cli.doors import OpenBook
from app.ui.demo import day
from tests.house.source import ROOT
from tests.printing.labels.scanned import by_zxing, on_dots
from tests.printing.reading import text_of

pytestmark = pytest.mark.slow

# What each sale comes to, from the price list of the sample shop, and how it was paid.
SALES = {
    "T1-000001": ("5,32", "Cash 5,32"),  # 1.29 + 0.25 deposit + 2.29 + 1.49
    "T1-000002": ("7,46", "Cash 20,00", "Change 12,54"),  # 1.234 x 1.79 = 2.21; 3.57; 0.48 x 3.49 = 1.68
    "T1-000003": ("14,09", "Card 14,09"),  # 7.80 + 6 x 0.25 + 3.29 + 6 x 0.25
    "T1-000004": ("6,37", "Cash 10,00", "Change 3,63"),  # 3 x 0.59 + 4 x 0.45 + 2.80
    "T1-000005": ("9,36", "Card 9,36"),  # 6.99 + 1.09 + 0.08 + 1.20
    "T1-000006": ("8,13", "Cash 8,13"),  # 4.49 less 30 % = 1.35; 5.49 less 0.50
    "T1-000007": ("17,79", "Card 17,79"),  # 6.99 + 2.79 + 9.99 = 19.77, less 10 % = 1.98
    "T1-000008": ("23,70", "Cash 10,00", "Card 13,70"),  # 9.99 + 4.99 + 0.35 x 24.90 = 8.72
    "T1-000009": ("4,30", "Cash 5,00", "Change 0,70"),  # 2 x 1.20 + 2 x 0.95
    "T1-000010": ("8,67", "Cash 8,67"),  # 5.99 + 1.19, parked; + 1.49
    "T1-000011": ("3,38", "Cash 3,38"),  # 0.89 + 2.49 typed
    "T1-000012": ("29,28", "Cash 50,00", "Change 20,72"),  # 1.29 + 3.49 + 24.50 typed
    "T1-000013": ("5,76", "Cash 5,76"),  # 1.99 + 1.79 + 2 x 0.99
    "T1-000014": ("3,49", "Card 3,49"),  # in cash, it turned out: the copy says so
    "T1-000015": ("8,37", "Cash 10,00", "Change 1,63"),  # 3 x 2.79
    "T1-000016": ("2,79", "Cash 2,79"),
    "T1-000017": ("2,28", "Cash 2,28"),  # 2 x (0.89 + 0.25)
    # 3.29 + 2 x 1.99 + 4.90 less 30 % = 1.47; 2.21 + 2.79 + 0.89 + 0.25; after the restart 1.19 + 0.25
    "T1-000018": ("18,28", "Cash 20,00", "Change 1,72"),
    "T1-000019": ("20,65", "Card 20,65"),  # 9.30 + 1.54 + 2.29 less 20 % = 0.46 + 6.99 + 0.99 typed
    "T1-000020": ("5,49", "Cash 5,49"),  # of a shelf that is being counted
}
ALL_OF_THEM_MINOR = 20496


@dataclass(frozen=True)
class Played:
    """A demonstration that was played."""

    folder: Path
    said: str
    complained: str
    status: int

    def text(self, name: str) -> str:
        """A PDF, read back."""
        return " ".join(text_of((self.folder / name).read_bytes()).replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    folder = tmp_path_factory.mktemp("demo") / "day"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "app", "demo", "--out", str(folder)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=110, check=False)
    return Played(folder, done.stdout, done.stderr, done.returncode)


@pytest.fixture
def book(played: Played) -> OpenBook:
    assert played.status == 0, played.complained
    return bootstrap.open_book(played.folder / "sample.book")


def test_every_step_works_and_the_book_is_right(played: Played) -> None:
    assert (played.status, played.complained) == (0, "")
    assert f"{len(SALES)} sales. The book is right:" in played.said
    assert str(played.folder) in played.said
    assert (played.folder / "day.txt").read_text(encoding="utf-8") == played.said
    assert (played.folder / "verify.txt").read_text(encoding="utf-8").startswith("The book is right:")


@pytest.mark.parametrize("number", SALES)
def test_the_receipt_says_what_the_customer_paid(played: Played, number: str) -> None:
    total, *paid = SALES[number]
    text = played.text(f"receipts/{number}.pdf")
    assert f"Total {total} €" in text
    for words in paid:
        assert f" {words}" in text
    assert number in text


def test_there_is_a_receipt_for_each_sale_and_one_copy(played: Played) -> None:
    names = {path.name for path in (played.folder / "receipts").iterdir()}
    assert names == {*(f"{number}.pdf" for number in SALES), "T1-000014-copy.pdf"}
    copy = played.text("receipts/T1-000014-copy.pdf")
    assert "COPY" in copy
    assert " Cash 3,49" in copy


def test_names_of_any_script_are_on_paper(played: Played) -> None:
    assert "老抽酱油 Dark soy sauce 500 ml" in played.text("receipts/T1-000012.pdf")


def test_the_report_of_sales_has_them_all(played: Played, book: OpenBook) -> None:
    from app.reports.asked import EVERYTHING

    report = book.reports.ask("sales", EVERYTHING)
    names = [column.name for column in report.columns]
    gross = {row[names.index("number")]: row[names.index("gross")] for row in report.rows}
    assert gross == {number: int(total.replace(",", "")) for number, (total, *_) in SALES.items()}
    assert sum(gross.values()) == ALL_OF_THEM_MINOR
    assert "204,96" in played.text("sales.pdf")
    assert "Bananas kg shop 35,932" in played.text("stock-on-hand.pdf")


def test_the_day_ends_with_its_report_and_the_pack_of_the_period(played: Played, book: OpenBook) -> None:
    from app.reports.asked import EVERYTHING

    day_end = played.text("day-end.pdf")
    assert "T1-000001" in day_end
    # Paid in cash 129.37, as the sales above say; 129.35 lay in the drawer.
    assert "129,37 75,59" in day_end
    assert "0,00 129,37 0,00 0,00 0,00 0,00 129,37 129,35 -0,02 0,00 129,35" in day_end
    pack = played.text("period.pdf")
    totals = book.reports.ask("period-end", EVERYTHING).totals
    for name in ("closing_value", "perpetual_cogs", "gap"):
        figure = f"{int(totals[name] or 0) / 100:,.2f}".translate(str.maketrans(",.", ".,"))
        assert figure in pack, name
    assert "\u2713 Tie-out: gap less shrinkage less write-down 0,00" in pack
    assert "Not closed" in pack


@pytest.mark.parametrize(
    ("sku", "left_milli"),
    [
        ("4004", 32_000),  # 44 bottles, two packs of six sold
        ("1001", 35_932),  # 38.4 kg less twice 1.234
        ("5003", -4_000),  # 1, then 3, 1 and 1 sold
        ("3042", 15_000),  # 17 jars, 2 sold; what was taken out and brought back counts once
        ("4202", 7_000),  # gin: only its price was asked
    ],
)
def test_stock_is_what_was_there_less_what_was_sold(book: OpenBook, sku: str, left_milli: int) -> None:
    assert [there.on_hand_milli for there in book.lookups.stock(sku)] == [left_milli]


def test_two_jars_broke_six_went_to_the_back_room_and_two_came_back(book: OpenBook) -> None:
    there = [(one.location, one.on_hand_milli) for one in book.lookups.stock("3105")]
    # 18 jars, 2 broken, 6 carried away, 2 sent back and both arrived
    assert there == [("Shop", 12_000), ("Back room", 4000)]


def test_a_van_brought_thirty_lines_and_what_differs_is_on_paper(played: Played, book: OpenBook) -> None:
    text = played.text("sample-deliveries/T1-D000001.pdf")
    for words in ("T0-PO000001", "Riverbend Wholesale", "1 short", "1 over", "not ordered", "Lot L3", "Taken by"):
        assert words in text
    assert "Hummus" in played.text("sample-deliveries/T1-D000001-labels.pdf")
    # Three lots of twelve, and the new goods.
    assert [book.lookups.stock(sku)[0].on_hand_milli for sku in ("3601", "3603", "4061458000055")] == [
        12_000, 12_000, 1000,
    ]  # fmt: skip


def test_a_shelf_was_counted_while_the_till_sold(played: Played, book: OpenBook) -> None:
    skus = ("3105", "3106", "3107", "3108", "3109")
    # One blossom honey was sold after it was counted, one forest honey is gone; what was overlooked was counted again.
    on_hand = [book.lookups.stock(sku)[0].on_hand_milli for sku in skus]
    assert on_hand == [12_000, 13_000, 3_000, 8_000, 22_000]
    text = played.text("sample-counts/T1-C000001-variance.pdf")
    for words in ("Count variance T1-C000001", "Counted by", "Checked by"):
        assert words in text
    assert re.search(r"Forest honey 500 g Jam shelf \d\d:\d\d 8 9 -1 -4,72 Stolen Owner", text)
    assert re.search(r"Blossom honey 500 g Jam shelf \d\d:\d\d 4 1 4 0", text)  # one was sold since
    sheet = played.text("sample-counts/count-sheet-jam-shelf-shop.pdf")
    assert "Forest honey 500 g" in sheet
    assert by_zxing(on_dots((played.folder / "sample-counts" / "zones.pdf").read_bytes(), 300)) == ["ZONE:Jam shelf"]


def test_the_pictures_are_as_large_as_the_screen_of_a_small_till(played: Played) -> None:
    pictures = sorted((played.folder / "pictures").iterdir())
    assert len(pictures) >= 25
    for place, path in enumerate(pictures, start=1):
        assert re.fullmatch(rf"{place:02}-[a-z-]+\.png", path.name)
        # The head of a PNG file has its width and height from the seventeenth byte on.
        assert struct.unpack(">II", path.read_bytes()[16:24]) == (1366, 768)


def test_only_its_own_book_was_touched(played: Played, home: Path) -> None:
    assert not [path for path in home.rglob("*") if path.suffix in {".book", ".json", ".pdf"}]


def test_a_mistake_of_the_program_ends_it_with_its_own_traceback() -> None:
    fault = ValueError("a bug in a slot")
    with pytest.raises(ValueError, match="a bug in a slot"), day._bugs_end_it():
        sys.excepthook(ValueError, fault, None)


@pytest.mark.parametrize(
    ("environment", "is_seen"),
    [
        ({"DISPLAY": "the server's"}, True),
        ({"DISPLAY": ":987"}, False),
        ({"QT_QPA_PLATFORM": "vnc"}, True),
        ({"QT_QPA_PLATFORM": "offscreen", "DISPLAY": "the server's"}, False),
        ({}, False),
    ],
)
def test_where_no_display_is_it_paints_in_memory(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, environment: dict[str, str], is_seen: bool, x_display: str
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, x_display if value == "the server's" else value)
    options = day._unseen_screen(tmp_path)
    assert (options == []) is is_seen
