"""A paper that is looked at page by page."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.printing.preview import PagePicture
from app.ui.screens.reports.paper_view import PaperView

WIDE, HIGH = 400, 1200


def page(pages: int) -> PagePicture:
    return PagePicture(WIDE, HIGH, WIDE * 4, b"\xff" * (WIDE * 4 * HIGH), pages)


def test_where_there_is_no_paper_there_is_no_page_to_turn(qtbot: QtBot) -> None:
    view = PaperView(name="paper")
    qtbot.addWidget(view)
    for prepare in (view.update, view.clear):
        prepare()
        assert not view.before.isEnabled()
        assert not view.after.isEnabled()
        view.show_page(page(3), 1)
        assert view.before.isEnabled()
        assert view.after.isEnabled()


def test_a_page_drawn_again_stays_where_it_was_and_another_begins_at_its_top(qtbot: QtBot) -> None:
    view = PaperView(name="paper")
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.show()
    qtbot.waitExposed(view)
    scroll = view._area.verticalScrollBar()
    view.show_page(page(3), 1)
    qtbot.waitUntil(lambda: scroll.maximum() > 100)
    scroll.setValue(100)
    view.show_page(page(3), 1)
    assert scroll.value() == 100
    view.show_page(page(3), 2)
    assert scroll.value() == 0
    scroll.setValue(100)
    view.begin_anew()
    view.show_page(page(1), 2)
    assert scroll.value() == 0
