"""`tillbook labels`: from a book to labels that scan."""

import base64
import json
import re

import pytest

from app.bootstrap import open_book
from app.cli.grammar import GRAMMAR
from app.domain.wording import SENTENCES
from tests.cli.doors import answers, tillbook, written
from tests.devices.label_printers import LabelPrinter
from tests.devices.label_printers import status as label_printer_status
from tests.printing.labels.scanned import by_zxing, on_dots
from tests.printing.reading import pages_of, text_of
from tests.printing.test_picture import picture

LINES = (
    {"type": "product", "sku": "A", "name": "Apple juice 1 l", "price": "1.50", "codes": ["4006381333931"]},
    {"type": "product", "sku": "M", "name": "Milk", "price": "1.09", "codes": ["4012345678901"], "tracking": "lot"},
    {"type": "product", "sku": "X-17", "name": "Bolt", "price": "0.155"},
    {
        "type": "delivery",
        "uid": "d1",
        "lines": [
            {"sku": "A", "quantity": "2", "unit_cost": "0.80"},
            {"sku": "M", "quantity": "1", "unit_cost": "0.80", "lot": "L(7)", "expiry": "2027-03-01"},
            {"sku": "X-17", "quantity": "1", "unit_cost": "0.05"},
        ],
    },
)


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "shop.book"
    assert tillbook("--book", path, "init", "--country", "DE") == 0
    assert tillbook("--book", path, "post", written(tmp_path / "in.jsonl", *LINES)) == 0
    return path


def labelled(book, *arguments, out="out.pdf", stock="Avery L7160"):
    path = book.parent / out
    status = tillbook("--book", book, "labels", *arguments, "--stock", stock, "--out", path)
    return status, path.read_bytes() if path.exists() else b""


def test_a_delivery_is_labelled_piece_by_piece(book, capsys):
    status, pdf = labelled(book, "--delivery", "d1", "--start", "20")
    assert (status, len(pages_of(pdf))) == (0, 2)
    read = [*by_zxing(on_dots(pdf, 300)), *by_zxing(on_dots(pdf, 300, page=1))]
    assert sorted(read) == ["(01)04012345678901(17)270301(10)L(7)", "4006381333931", "4006381333931", "X-17"]
    assert "Expiry 01.03.2027" in text_of(pdf)
    assert "4 labels" in capsys.readouterr().err


def test_a_delivery_is_named_by_its_number_too(book, capsys):
    assert labelled(book, "--delivery", "T0-D000001", "--copies", "one")[0] == 0
    assert "3 labels" in capsys.readouterr().err


def test_one_shelf_label_each_or_one_for_each_piece_in_stock(book):
    _, pdf = labelled(book, "--delivery", "d1", "--copies", "one")
    assert sorted(by_zxing(on_dots(pdf, 300))) == ["4006381333931", "4012345678901", "X-17"]
    assert "1,50 € / l" in text_of(pdf).replace("\xa0", " ")
    names = written(book.with_name("list.txt"), "A")
    status, pdf = labelled(book, "--products", names, "--copies", "stock", "--no-price", "--nudge", "0.3,-0.5")
    assert status == 0
    assert text_of(pdf).count("Apple juice") == 2
    assert "€" not in text_of(pdf)


def test_changed_prices_are_labelled_once(book, tmp_path, capsys):
    assert labelled(book, "--delivery", "d1", "--copies", "one")[0] == 0
    assert labelled(book, "--price-changes")[0] == 2
    assert SENTENCES["no_labels"] in capsys.readouterr().err
    dearer = {"type": "product", "sku": "A", "price": "1.60"}
    assert tillbook("--book", book, "post", written(tmp_path / "new.jsonl", dearer)) == 0
    status, pdf = labelled(book, "--price-changes", "--symbol", "qr", "--scale", "100.4", stock="62x40")
    assert status == 0
    assert by_zxing(on_dots(pdf, 300)) == ["https://id.gs1.org/01/04006381333931"]
    assert labelled(book, "--price-changes", "--copies", "one")[0] == 2


@pytest.fixture
def printer():
    made = LabelPrinter()
    yield made
    made.close()


