"""What the stock screen does, step by step: what is asked late is not shown over what was asked last."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.base.trouble import Trouble
from app.domain.changes import Changes, Posted
from app.reports.filed import Filed
from app.reports.on_the_way import Shipment
from app.reports.stock_list import Filter
from app.ui.said import Said
from app.ui.screens.stock.presenter import StockPresenter
from app.ui.screens.stock.state import AdjustWish, RevalueWish, TransferWish
from app.ui.sound import Tone
from app.ui.tasks import Workers
from tests.ui.till import MILK, SPARE, TEA, StepWorker, TryTill, open_till


class StockRemembers:
    """The screen's side: it remembers what it was told."""

    def __init__(self) -> None:
        self.said: list[Said] = []
        self.tones: list[Tone] = []
        self.words: list[str] = []
        self.entered = 0
        self.holds_keys = False
        self.done: list[Posted] = []
        self.documents: list[Filed] = []
        self.shipments: tuple[Shipment, ...] = ()
        self.changes: list[Changes] = []

    def list_changed(self) -> None:
        pass

    def card_changed(self) -> None:
        pass

    def enter_card(self) -> None:
        self.entered += 1

    def hold_keys(self) -> None:
        self.holds_keys = True

    def let_keys_go(self) -> None:
        self.holds_keys = False

    def look_for(self, words: str) -> None:
        self.words.append(words)

    def say(self, said: Said) -> None:
        self.said.append(said)

    def hush(self) -> None:
        pass

    def sound(self, tone: Tone) -> None:
        self.tones.append(tone)

    def posted(self, posted: Posted) -> None:
        self.done.append(posted)

    def show_document(self, filed: Filed) -> None:
        self.documents.append(filed)

    def show_shipments(self, shipments: tuple[Shipment, ...]) -> None:
        self.shipments = shipments

    def published(self, changes: Changes) -> None:
        self.changes.append(changes)


class TryStock:
    """A presenter on a real book, whose workers wait to be told."""

    def __init__(self, till: TryTill) -> None:
        self.shop = till.shop
        self.store, self.pool = StepWorker(), StepWorker()
        self.view = StockRemembers()
        self.presenter = StockPresenter(till.parts, Workers(self.store, self.pool, self.pool), self.view)
        self.presenter.refresh()
        self.work()

    def work(self) -> None:
        while len(self.store) or len(self.pool):
            self.store.work()
            self.pool.work()

    def skus(self) -> list[str]:
        return [row.sku for row in self.presenter.rows]

    def opens(self, sku: str) -> None:
        self.presenter.open_card(sku)
        self.work()

    def posts(self, wish: AdjustWish | TransferWish | RevalueWish, uid: str = "w1") -> None:
        self.presenter.post(uid, wish)
        self.work()


@pytest.fixture
def stock(tmp_path: Path) -> TryStock:
    till = open_till(tmp_path)
    till.shop.party("location", "back", "Back room")
    return TryStock(till)


def test_the_list_follows_words_and_filter(stock: TryStock) -> None:
    assert stock.skus() == ["bananas", "beer", "left", "milk", "right", "stamp", "tea"]
    stock.presenter.look_for("shoe")
    stock.work()
    assert stock.skus() == ["left", "right"]
    stock.presenter.choose(Filter.UNCOUNTED)
    stock.presenter.look_for("")
    stock.work()
    assert "tea" not in stock.skus()
    assert stock.presenter.counts[Filter.UNCOUNTED] == 5


def test_an_answer_that_comes_late_is_dropped(stock: TryStock) -> None:
    stock.presenter.look_for("shoe")
    stock.presenter.look_for("tea")
    stock.pool.step()
    assert len(stock.skus()) == 7
    stock.work()
    assert stock.skus() == ["tea"]
    stock.presenter.open_card("milk")
    stock.presenter.open_card("tea")
    stock.pool.step()
    assert stock.presenter.card is None
    stock.work()
    assert stock.presenter.card is not None
    assert stock.presenter.card.sku == "tea"


