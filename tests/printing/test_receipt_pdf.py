"""Receipts on every paper and in every script, read back as text, by a scanner and as ink."""

from __future__ import annotations

import threading
from dataclasses import fields, replace

import pytest

from app.printing.page import MM
from app.printing.receipt import ReceiptData, ReceiptLine, ReceiptTax, ReceiptTender
from app.printing.receipt_pdf import Paper, receipt_pdf
from tests.printing.reading import codes_on, pages_of, picture_of, sizes_of, text_of
from tests.printing.samples import ARABIC, LATIN, SHOPS, receipt

ROLLS = (Paper.ROLL_80, Paper.ROLL_58)
EVERY_PAPER = pytest.mark.parametrize("paper", list(Paper))
# What draws a receipt is covered by one; to count its lines hundreds of times over takes as long as to draw it.
MANY = pytest.mark.no_cover
EVERY_SHOP = pytest.mark.parametrize("name", list(SHOPS))


def squeezed(text: str) -> str:
    """Without spaces and line ends: where a line is broken is another test's business."""
    return "".join(text.split())


@EVERY_PAPER
def test_everything_on_the_receipt_is_read_back(paper: Paper) -> None:
    data = replace(
        receipt(is_copy=True),
        customer="Byrne & Sons",
        tenders=(ReceiptTender("Card", "10.00", "**** 4242"), ReceiptTender("Cash", "20.00")),
    )
    text = squeezed(text_of(receipt_pdf(data, paper).pdf))
    for part in (*data.texts(), *data.amounts(), data.number, data.moment, data.total, data.to_pay):
        assert squeezed(part) in text, part
    for line in data.lines:
        assert line.quantity in text or line.quantity == "1" or squeezed(line.quantity) in text
        assert line.discount in text
    for tax in data.taxes:
        assert squeezed(tax.net + tax.tax + tax.gross) in text
    assert data.words.copy in text


@EVERY_PAPER
@EVERY_SHOP
def test_every_script_prints_without_a_missing_character(name: str, paper: Paper) -> None:
    data = receipt(SHOPS[name])
    printed = receipt_pdf(data, paper)
    assert printed.missing == ()
    text = squeezed(text_of(printed.pdf))
    assert "?" not in text
    # Marks above Arabic letters are told beside their word by this reader, so two words without any stand for all.
    expected = ["متجرالزاوية", "الإجمالي"] if name == "arabic" else [squeezed(line.name) for line in data.lines]
    assert all(part in text for part in expected)


@MANY
@EVERY_SHOP
@EVERY_PAPER
@pytest.mark.parametrize("dpi", [203, 300])
def test_a_scanner_finds_the_number_of_the_receipt_and_no_other(name: str, paper: Paper, dpi: int) -> None:
    pdf = receipt_pdf(receipt(SHOPS[name], is_copy=True), paper).pdf
    assert codes_on(picture_of(pdf, dpi=dpi)) == ["Code 128 T1-000123"]


@EVERY_SHOP
@EVERY_PAPER
def test_nothing_hangs_over_the_edge(name: str, paper: Paper) -> None:
    pdf = receipt_pdf(receipt(SHOPS[name], is_copy=True), paper).pdf
    picture = picture_of(pdf, dpi=100)
    margin = (3 * MM if paper in ROLLS else 9 * MM) * 100 / 72
    left, top, right, bottom = picture.ink_box()
    assert left >= margin
    assert right <= picture.width - margin
    assert top >= margin * 0.9
    assert bottom <= picture.height - margin


@pytest.mark.parametrize(("paper", "width"), [(Paper.ROLL_80, 80), (Paper.ROLL_58, 58)])
def test_a_roll_is_as_wide_as_it_says_and_as_long_as_it_needs(paper: Paper, width: int) -> None:
    short, long = (sizes_of(receipt_pdf(receipt(repeat=times), paper).pdf) for times in (1, 10))
    assert short[0][0] == pytest.approx(width * MM, abs=0.01)
    assert len(short) == len(long) == 1
    assert long[0][1] > 3 * short[0][1]


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (210, 297)), (Paper.A5, (148, 210))])
def test_sheets_have_their_size(paper: Paper, size: tuple[int, int]) -> None:
    assert sizes_of(receipt_pdf(receipt(), paper).pdf) == [pytest.approx((size[0] * MM, size[1] * MM), abs=0.01)]


@MANY
@EVERY_PAPER
def test_a_thousand_lines_are_all_there(paper: Paper) -> None:
    pdf = receipt_pdf(receipt(repeat=250), paper).pdf
    assert all(height <= 14_400 for _, height in sizes_of(pdf))
    pages = pages_of(pdf)
    assert sum(page.count("Bananas") for page in pages) == 250
    assert sum(page.count("Mineral water") for page in pages) == 250
    assert len(pages) > 1
    if paper not in ROLLS:
        assert all("Item" in page for page in pages)
        assert f"Page {len(pages)} of {len(pages)}" in pages[-1]
    assert "Total" in pages[-1]
    assert "Bananas" in pages[-1] or "Mineral water" in pages[-1], "the sums do not stand alone"