def test_a_label_printer_on_the_network_gets_zpl(book, printer):
    arguments = ("--delivery", "d1", "--dpi", "203", "--text", "Keep cool", "--send", printer.address)
    status, kept = labelled(book, *arguments, stock="57x40", out="out.zpl")
    assert status == 0
    assert printer.wait() == [kept]
    assert kept.count(b"^XA") == 3
    assert kept.count(b"Keep cool") == 3
    # 1 mm to the right at 203 dots to the inch.
    assert labelled(book, *arguments, "--nudge", "1,0", stock="57x40", out="out.zpl")[0] == 0
    places = [[int(x) for x in re.findall(rb"\^FO(\d+),", zpl)] for zpl in printer.wait(2)]
    assert places[1] == [x + 8 for x in places[0]]
    status, _ = labelled(book, "--delivery", "d1", "--send", "host:port", stock="57x40", out="out.zpl")
    assert status == 2


def test_a_label_printer_without_paper_is_told_and_what_waits_for_a_label_goes_on_waiting(book, printer, capsys):
    assert labelled(book, "--delivery", "d1")[0] == 0
    change = {"type": "product", "sku": "A", "price": "1.70"}
    assert tillbook("--book", book, "post", written(book.parent / "price.jsonl", change)) == 0
    send = ("--price-changes", "--send", printer.address)
    printer.answer = label_printer_status(paper_out=True)
    assert labelled(book, *send, stock="57x40", out="out.zpl")[0] == 3
    assert "no paper" in capsys.readouterr().err
    printer.answer = label_printer_status()
    status, zpl = labelled(book, *send, stock="57x40", out="out.zpl")
    assert (status, printer.wait()) == (0, [zpl])
    assert labelled(book, *send, stock="57x40", out="out.zpl")[0] == 2, "nothing waits any more"


def test_a_page_of_rulers_shows_where_labels_are_cut(book):
    status, pdf = labelled(book, "--ruler")
    assert status == 0
    assert "Avery L7160" in text_of(pdf)


PACKS = (
    {
        "type": "product",
        "sku": "C",
        "name": "Cola 0.33 l can",
        "price": "0.99",
        "codes": ["5449000000996", {"code": "15449000000993", "quantity": "24", "price": "19.99"}],
    },
    {"type": "product", "sku": "K", "name": "Cheese", "price": "12.90", "unit": "kg", "codes": ["2811110000006"]},
)


def test_the_code_of_a_pack_in_a_list_prints_the_pack_s_label(book, tmp_path):
    assert tillbook("--book", book, "post", written(tmp_path / "packs.jsonl", *PACKS)) == 0
    names = book.with_name("list.csv")
    names.write_text("code,quantity\n15449000000993,2\n5449000000996,1\n", encoding="utf-8")
    status, pdf = labelled(book, "--products", names)
    assert status == 0
    for dpi in (203, 300):
        read = sorted(by_zxing(on_dots(labelled(book, "--products", names, "--dpi", dpi)[1], dpi)))
        assert read == ["15449000000993", "15449000000993", "5449000000996"]
    words = text_of(pdf).replace("\xa0", " ")
    assert (words.count("24 pieces"), words.count("19,99 \u20ac"), words.count("0,99 \u20ac")) == (2, 2, 1)
    # The label of the pack does not stand for the one on the shelf.
    dearer = {"type": "product", "sku": "C", "price": "1.09"}
    assert tillbook("--book", book, "post", written(tmp_path / "new.jsonl", dearer)) == 0
    names.write_text("15449000000993\n", encoding="utf-8")
    assert labelled(book, "--products", names)[0] == 0
    assert labelled(book, "--price-changes")[0] == 0