def test_enter_behind_the_last_letter_waits_for_the_list_of_these_words(stock: TryStock) -> None:
    stock.presenter.look_for("tea")
    stock.presenter.enter()
    assert (stock.presenter.sku, stock.view.entered) == ("", 0)
    stock.work()
    assert (stock.presenter.sku, stock.view.entered) == ("tea", 1)


def test_enter_stays_with_what_is_chosen_in_the_list(stock: TryStock) -> None:
    stock.opens("milk")
    stock.presenter.enter()
    assert (stock.presenter.sku, stock.view.entered) == ("milk", 1)


def test_a_scan_opens_the_card(stock: TryStock) -> None:
    stock.presenter.scanned(TEA)
    stock.work()
    assert stock.presenter.card is not None
    assert (stock.presenter.card.sku, stock.presenter.card.quantity_milli) == ("tea", 10_000)
    assert stock.view.tones == [Tone.TAKEN]


def test_a_code_of_several_products_lists_them(stock: TryStock) -> None:
    stock.presenter.scanned(SPARE)
    stock.work()
    assert stock.view.words == [SPARE]


def test_an_unknown_code_is_told_with_the_low_tone(stock: TryStock) -> None:
    for code in ("2000000000022", "(01)04006381333930"):
        stock.presenter.scanned(code)
        stock.work()
    assert [said.code for said in stock.view.said] == ["unknown_code", "scan_check_digit"]
    assert stock.view.tones == [Tone.REFUSED, Tone.REFUSED]
    assert stock.presenter.card is None


def test_a_key_behind_a_scan_means_what_was_scanned(stock: TryStock) -> None:
    stock.opens("milk")
    acted: list[str] = []
    stock.presenter.scanned(TEA)
    stock.presenter.with_card(lambda: acted.append(stock.presenter.card.sku if stock.presenter.card else ""))
    assert (acted, stock.view.holds_keys) == ([], True)
    stock.work()
    assert (acted, stock.view.holds_keys) == (["tea"], False)


def test_a_key_behind_words_that_find_nothing_means_nothing(stock: TryStock) -> None:
    stock.opens("milk")
    acted: list[str] = []
    stock.presenter.look_for("zzz")
    stock.presenter.enter()
    stock.presenter.with_card(lambda: acted.append("milk"))
    stock.work()
    assert not stock.view.holds_keys
    assert acted == []


def test_a_key_behind_a_scan_that_nobody_knows_means_nothing(stock: TryStock) -> None:
    stock.opens("milk")
    acted: list[str] = []
    stock.presenter.scanned("2000000000022")
    stock.presenter.with_card(lambda: acted.append("milk"))
    stock.work()
    assert not stock.view.holds_keys
    stock.opens("tea")
    assert acted == []


def test_a_key_behind_a_card_that_cannot_be_read_means_nothing(
    stock: TryStock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_needs: object, **_more: object) -> None:
        raise Trouble("disk_error", book="shop.book")

    acted: list[str] = []
    monkeypatch.setattr("app.reports.product_card.ProductCards.card", broken)
    stock.presenter.open_card("tea")
    stock.presenter.with_card(lambda: acted.append("tea"))
    stock.work()
    assert (acted, stock.view.holds_keys) == ([], False)


def test_broken_goods_are_adjusted_and_the_card_says_so(stock: TryStock) -> None:
    stock.opens("tea")
    stock.posts(AdjustWish("shop", -2000, "damaged", note="Fell down"))
    (posted,) = stock.view.done
    assert posted.number == "T1-A000001"
    assert stock.view.changes[0].what == {"stock"}
    stock.presenter.refresh()
    stock.work()
    assert stock.presenter.card is not None
    assert stock.presenter.card.quantity_milli == 8000
    assert stock.presenter.history[0].kind == "adjustment"
    stock.presenter.read_document(stock.presenter.history[0].document)
    stock.work()
    assert stock.view.documents[0].head.note == "Fell down"


def test_goods_are_transferred_and_written_down(stock: TryStock) -> None:
    stock.opens("tea")
    stock.posts(TransferWish("shop", "back", 4000))
    stock.posts(RevalueWish("back", 250_000), uid="w2")
    assert [posted.number for posted in stock.view.done] == ["T1-M000001", "T1-V000001"]
    stock.presenter.refresh()
    stock.work()
    assert stock.presenter.card is not None
    assert [(place.quantity_milli, place.value_minor) for place in stock.presenter.card.places] == [
        (6000, 600),
        (4000, 100),
    ]