@EVERY_PAPER
def test_a_copy_says_so_and_the_first_print_does_not(paper: Paper) -> None:
    assert "COPY" in text_of(receipt_pdf(receipt(is_copy=True), paper).pdf)
    assert "COPY" not in text_of(receipt_pdf(receipt(), paper).pdf)


@MANY
@EVERY_PAPER
@EVERY_SHOP
def test_the_same_receipt_makes_the_same_bytes(name: str, paper: Paper) -> None:
    first = receipt_pdf(receipt(SHOPS[name]), paper)
    for other in SHOPS.values():
        receipt_pdf(receipt(other, is_copy=True), Paper.A5)
    assert receipt_pdf(receipt(SHOPS[name]), paper) == first


@MANY
def test_receipts_printed_at_once_do_not_disturb_each_other() -> None:
    alone = {name: receipt_pdf(receipt(shop, repeat=20)).pdf for name, shop in SHOPS.items()}
    together: dict[str, bytes] = {}
    start = threading.Barrier(len(SHOPS))

    def print_one(name: str) -> None:
        start.wait()
        together[name] = receipt_pdf(receipt(SHOPS[name], repeat=20)).pdf

    threads = [threading.Thread(target=print_one, args=(name,)) for name in SHOPS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert together == alone


@EVERY_PAPER
def test_where_prices_are_without_tax_the_tax_is_added_before_the_total(paper: Paper) -> None:
    data = replace(receipt(), net_total="12.95", tax_total="2.59")
    text = squeezed(text_of(receipt_pdf(data, paper).pdf))
    assert "Net12.95Tax2.59Total€15.54" in text


@EVERY_PAPER
def test_names_are_only_text(paper: Paper) -> None:
    name = '<b>x</b> & <img src="/etc/passwd">'
    data = replace(receipt(), lines=(ReceiptLine(name, "1", "1.00", "1.00"),))
    assert squeezed(name) in squeezed(text_of(receipt_pdf(data, paper).pdf))


@EVERY_PAPER
def test_a_missing_character_is_told_by_product(paper: Paper) -> None:
    lines = (ReceiptLine("Croissant 🥐", "1", "1.00", "1.00"), ReceiptLine("Bread", "1", "1.00", "1.00"))
    printed = receipt_pdf(replace(receipt(), lines=lines), paper)
    (warning,) = printed.missing
    assert (warning.name, warning.characters, warning.code) == ("Croissant 🥐", "🥐", "glyphs_missing")
    assert "Croissant ?" in text_of(printed.pdf)


@EVERY_PAPER
def test_a_bare_receipt_prints(paper: Paper) -> None:
    bare = ReceiptData(shop=(), title="Receipt", number="", moment="", lines=(), total="0.00")
    text = text_of(receipt_pdf(bare, paper).pdf)
    assert "Total" in text
    assert not set(ReceiptDataWords) & set(text.split())


ReceiptDataWords = ("Rounding", "Change", "Discount", "COPY", "Gross", "Cashier")


@EVERY_PAPER
def test_huge_texts_and_figures_lose_nothing_over_the_edge(paper: Paper) -> None:
    huge = "9,999,999,999,999.99"
    data = replace(
        receipt(),
        shop=("Gasthaus zur Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",),
        lines=(ReceiptLine("W" * 300, huge + " kg", huge, huge, discount="-" + huge),),
        total="KWD " + huge,
        tenders=(ReceiptTender("Voucher of the association of independent corner shops", huge, "N" * 200),),
        taxes=(ReceiptTax("reduced rate for food and drink", huge, huge, huge),),
        number="T1-" + "0" * 60,
    )
    picture = picture_of(receipt_pdf(data, paper).pdf, dpi=72)
    left, _, right, _ = picture.ink_box()
    assert left >= 3 * MM
    assert right <= picture.width - 3 * MM


def test_an_arabic_receipt_begins_at_the_right() -> None:
    latin, arabic = (picture_of(receipt_pdf(receipt(shop)).pdf, dpi=72) for shop in (LATIN, ARABIC))
    assert _side_of_first_name(latin) == "left"
    assert _side_of_first_name(arabic) == "right"


def _side_of_first_name(picture: object) -> str:
    """Where the ink of the second line under the first rule stands: quantity and price are under the name alone."""
    rows = [sum(shade < 128 for shade in picture.row(at)) for at in range(picture.height)]
    rule = next(at for at, ink in enumerate(rows) if ink > 0.85 * (picture.width - 8 * MM))
    sub = [picture.row(at) for at in range(rule + 18, rule + 28)]
    half = picture.width // 2
    left = sum(shade < 160 for row in sub for shade in row[:half])
    right = sum(shade < 160 for row in sub for shade in row[half:])
    return "left" if left > right else "right"


def test_every_word_on_paper_can_be_translated() -> None:
    words = receipt().words
    marked = replace(words, **{field.name: f"[{field.name}]" for field in fields(words)})
    data = replace(receipt(is_copy=True), words=marked, customer="Byrne")
    text = squeezed(text_of(receipt_pdf(data, Paper.A4).pdf) + text_of(receipt_pdf(data).pdf))
    assert [field.name for field in fields(words) if f"[{field.name}]" not in text] == []
    for english in ("Total", "Cashier", "Change", "Amount"):
        assert english not in text