def test_a_weight_in_a_list_goes_into_the_code_and_the_till_reads_it_back(tmp_path, capsys):
    book = tmp_path / "shop.book"
    assert tillbook("--book", book, "init", "--country", "DE", "--region", "de") == 0
    assert tillbook("--book", book, "post", written(tmp_path / "packs.jsonl", *PACKS)) == 0
    names = book.with_name("list.csv")
    names.write_text("sku,copies,weight\nK,1,0.352\nK,2,1.2\nC,1,0.4\n", encoding="utf-8")
    status, pdf = labelled(book, "--products", names, "--label", "product")
    assert status == 0
    codes = by_zxing(on_dots(pdf, 300))
    assert len(codes) == 4
    words = text_of(pdf).replace("\xa0", " ")
    # 0.352 kg of 12.90 is 4.5408, 1.2 kg is 15.48.
    assert (words.count("4,54 \u20ac"), words.count("15,48 \u20ac"), words.count("0,352 kg")) == (1, 2, 1)
    weighed = sorted({code for code in codes if code.startswith("281111")})
    capsys.readouterr()
    assert [tillbook("scan", code, "--region", "de") for code in weighed] == [0, 0]
    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert sorted(one["weight"] for one in said) == ["0.352", "1.2"]


def test_an_upright_roll_is_printed_along_its_length_in_a_template_of_the_shop_s_own_too(book, tmp_path):
    fields = [
        {"field": "name", "left": "2", "top": "2", "width": "84", "height": "8", "size": "12"},
        {"field": "symbol", "left": "40", "top": "11", "width": "42", "height": "23"},
    ]
    own = {"type": "label_template", "name": "Wide", "stock": "89x36", "width": "89", "height": "36", "fields": fields}
    assert tillbook("--book", book, "post", written(tmp_path / "own.jsonl", own)) == 0
    names = written(book.with_name("list.txt"), "A")
    for more in ((), ("--template", "Wide")):
        status, pdf = labelled(book, "--products", names, *more, stock="Dymo 99012")
        assert status == 0
        page = on_dots(pdf, 300)
        assert page.height > page.width
        assert by_zxing(page) == ["4006381333931"]


def test_why_a_label_is_refused_is_a_sentence_of_its_own(book, capsys):
    names = written(book.with_name("list.txt"), "A")
    assert labelled(book, "--products", names, stock="20x15")[0] == 2
    assert "or a DataMatrix. It is the label of Apple juice 1 l that" in capsys.readouterr().err


def test_a_weight_without_a_rule_for_it_is_refused_in_a_sentence(book, tmp_path, capsys):
    ham = {"type": "product", "sku": "H", "name": "Ham", "price": "20.00", "unit": "kg"}
    assert tillbook("--book", book, "post", written(tmp_path / "ham.jsonl", ham)) == 0
    names = book.with_name("list.csv")
    names.write_text("sku,weight\nH,0.352\n", encoding="utf-8")
    assert labelled(book, "--products", names)[0] == 2
    assert "Add a rule" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "labels_of_what"),
        (("--price-changes", "--copies", "delivered"), "copies_without_delivery"),
        (("--delivery", "d1", "--nudge", "left"), "bad_nudge"),
        (("--delivery", "d1", "--nudge", "1"), "bad_nudge"),
        (("--delivery", "d1", "--nudge", "1e999,0"), "bad_nudge"),
        (("--delivery", "d1", "--scale", "big"), "bad_label_scale"),
        (("--delivery", "d1", "--start", "22"), "bad_start_label"),
        (("--delivery", "d1", "--dpi", "96"), "unknown_resolution"),
        (("--delivery", "none"), "unknown_delivery"),
        (("--delivery", "d1", "--symbol", "gs1-128"), "label_needs_gtin"),
        (("--delivery", "d1", "--symbol", "ean8"), "label_code"),
        (("--delivery", "d1", "--carton", "--symbol", "itf14"), "label_code"),
    ],
)
def test_what_cannot_be_printed_is_said_and_leaves_no_file(book, capsys, arguments, said):
    status, pdf = labelled(book, *arguments)
    assert (status, pdf) == (2, b"")
    start = SENTENCES[said].split("{")[0]
    assert start in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_the_machine_s_trouble(book, capsys):
    status, _ = labelled(book, "--delivery", "d1", out="nowhere/out.pdf")
    assert status == 3
    assert "nowhere" in capsys.readouterr().err


