"""The drawer opens behind a sale in cash, never before it stands, and without a sale as a document of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.base.trouble import Trouble
from app.domain.refusal import Refusal
from tests.devices.receipt_printers import NO_PAPER, WELL, NetworkPrinter
from tests.printing.paper_roll import on_paper
from tests.ui.till import MILK, TEA
from tests.ui.windows import CTRL, Key, OpenWindow


@pytest.fixture
def printer(opened: OpenWindow) -> Iterator[NetworkPrinter]:
    printer = NetworkPrinter()
    opened.till.parts.settings.change(receipt_way="network", receipt_address=printer.address, drawer="2")
    yield printer
    printer.close()


def pulses(printer: NetworkPrinter) -> int:
    return sum(len(on_paper(job).pulses) for job in printer.jobs)


def opened_in_book(opened: OpenWindow) -> list[tuple[str, str]]:
    with opened.till.shop.book.reading() as connection:
        found = connection.execute(
            "SELECT number, what FROM cash_document JOIN document ON document.id = document_id ORDER BY document.id"
        )
        return list(found)


def said(opened: OpenWindow) -> str:
    return "" if opened.find("saleMessage").isHidden() else str(opened.find("saleMessage_sentence").property("text"))


def test_a_sale_in_cash_opens_the_drawer_once_and_prints_its_receipt_behind(
    opened: OpenWindow, printer: NetworkPrinter
) -> None:
    opened.scan(TEA)
    opened.press(Key.Key_F9)
    pulse, receipt = printer.wait(2)
    assert on_paper(pulse).pulses == [2]
    assert "T1-000001" in on_paper(receipt).text
    assert pulses(printer) == 1


def test_a_sale_by_card_leaves_it_shut(opened: OpenWindow, printer: NetworkPrinter) -> None:
    opened.scan(TEA)
    opened.press(Key.Key_F10)
    assert "T1-000001" in on_paper(printer.wait()[0]).text
    assert pulses(printer) == 0


def test_a_sale_that_does_not_stand_opens_nothing(opened: OpenWindow, printer: NetworkPrinter) -> None:
    opened.scan(TEA)
    opened.selling.trouble = Trouble("disk_full", book="shop.book")
    opened.press(Key.Key_F9)
    assert opened.numbers() == ""
    assert printer.jobs == []


def test_a_drawer_that_stays_shut_is_told_and_the_sale_stands(opened: OpenWindow, printer: NetworkPrinter) -> None:
    printer.state = NO_PAPER
    opened.scan(TEA)
    opened.press(Key.Key_F9)
    assert opened.numbers() == "T1-000001"
    assert pulses(printer) == 1
    assert "no paper" in said(opened)
    printer.state = WELL
    opened.press(Key.Key_P, modifiers=CTRL)
    assert "T1-000001" in on_paper(printer.wait(2)[1]).text
    assert "no paper" not in said(opened)


def test_a_printer_that_is_away_harms_no_sale(opened: OpenWindow) -> None:
    away = {"receipt_way": "network", "receipt_address": "127.0.0.1:1", "drawer": "2"}
    opened.till.parts.settings.change(**away)
    for code in (TEA, MILK):
        opened.scan(code)
        opened.press(Key.Key_F9)
    assert opened.numbers() == "T1-000002"
    assert "127.0.0.1:1" in said(opened)


def test_opening_it_without_a_sale_is_filed_before_it_opens(opened: OpenWindow, printer: NetworkPrinter) -> None:
    opened.scan(TEA)
    opened.press(Key.Key_D, modifiers=CTRL)
    assert on_paper(printer.wait()[0]).pulses == [2]
    assert opened_in_book(opened) == [("T1-K000001", "opened")]
    assert "T1-K000001" in said(opened)
    assert opened.lines() == [(TEA, 1000, 249)]


def test_the_button_does_the_same(opened: OpenWindow, printer: NetworkPrinter) -> None:
    button = opened.find("saleDrawer")
    assert button.isEnabled()
    button.click()  # type: ignore[attr-defined]
    opened.rest()
    assert len(opened_in_book(opened)) == len(printer.wait()) == 1


def test_without_a_drawer_nothing_is_filed(opened: OpenWindow) -> None:
    opened.press(Key.Key_D, modifiers=CTRL)
    assert "No drawer is set" in said(opened)
    assert opened_in_book(opened) == []


def test_who_may_not_handle_cash_opens_nothing(
    opened: OpenWindow, printer: NetworkPrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_asked: object) -> None:
        raise Refusal("not_allowed", right="handle_cash", name="Anna", doing="open the drawer")

    monkeypatch.setattr(type(opened.till.parts.cash_drawer), "move_cash", lambda _self, asked: refuse(asked))
    opened.press(Key.Key_D, modifiers=CTRL)
    assert printer.jobs == []
