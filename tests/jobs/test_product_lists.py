"""Price lists on screen: nothing is lost on the way out and back in, and what is stopped leaves no trace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from app.base.trouble import Trouble
from app.domain.product_row import Outcome, RowNote
from app.domain.refusal import Refusal
from app.domain.wording import sentence
from app.jobs.product_lists import ProductLists
from app.reports.price_list import PriceList
from app.reports.product_list import ProductFilter, ProductList, ProductQuestion
from app.services.importing import Importing
from app.services.pricing import Pricing
from app.store.database import open_book
from tests.books import Counter, counted_right, counter_at

EAN = "4006381333931"


def lists_of(counter: Counter) -> ProductLists:
    return ProductLists(Importing(counter.book, counter.clock), PriceList(counter.book), lambda: counter.book.shop)


def nothing(_done: int, _total: int) -> None:
    """Nobody looks at how far it is."""


@pytest.fixture
def another(tmp_path: Path) -> Iterator[Counter]:
    """Another book, of a shop that has nothing yet."""
    made = counter_at(tmp_path / "another.book")
    yield made
    made.book.close_thread()


def fill(counter: Counter) -> None:
    """One of everything that a product can be."""
    counter.post("supplier", code="S1", name="Farm")
    counter.product("DEP", "0.25", name="Bottle", stocked=False)
    counter.post(
        "product", sku="0001", name='=Juice "A", 1 l', price="1.234567", tax="8.875", tax_code="S", unit="each",
        category="Drinks; cold", cost="0.333333", costing="fifo", standard_cost="0.8", tracking="lot", supplier="S1",
        codes=[EAN, {"code": "14006381333938", "quantity": "6", "price": "8.40"}, "A,B;C|D"], reorder_point="6",
        reorder_quantity="24", negative_stock="block", deposit="DEP", minimum_age="18",
    )  # fmt: skip
    counter.post("product", sku="shared", name="Has the same code", price="2", codes=[EAN])
    counter.post("product", sku="weighed", name="苹果", price="3", unit="kg", reorder_point="0.5", weight="1.05")
    counter.post("product", sku="serial", name="Phone", price="99", tracking="serial", negative_stock="allow")
    counter.post("product", sku="asked", name="Stamp", price="0", open_price=True, stocked=False)
    counter.post("product", sku="gone", name="Gone", price="1", active=False)
    counter.product("T", "9.99", name="Shirt", deposit="DEP")
    counter.cataloguing.add_variants("T", [("S", "red"), ("M", "")], codes=True)
    kit = [{"sku": "T-M", "quantity": "2"}, {"sku": "weighed", "quantity": "0.25"}]
    counter.post("product", sku="a kit", name="Set", price="4", kit=kit)
    # A code that the shop has kept though its last digit is wrong.
    counter.post("product", sku="odd", name="Odd", price="1", codes=["4006381333932"])
    pricing = Pricing(counter.book, counter.clock)
    pricing.plan_price("0001", 1_500_000, 20991231)
    pricing.plan_price("0001", 1_600_000, 21000101)
    pricing.plan_price("weighed", 3_500_000, 20991231)
    counter.post("supplier", code="S1", name="Farm", items=[{"sku": "0001", "item_code": "007", "pack": "6"}])


def everything(counter: Counter) -> list[tuple[object, ...]]:
    """All that the book has of its products, by their own keys."""
    tables = (
        "SELECT product.sku, product.name, product.price_micro, product.rate_milli, product.tax_code, product.unit,"
        " category.name, product.cost_micro, product.costing, product.standard_cost_micro, product.tracking,"
        " product.stocked, product.reorder_point_milli, product.reorder_quantity_milli, product.negative_stock,"
        " supplier.code, deposit.sku, product.minimum_age, product.open_price, product.active, product.weight_milli"
        " FROM product LEFT JOIN category ON category.id = product.category_id"
        " LEFT JOIN supplier ON supplier.id = product.supplier_id"
        " LEFT JOIN product AS deposit ON deposit.id = product.deposit_id ORDER BY product.sku",
        "SELECT sku, code, quantity_milli, product_code.price_micro FROM product_code"
        " JOIN product ON product.id = product_id ORDER BY sku, product_code.id",
        "SELECT whole.sku, part.sku, quantity_milli FROM kit_part JOIN product AS whole ON whole.id = product_id"
        " JOIN product AS part ON part.id = part_id ORDER BY 1, 2",
        "SELECT product.sku, parent.sku, first, second FROM product_variant"
        " JOIN product ON product.id = product_id JOIN product AS parent ON parent.id = parent_id ORDER BY 1",
        "SELECT supplier.code, product.sku, item_code, pack_milli, note FROM supplier_item"
        " JOIN supplier ON supplier.id = supplier_item.supplier_id"
        " JOIN product ON product.id = product_id ORDER BY 1, 2",
        "SELECT sku, starts, planned_price.price_micro FROM planned_price JOIN product ON product.id = product_id"
        " ORDER BY 1, 2",
    )
    return [(table, *row) for table, sql in enumerate(tables) for row in counter.rows(sql)]


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_out_of_one_book_into_an_empty_one_and_out_again_loses_nothing(
    counter: Counter, another: Counter, tmp_path: Path, ending: str
) -> None:
    fill(counter)
    keys = ProductList(counter.book).keys(ProductQuestion())
    keys += ProductList(counter.book).keys(ProductQuestion(which=ProductFilter.INACTIVE))
    first, second = tmp_path / f"first{ending}", tmp_path / f"second{ending}"
    assert lists_of(counter).export(first, keys, nothing) == 12

    another.post("supplier", code="S1", name="Farm")
    told = lists_of(another).take(first, tax="", user="owner", dry_run=False, on_row=nothing)
    assert (told.counts, told.is_done) == ({Outcome.NEW: 12}, True)
    assert [note for note, _ in told.notes] == [RowNote.WRONG_DIGIT, RowNote.OFF_SALE]
    assert everything(another) == everything(counter)

    again = ProductList(another.book).keys(ProductQuestion())
    again += ProductList(another.book).keys(ProductQuestion(which=ProductFilter.INACTIVE))
    lists_of(another).export(second, again, nothing)
    if ending == ".csv":
        assert second.read_bytes() == first.read_bytes()
    # What comes back into its own book changes nothing.
    told = lists_of(counter).take(second, tax="", user="owner", dry_run=False, on_row=nothing)
    assert told.counts == {Outcome.UNCHANGED: 12}
    assert told.notes == ()


def test_a_planned_price_comes_with_a_list_and_stays_beside_those_of_other_days(
    counter: Counter, tmp_path: Path
) -> None:
    counter.product("tea", "2.00", name="Tea")
    Pricing(counter.book, counter.clock).plan_price("tea", 2_500_000, 20991231)
    path = tmp_path / "list.csv"
    path.write_text(
        "sku,name,price,planned from,planned price,planned from 2,planned price 2\n"
        "tea,Tea,2.00,2099-12-31,2.60,2100-01-01,2.70\nold,Old,1,2001-01-01,1.10,,\nhalf,Half,1,2099-12-31,,,\n"
        "odd,Odd,1,soon,1.10,,\n",
        encoding="utf-8",
    )
    told = lists_of(counter).take(path, tax="", user="owner", dry_run=False, on_row=nothing)
    assert told.counts == {Outcome.CHANGED: 1, Outcome.NEW: 1, Outcome.REFUSED: 2}
    assert [reason[1] for row in told.rows[:2] for reason in row.reasons] == ["half_plan", "bad_date"]
    assert told.rows[2].changes == (
        ("planned", "2099-12-31 2.50", "2099-12-31 2.60"),
        ("planned", "", "2100-01-01 2.70"),
    )
    assert dict(told.notes)[RowNote.PLAN_OVER] == ["old"]
    planned = counter.rows("SELECT starts, price_micro FROM planned_price ORDER BY starts")
    assert planned == [(20991231, 2_600_000), (21000101, 2_700_000)]


def test_a_dry_run_tells_what_changes_and_changes_nothing(counter: Counter, tmp_path: Path) -> None:
    fill(counter)
    before = everything(counter)
    path = tmp_path / "list.csv"
    path.write_text(
        "sku;name;price;part;part quantity;barcode;barcode quantity\n"
        f"shared;Has the same code;2,50;;;{EAN};\na kit;Set;4;T-M;3;;\nserial;Phone;99;;;;\n"
        "new;New;1;;;;\nbad;;1;;;;\n",
        encoding="utf-8",
    )
    told = lists_of(counter).take(path, tax="", user="owner", dry_run=True, on_row=nothing)
    assert told.counts == {Outcome.REFUSED: 1, Outcome.CHANGED: 2, Outcome.NEW: 1, Outcome.UNCHANGED: 1}
    assert [(row.outcome, row.sku) for row in told.rows] == [
        (Outcome.REFUSED, "bad"), (Outcome.CHANGED, "shared"), (Outcome.CHANGED, "a kit"), (Outcome.NEW, "new"),
        (Outcome.UNCHANGED, "serial"),
    ]  # fmt: skip
    assert told.rows[1].changes == (("price_micro", "2000000", "2500000"),)
    assert told.rows[2].changes == (("kit", "2 T-M, 0.25 weighed", "3 T-M"),)
    assert not told.is_done
    assert everything(counter) == before


def test_what_is_stopped_half_way_leaves_no_trace(counter: Counter, another: Counter, tmp_path: Path) -> None:
    fill(counter)
    path = tmp_path / "list.csv"
    steps: list[tuple[int, int]] = []
    lists_of(counter).export(path, ProductList(counter.book).keys(ProductQuestion()), lambda *step: steps.append(step))
    assert steps[0] == (1, 11)
    assert steps[-1] == (11, 11)

    def stop(done: int, total: int) -> None:
        if done == total:
            raise Trouble("stopped")

    for work in (
        lambda: lists_of(another).take(path, tax="", user="owner", dry_run=False, on_row=stop),
        lambda: lists_of(counter).export(tmp_path / "half.xlsx", [1, 2], stop),
    ):
        with pytest.raises(Trouble, match="stopped"):
            work()
    assert another.rows("SELECT sku FROM product WHERE sku <> 'UNLISTED'") == []
    assert not (tmp_path / "half.xlsx").exists()


def test_the_refused_rows_go_into_a_file_and_come_back_mended(counter: Counter, tmp_path: Path) -> None:
    path, refused = tmp_path / "list.csv", tmp_path / "refused.csv"
    path.write_text("sku;name;price\nA;Apple;1\nB;Bread;much\nC;;2\n", encoding="utf-8")
    told = lists_of(counter).take(path, tax="7", user="owner", dry_run=False, on_row=nothing)
    assert told.counts == {Outcome.NEW: 1, Outcome.REFUSED: 2}
    assert lists_of(counter).keep_refused(told, refused) == 2
    text = refused.read_text(encoding="utf-8-sig").replace("much", "2,20").replace("C;;", "C;Cake;")
    refused.write_text(text, encoding="utf-8")
    told = lists_of(counter).take(refused, tax="7", user="owner", dry_run=False, on_row=nothing)
    assert told.counts == {Outcome.NEW: 2}
    counted_right(counter)


def test_who_may_not_and_what_cannot_be_is_refused(counter: Counter, tmp_path: Path) -> None:
    counter.post("user", code="carl", name="Carl")
    with counter.book.writing() as connection:
        connection.execute("UPDATE person SET role = 'cashier' WHERE code = 'carl'")
    path = tmp_path / "list.csv"
    path.write_text("sku;name;price\nA;Apple;1\n", encoding="utf-8")
    lists = lists_of(counter)
    with pytest.raises(Refusal, match="export_ending"):
        lists.export(tmp_path / "list.doc", [], nothing)
    with pytest.raises(Trouble, match="unwritable_file"):
        lists.export(tmp_path / "nowhere" / "list.csv", [], nothing)
    with pytest.raises(Refusal):
        lists.take(path, tax="lots", user="owner", dry_run=True, on_row=nothing)
    with pytest.raises(Refusal, match="not_allowed"):
        lists.take(path, tax="", user="carl", dry_run=True, on_row=nothing)


def test_a_list_that_ends_on_the_way_says_so_and_goes_on_where_it_was(counter: Counter, tmp_path: Path) -> None:
    lists, path = lists_of(counter), long_list(tmp_path / "long.csv", rows=100)

    def stop(done: int, _total: int) -> None:
        if done == 75:
            raise Trouble("stopped")

    with pytest.raises(Trouble) as stopped:
        lists.take(path, tax="", user="owner", dry_run=False, on_row=stop)
    assert sentence(stopped.value.code, stopped.value.facts) == (
        "Stopped: of the 100 rows of long.csv, the first 60 are taken. Take the list again for the rest: what is in "
        "the book already stays as it is."
    )
    assert counter.one("SELECT count(*) FROM product WHERE name = 'Long'") == 60
    # It is known after a power cut, too: the book itself says it.
    assert lists_of(Counter(open_book(counter.book.path))).half_taken() == ("long.csv", 60, 100)

    assert lists.take(path, tax="", user="owner", dry_run=True, on_row=nothing).counts == {
        Outcome.UNCHANGED: 60,
        Outcome.NEW: 40,
    }
    assert lists.take(path, tax="", user="owner", dry_run=False, on_row=nothing).is_done
    assert counter.one("SELECT count(*) FROM product WHERE name = 'Long'") == 100
    assert lists.half_taken() is None


def test_a_sale_waits_no_longer_than_for_a_part_of_a_list(counter: Counter, tmp_path: Path) -> None:
    counter.product("T", price="1.00")
    seller: list[Thread] = []
    sold: list[tuple[object, int]] = []
    taken = 0

    def step(done: int, _total: int) -> None:
        nonlocal taken
        taken = done
        if done == 10:
            seller.append(Thread(target=lambda: sold.append((sale_of_one(counter), taken))))
            seller[0].start()
        elif done == 599:
            # The last part does not begin before the sale is through: it has had the book between two others.
            seller[0].join(timeout=4)

    lists_of(counter).take(long_list(tmp_path / "long.csv", rows=600), tax="", user="owner", dry_run=False, on_row=step)
    assert [number for number, _ in sold] == ["T1-000001"]
    assert sold[0][1] < 599


def long_list(path: Path, *, rows: int) -> Path:
    path.write_text("sku;name;price\n" + "".join(f"L{row};Long;1\n" for row in range(rows)), encoding="utf-8")
    return path


def test_a_sale_goes_on_while_a_list_is_looked_at(counter: Counter, tmp_path: Path) -> None:
    fill(counter)
    path = tmp_path / "list.csv"
    path.write_text("sku;name;price\nserial;Phone;98\nnew;New;1\n", encoding="utf-8")
    sold: list[object] = []

    def sell(done: int, _total: int) -> None:
        # Another till, in the middle of it: nothing waits, and nothing of the trial is seen.
        if done == 1:
            thread = Thread(target=lambda: sold.append(sale_of_one(counter)))
            thread.start()
            thread.join(timeout=4)

    told = lists_of(counter).take(path, tax="", user="owner", dry_run=True, on_row=sell)
    assert told.counts == {Outcome.CHANGED: 1, Outcome.NEW: 1}
    assert sold == ["T1-000001"]
    assert counter.one("SELECT price_micro FROM product WHERE sku = 'serial'") == 99_000_000


def sale_of_one(counter: Counter) -> str:
    try:
        return counter.post("sale", "s1", lines=[{"sku": "T", "quantity": "1"}]).number
    finally:
        counter.book.close_thread()
