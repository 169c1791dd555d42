"""Receipts of stored sales: what they say, where they are kept, what becomes of a printer that fails."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.base.settings import Settings
from app.base.trouble import Trouble
from app.domain.refusal import Refusal
from app.domain.requests import Asking, SaleAsked, SaleLineAsked
from app.domain.tax import TaxPolicy
from app.jobs.receipts import Receipts, receipt_data
from app.reports.receipts import Records
from tests.books import Counter, counter_at
from tests.printing.reading import codes_on, pages_of, picture_of


def a_sale(shop: Counter, uid: str = "s1", **keys: object) -> None:
    shop.product("DEP", "0.25", name="Bottle deposit", stocked=False, tax="19", tax_code="A")
    shop.product("A1", "1.50", name="Apple juice", deposit="DEP", tax="19", tax_code="A")
    shop.product("B1", "2.00", name="Bananas <b>&</b>", unit="kg", tax="7", tax_code="B")
    lines = [
        {"sku": "A1", "quantity": "2", "discount": "0.20"},
        {"sku": "B1", "quantity": "1.236", "lot": "L7"},
    ]
    shop.post("sale", uid, lines=lines, **keys)


def receipts_of(shop: Counter, folder: Path, **machine: str) -> Receipts:
    settings = Settings(folder / "machine.json")
    settings.machine = replace(settings.machine, **machine)
    return Receipts(Records(shop.book), lambda: shop.book.shop, settings, folder / "receipts")


@pytest.fixture
def shop(tmp_path: Path) -> Counter:
    return counter_at(tmp_path / "shop.book", language="en", head=("12 Linden Street",), foot=("Thank you",))


def test_a_receipt_says_what_was_sold_and_how_it_was_paid(shop: Counter, tmp_path: Path) -> None:
    # By hand: juice 3.00 - 0.20 = 2.80, deposit 0.50, bananas 1.236 x 2.00 = 2.47; together 5.77, less 10 % of the
    # goods (5.27 -> 0.53) = 5.24. Paid 2.00 by card and 5.00 in cash: 1.76 back.
    a_sale(shop, discount="10%", tenders=[{"kind": "card", "amount": "2"}, {"kind": "cash", "amount": "5"}])
    text = "\n".join(pages_of(receipts_of(shop, tmp_path).pdf("s1")))

    for said in (
        *("Corner shop", "12 Linden Street", "T1-000001", "Apple juice", "-0.20", "2.80", "Bottle deposit", "0.50"),
        *("Bananas <b>&</b>", "1.236 kg", "2.47", "Lot L7", "5.77", "-0.53", "€5.24", "Card 2.00", "5.00", "1.76"),
        *("A 19%", "B 7%", "Thank you"),
    ):
        assert said in text, (said, text)
    assert "COPY" not in text


def letters_of(shop: Counter, uid: str) -> tuple[list[str], list[str]]:
    data = receipt_data(Records(shop.book).sale(uid), shop.book.shop)
    return [line.tax for line in data.lines], [tax.label for tax in data.taxes]


def test_each_line_has_the_letter_of_its_tax_where_there_are_several(shop: Counter) -> None:
    shop.product("J", tax="19")
    shop.product("M", tax="7")
    shop.product("P", tax="0", tax_code="E")
    shop.product("Z", tax="0", tax_code="Z")
    shop.post("sale", "one", lines=[{"sku": "J", "quantity": "1"}, {"sku": "J", "quantity": "2"}])
    assert letters_of(shop, "one") == (["", ""], ["19%"])
    shop.post("sale", "two", lines=[{"sku": sku, "quantity": "1"} for sku in ("J", "M", "J")])
    lines, taxes = letters_of(shop, "two")
    assert sorted(taxes) == ["A 7%", "B 19%"] or sorted(taxes) == ["A 19%", "B 7%"]
    by_rate = {label.split()[1]: label[0] for label in taxes}
    assert lines == [by_rate["19%"], by_rate["7%"], by_rate["19%"]]
    shop.post("sale", "free", lines=[{"sku": sku, "quantity": "1"} for sku in ("J", "P", "Z")])
    lines, taxes = letters_of(shop, "free")
    assert len(set(lines)) == 3
    assert {label.partition(" ")[2] for label in taxes} == {"19%", "0% (E)", "0% (Z)"}


def test_the_shops_own_letters_stand_on_the_lines(shop: Counter) -> None:
    a_sale(shop)
    assert letters_of(shop, "s1") == (["A", "A", "B"], ["A 19%", "B 7%"])


def test_the_number_on_it_can_be_scanned(shop: Counter, tmp_path: Path) -> None:
    a_sale(shop)
    assert codes_on(picture_of(receipts_of(shop, tmp_path).pdf("s1"), dpi=203)) == ["Code 128 T1-000001"]


def test_it_is_kept_and_a_reprint_is_a_copy_beside_it(shop: Counter, tmp_path: Path) -> None:
    a_sale(shop)
    receipts = receipts_of(shop, tmp_path)
    first, copy = receipts.deliver("s1"), receipts.deliver("s1", copy=True)

    assert first.path == tmp_path / "receipts" / "T1-000001.pdf"
    assert first.path.read_bytes() == receipts.pdf("s1")
    assert "COPY" in "\n".join(pages_of(copy.path.read_bytes()))
    assert copy.path != first.path


@pytest.mark.parametrize("paper", ["80mm", "A4", "A5"])
def test_every_paper_carries_the_same_total(shop: Counter, tmp_path: Path, paper: str) -> None:
    a_sale(shop)
    assert "€5.77" in "\n".join(pages_of(receipts_of(shop, tmp_path).pdf("s1", paper=paper)))


def test_a_payment_that_was_mended_is_what_a_copy_shows(shop: Counter, tmp_path: Path) -> None:
    a_sale(shop)
    shop.post("tender_change", "x1", of="s1", tenders=[{"kind": "card", "amount": "5.77"}])
    text = "\n".join(pages_of(receipts_of(shop, tmp_path).pdf("s1", copy=True)))
    assert "Cash 5.77" not in text
    assert "Card 5.77" in text


def test_prices_without_tax_show_net_tax_and_total(tmp_path: Path) -> None:
    shop = counter_at(tmp_path / "net.book", language="en", tax_policy=TaxPolicy.EN16931, prices_include_tax=False)
    shop.product("A1", "10.00", tax="20")
    shop.sell("s1", "A1")
    data = receipt_data(Records(shop.book).sale("s1"), shop.book.shop)
    assert (data.net_total, data.tax_total, data.total) == ("10.00", "2.00", "€12.00")


def test_a_pack_price_says_what_it_is_for(shop: Counter) -> None:
    shop.product("P1", "1.50", codes=[{"code": "PACK", "quantity": "6", "price": "8.40"}])
    shop.post("sale", "s1", lines=[{"code": "PACK", "quantity": "2"}])
    line = receipt_data(Records(shop.book).sale("s1"), shop.book.shop).lines[0]
    assert (line.quantity, line.unit_price, line.amount) == ("12", "8.40 / 6", "16.80")


def test_goods_without_a_product_carry_the_code_that_was_scanned(shop: Counter) -> None:
    shop.product("A", tax="7")
    shop.product("B", tax="19")
    for item in shop.cataloguing.unlisted():
        line = SaleLineAsked(1000, sku=item.sku, code="4012345678901", price_micro=2_490_000)
        shop.selling.sell(SaleAsked(Asking(item.sku), (line,)))
        printed = receipt_data(Records(shop.book).sale(item.sku), shop.book.shop).lines[0]
        assert [note.text for note in printed.notes] == ["4012345678901"]


def test_a_refund_is_called_one(shop: Counter) -> None:
    shop.product("A1", "1.50")
    shop.sell("s1", "A1", "2")
    shop.take_back("f1", "s1")
    data = receipt_data(Records(shop.book).sale("f1"), shop.book.shop)
    assert (data.title, data.number, data.total) == ("Refund", "T1-R000001", "-€1.50")


def test_names_that_no_font_can_print_are_told(shop: Counter, tmp_path: Path) -> None:
    shop.product("A1", name="Glyph \U0001f9c3 juice")
    shop.sell("s1", "A1")
    assert receipts_of(shop, tmp_path).deliver("s1").warnings == ("Glyph \U0001f9c3 juice",)


def test_a_folder_that_cannot_be_written_is_said(shop: Counter, tmp_path: Path) -> None:
    a_sale(shop)
    (tmp_path / "receipts").write_text("a file in the way")
    with pytest.raises(Trouble) as caught:
        receipts_of(shop, tmp_path).deliver("s1")
    assert caught.value.code == "receipt_not_kept"


def test_a_printer_that_is_not_there_is_said_and_the_receipt_is_kept(
    shop: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_sale(shop)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Trouble) as caught:
        receipts_of(shop, tmp_path, receipt_printer="Bon").deliver("s1")
    assert caught.value.code == "no_printing_system"
    assert (tmp_path / "receipts" / "T1-000001.pdf").exists()


def test_a_sale_that_is_not_there_is_refused(shop: Counter, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as caught:
        receipts_of(shop, tmp_path).pdf("nobody")
    assert caught.value.code == "unknown_document"
