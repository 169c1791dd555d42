"""What the products screen does, step by step: what is asked late is not shown over what was asked last."""

from __future__ import annotations

from array import array
from pathlib import Path

import pytest

from app.base.trouble import Trouble
from app.domain.changes import Changes, Updated
from app.domain.pricing import Ending
from app.domain.requests import ProductAsked
from app.jobs.label_papers import LabelPlan, LabelPreview
from app.reports.product_list import ProductFilter, ProductRow, ProductSort
from app.reports.product_record import ProductRecord
from app.ui.course import Course
from app.ui.said import Said
from app.ui.screens.products.many_prices import ManyPrices
from app.ui.screens.products.presenter import ProductsPresenter
from app.ui.screens.products.state import BulkWish, PlanWish, ProductWish
from app.ui.sound import Tone
from app.ui.tasks import Workers
from tests.ui.till import StepWorker, TryTill, open_till


class ProductsRemembers:
    """The screen's side: it remembers what it was told."""

    def __init__(self) -> None:
        self.said: list[Said] = []
        self.tones: list[Tone] = []
        self.rows: list[ProductRow] = []
        self.edited: list[tuple[str, str]] = []
        self.results: list[Said] = []
        self.done_codes: list[str] = []
        self.changes: list[Changes] = []
        self.previews: list[LabelPreview] = []
        self.unseen: list[Said] = []
        self.courses: list[Course | None] = []

    def list_changed(self) -> None:
        pass

    def rows_came(self, rows: tuple[ProductRow, ...]) -> None:
        self.rows += rows

    def choices_changed(self) -> None:
        pass

    def record_changed(self) -> None:
        pass

    def edit(self, record: ProductRecord | None, sku: str, scanned: str) -> None:
        self.edited.append((sku, scanned))

    def code_made(self, code: str) -> None:
        pass

    def part_found(self, sku: str, name: str) -> None:
        pass

    def look_for(self, words: str) -> None:
        pass

    def say(self, said: Said) -> None:
        self.said.append(said)

    def hush(self) -> None:
        pass

    def done(self, said: Said, *, undoable: bool = False) -> None:
        self.done_codes.append(said.code)

    def saved(self, updated: Updated) -> None:
        self.done_codes.append(f"saved {updated.code}")

    def preview_came(self, preview: LabelPreview) -> None:
        self.previews.append(preview)

    def preview_failed(self, said: Said) -> None:
        self.unseen.append(said)

    def ruler_made(self, path: Path) -> None:
        pass

    def busy(self, course: Course | None) -> None:
        self.courses.append(course)

    def sound(self, tone: Tone) -> None:
        self.tones.append(tone)

    def published(self, changes: Changes) -> None:
        self.changes.append(changes)


class TryProducts:
    """A presenter on a real book, whose workers wait to be told."""

    def __init__(self, till: TryTill) -> None:
        self.shop = till.shop
        self.store, self.pool = StepWorker(), StepWorker()
        self.view = ProductsRemembers()
        workers = Workers(self.store, self.pool, self.pool)
        self.presenter = ProductsPresenter(till.parts, workers, self.view)
        self.prices = ManyPrices(till.parts, workers, self.view)
        self.presenter.refresh()
        self.work()

    def work(self) -> None:
        while len(self.store) or len(self.pool):
            self.store.work()
            self.pool.work()

    def opens(self, sku: str) -> None:
        with self.shop.book.reading() as connection:
            number = int(connection.execute("SELECT id FROM product WHERE sku = ?", (sku,)).get)
        self.presenter.open_record(number)


@pytest.fixture
def products(tmp_path: Path) -> TryProducts:
    return TryProducts(open_till(tmp_path))


def test_a_list_that_comes_late_is_dropped(products: TryProducts) -> None:
    products.presenter.look_for("shoe")
    products.presenter.look_for("tea")
    products.pool.step()
    assert len(products.presenter.keys) == 7
    products.work()
    assert len(products.presenter.keys) == 1
    products.presenter.choose(ProductFilter.NEGATIVE)
    products.presenter.sort(ProductSort.MOST)
    products.presenter.narrow(None, None)
    products.work()
    assert products.presenter.keys == array("q")