def test_a_zone_of_a_count_has_bars_where_they_have_room_and_a_square_for_any_name(book, capsys):
    status, pdf = labelled(book, "--zones", "Cellar, Shelf 1,CELLAR,Kühlregal")
    assert status == 0
    assert sorted(by_zxing(on_dots(pdf, 300))) == ["ZONE:Cellar", "ZONE:Kühlregal", "ZONE:Shelf 1"]
    assert "3 labels" in capsys.readouterr().err
    # A small roll has no room for the bars of so long a name.
    status, pdf = labelled(book, "--zones", "The cupboard below the stairs", stock="62x29", out="roll.pdf")
    assert (status, by_zxing(on_dots(pdf, 300))) == (0, ["ZONE:The cupboard below the stairs"])
    assert labelled(book, "--zones", " , ", out="none.pdf") == (2, b"")


OWN = {
    "type": "label_template", "name": "Our shelf", "stock": "62x40", "width": "62", "height": "40", "fields": [
        {"field": "name", "left": "2", "top": "2", "width": "58", "height": "8", "size": "12", "bold": True},
        {"field": "text", "left": "2", "top": "32", "width": "30", "height": "6", "text": "Only here"},
        {"field": "symbol", "left": "2", "top": "11", "width": "20", "height": "20", "symbol": "qr"},
    ],
}  # fmt: skip


def test_the_template_in_the_help_prints_labels_that_scan(book):
    example = GRAMMAR[GRAMMAR.index('{"type":"label_template"') :]
    example = re.sub(r"\|[^\"]*", "", example[: example.index("]}") + 2])
    assert tillbook("--book", book, "post", written(book.parent / "own.jsonl", json.loads(example))) == 0
    products = book.parent / "list.csv"
    products.write_text("code\n4006381333931\n", encoding="utf-8")
    for dpi in ("203", "300", "600"):
        out = f"{dpi}.pdf"
        arguments = ("--products", products, "--template", "Shelf", "--dpi", dpi)
        status, pdf = labelled(book, *arguments, stock="62x40", out=out)
        assert (status, by_zxing(on_dots(pdf, int(dpi)))) == (0, ["4006381333931"])


LOGO = {"field": "logo", "left": "24", "top": "11", "width": "20", "height": "18"}


def test_a_template_moves_from_one_shop_to_another_and_prints_there(book, tmp_path, capsys):
    logo = {"type": "shop_logo", "picture": base64.b64encode(picture(30, 20, "RGB", "JPEG")).decode()}
    own = {**OWN, "fields": [*OWN["fields"], LOGO]}
    assert tillbook("--book", book, "post", written(tmp_path / "own.jsonl", logo, own)) == 0
    assert tillbook("--book", book, "export", "label-templates", tmp_path / "out.jsonl") == 0
    assert "1 label templates" in capsys.readouterr().err
    other = tmp_path / "other.book"
    assert tillbook("--book", other, "init", "--country", "DE") == 0
    assert tillbook("--book", other, "post", written(tmp_path / "in.jsonl", *LINES)) == 0
    assert tillbook("--book", other, "post", tmp_path / "out.jsonl") == 0
    status, pdf = labelled(other, "--delivery", "d1", "--copies", "one", "--template", "Our shelf", stock="62x40")
    assert status == 0
    assert "Only here" in text_of(pdf)
    assert by_zxing(on_dots(pdf, 300)) == ["https://id.gs1.org/01/04006381333931"]
    status, zpl = labelled(other, "--delivery", "d1", "--template", "Our shelf", stock="62x40", out="own.zpl")
    assert (status, zpl.count(b"^XA"), zpl.count(b"Only here")) == (0, 3, 3)
    assert zpl.count(b"^GFA") == 2 * 3, "the code and the logo that came with the template"
    assert labelled(other, "--delivery", "d1", "--template", "Nobody's", stock="62x40")[0] == 2
    assert "no label template called “Nobody's”" in capsys.readouterr().err


def test_a_logo_that_is_no_picture_is_refused_and_an_empty_one_takes_it_away(book, tmp_path, capsys):
    def posted(content):
        line = {"type": "shop_logo", "picture": base64.b64encode(content).decode()}
        status = tillbook("--book", book, "post", written(tmp_path / "logo.jsonl", line))
        return status, answers(capsys.readouterr().out)[0]["status"], open_book(book).labels.facts.logo()

    assert posted(b"GIF89a") == (1, "refused", None)
    status, told, logo = posted(picture(3000, 1500))
    assert (status, told, logo.width) == (0, "updated", 1200)
    assert posted(b"") == (0, "updated", None)