def test_a_refusal_is_told_and_the_same_form_can_be_posted_again(stock: TryStock) -> None:
    stock.opens("tea")
    stock.posts(TransferWish("shop", "back", 40_000))
    assert [said.code for said in stock.view.said] == ["transfer_short"]
    assert stock.view.tones == [Tone.REFUSED]
    stock.posts(TransferWish("shop", "back", 4000))
    assert len(stock.view.done) == 1


def test_a_form_that_is_answered_twice_is_posted_once(stock: TryStock) -> None:
    stock.opens("tea")
    stock.presenter.post("w1", AdjustWish("shop", -1000, "damaged"))
    stock.presenter.post("w1", AdjustWish("shop", -1000, "damaged"))
    stock.work()
    assert len(stock.view.done) == 1
    stock.posts(AdjustWish("shop", -1000, "damaged"))
    assert [posted.status for posted in stock.view.done] == ["posted", "already posted"]


def test_a_serial_number_is_one_piece(stock: TryStock) -> None:
    stock.shop.product("watch", "90.00", tracking="serial")
    stock.opens("watch")
    stock.posts(AdjustWish("shop", 1000, "found", lot="S-1", unit_cost_micro=40_000_000))
    stock.presenter.refresh()
    stock.work()
    card = stock.presenter.card
    assert card is not None
    assert [(spot.lot, spot.is_serial, spot.quantity_milli) for spot in card.spots] == [("S-1", True, 1000)]
    assert card.value_minor == 4000
    stock.posts(TransferWish("shop", "back", 1000, "S-1"), uid="w2")
    assert len(stock.view.done) == 2


def test_older_movements_join_those_that_are_shown(stock: TryStock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.ui.screens.stock.presenter.HISTORY_PAGE", 2)
    for _ in range(4):
        stock.shop.sell(("tea", "1"))
    stock.opens("tea")
    assert len(stock.presenter.history) == 2
    stock.presenter.older()
    stock.presenter.older()
    stock.work()
    assert [row.balance_milli for row in stock.presenter.history] == [6000, 7000, 8000, 9000]
    stock.presenter.older()
    stock.work()
    assert (stock.presenter.history[-1].kind, stock.presenter.mark) == ("opening_stock", None)


def test_older_movements_that_come_behind_a_new_reading_are_dropped(
    stock: TryStock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ui.screens.stock.presenter.HISTORY_PAGE", 2)
    for _ in range(4):
        stock.shop.sell(("tea", "1"))
    stock.opens("tea")
    stock.presenter.older()
    stock.opens("milk")
    stock.opens("tea")
    assert [row.balance_milli for row in stock.presenter.history] == [6000, 7000]


def test_more_goods_are_listed_when_asked_for(stock: TryStock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.ui.screens.stock.presenter.PAGE", 3)
    stock.presenter.choose(Filter.ALL)
    stock.work()
    assert (len(stock.skus()), stock.presenter.has_more) == (3, True)
    stock.presenter.more_rows()
    stock.work()
    assert (len(stock.skus()), stock.presenter.has_more) == (6, True)


def test_what_the_machine_cannot_read_is_told(stock: TryStock, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_needs: object, **_more: object) -> None:
        raise Trouble("disk_error", book="shop.book")

    monkeypatch.setattr("app.reports.stock_list.StockList.page", broken)
    monkeypatch.setattr("app.reports.product_card.ProductCards.history", broken)
    monkeypatch.setattr("app.reports.lookups.Lookups.scan", broken)
    stock.presenter.look_for("tea")
    stock.presenter.scanned(TEA)
    stock.opens("tea")
    assert {(said.kind, said.code) for said in stock.view.said} == {("error", "disk_error")}
    stock.presenter.scanned(MILK)
    stock.work()
    assert stock.view.tones == [Tone.REFUSED, Tone.REFUSED]