def test_a_product_that_comes_late_is_dropped(products: TryProducts) -> None:
    products.opens("milk")
    products.opens("tea")
    products.pool.step()
    assert products.presenter.record is None
    products.work()
    assert products.presenter.record is not None
    assert products.presenter.record.asked.sku == "tea"


def test_enter_behind_the_last_letter_waits_for_the_list_of_these_words(products: TryProducts) -> None:
    products.presenter.look_for("tea")
    products.presenter.enter()
    assert products.view.edited == []
    products.work()
    assert products.view.edited == [("tea", "")]


def test_enter_on_an_empty_list_does_nothing(products: TryProducts) -> None:
    products.presenter.look_for("zzz")
    products.presenter.enter()
    products.work()
    assert products.view.edited == []


def test_rows_are_read_where_somebody_looks(products: TryProducts) -> None:
    products.presenter.want(products.presenter.keys[:2])
    products.work()
    assert [row.name for row in products.view.rows] == ["Bananas", "Beer"]


def test_what_is_saved_twice_is_saved_once(products: TryProducts) -> None:
    asked = ProductAsked("tea", name="Black tea")
    products.presenter.save(ProductWish(asked, is_new=False))
    products.presenter.save(ProductWish(asked, is_new=False))
    products.work()
    assert products.view.done_codes == ["saved tea"]
    assert products.view.changes[0].what == {"products"}
    products.presenter.save(ProductWish(ProductAsked("tea", name="Tea", price_micro=1), is_new=True))
    products.work()
    assert [said.code for said in products.view.said] == ["sku_taken"]
    assert products.view.tones == [Tone.REFUSED]


def test_nothing_is_planned_or_forgotten_without_a_product(products: TryProducts) -> None:
    products.presenter.plan(PlanWish(1_000_000, 20260401))
    products.presenter.drop_planned()
    products.work()
    assert [said.code for said in products.view.said] == ["no_product"]


def test_prices_that_had_that_price_already_are_counted_apart(products: TryProducts) -> None:
    products.prices.change(products.presenter.keys, BulkWish(0, Ending.TENS))
    products.work()
    [course, over] = products.view.courses
    assert course is not None
    assert (course.total, over) == (6, None)
    # Tea 2.49 and bananas 1.69 move to tens; the others end on tens already, the stamp's price is asked.
    assert products.view.done_codes == ["prices_changed_left"]
    products.prices.undo()
    products.work()
    assert products.view.done_codes[-1] == "prices_back"


def test_a_change_of_prices_can_be_stopped(products: TryProducts) -> None:
    assert not products.prices.stop()
    products.prices.change(products.presenter.keys, BulkWish(5000, Ending.EXACT))
    assert products.prices.stop()
    products.work()
    assert products.view.done_codes == []
    assert products.view.said[-1].code == "stopped"
    assert products.view.courses[-1] is None


def test_a_page_of_labels_that_comes_late_is_dropped(products: TryProducts) -> None:
    products.presenter.preview(LabelPlan((1,)), 100, 100)
    products.presenter.preview(LabelPlan((1,), copies=2), 100, 100)
    products.work()
    assert [preview.labels for preview in products.view.previews] == [2]
    products.presenter.preview(LabelPlan((1,), stock="Nobody"), 100, 100)
    products.work()
    assert [said.code for said in products.view.unseen] == ["unknown_label_stock"]


def test_what_the_machine_cannot_read_is_told(products: TryProducts, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_needs: object, **_more: object) -> None:
        raise Trouble("disk_error", book="shop.book")

    monkeypatch.setattr("app.reports.product_list.ProductList.keys", broken)
    monkeypatch.setattr("app.reports.product_record.ProductRecords.record", broken)
    products.presenter.look_for("tea")
    products.opens("tea")
    products.presenter.edit()
    products.work()
    assert {(said.kind, said.code) for said in products.view.said} == {("error", "disk_error")}
    assert products.view.edited == []
