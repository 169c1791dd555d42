"""The pages of the counting screen, each made when one goes there: all at once would keep the keys waiting."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from app.ui.screens.counting.posted_page import PostedPage
from app.ui.screens.counting.results_page import ResultsPage
from app.ui.screens.counting.review_page import ReviewPage
from app.ui.screens.counting.sheet_page import SheetPage
from app.ui.screens.counting.shelf_hands import ShelfHands
from app.ui.screens.counting.state import Page, Shown

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStackedLayout

    from app.domain.count_review import ReviewLine
    from app.ui.screens.counting.desk import CountingDesk
    from app.ui.screens.counting.presenter import CountingPresenter
    from app.ui.screens.counting.start_page import StartPage
    from app.ui.screens.counting.texts import CountingTexts


class Pages:
    """Makes them, and hands what is pressed on them to the presenter."""

    presenter: CountingPresenter
    texts: CountingTexts
    desk: CountingDesk
    start_page: StartPage
    _stack: QStackedLayout

    @cached_property
    def sheet_page(self) -> SheetPage:
        """At the shelf."""
        page = SheetPage(self.texts)
        self._stack.addWidget(page)
        self._hands = ShelfHands(self.presenter, page)
        return page

    @cached_property
    def review_page(self) -> ReviewPage:
        """What was found beside the book."""
        page, presenter = ReviewPage(self.texts), self.presenter
        self._stack.addWidget(page)
        page.chosen.connect(self._on_line)
        for name, slot in (
            ("recount", self._recount),
            ("accept", self._accept),
            ("reason", self._ask_reason),
            ("tolerance", self._tolerance),
            ("uncounted", presenter.reviewing.next_uncounted),
            ("abandon", presenter.abandon),
            ("unknown", presenter.around.ask_unknown),
            ("back", presenter.back),
            ("post", presenter.post),
        ):
            page.buttons[name].clicked.connect(slot)
        return page

    @cached_property
    def results_page(self) -> ResultsPage:
        """What came of earlier counts."""
        page = ResultsPage(self.texts)
        self._stack.addWidget(page)
        page.buttons["print"].clicked.connect(self._print)
        page.buttons["back"].clicked.connect(self.presenter.back)
        page.wanted.connect(self._on_wanted)
        return page

    @cached_property
    def posted_page(self) -> PostedPage:
        """A count that was posted."""
        page, looking = PostedPage(self.texts), self.presenter.looking
        self._stack.addWidget(page)
        for name, slot in (
            ("print", looking.make_paper),
            ("back_out", looking.ask_back),
            ("again", looking.count_again),
            ("back", self.presenter.back),
        ):
            page.buttons[name].clicked.connect(slot)
        return page

    def make_rest(self) -> SheetPage:
        """Make the pages that one goes to next, in an idle moment. Returns the first of them."""
        self.review_page.grab()  # what is painted for the first time takes longest
        return self.sheet_page

    def _page(self) -> StartPage | SheetPage | ReviewPage | ResultsPage | PostedPage:
        """Where one is."""
        match self.presenter.page:
            case Page.START:
                return self.start_page
            case Page.COUNT:
                return self.sheet_page
            case Page.REVIEW:
                return self.review_page
            case Page.RESULTS:
                return self.results_page
            case Page.POSTED:
                return self.posted_page

    def _recount(self) -> None:
        """F4: count the chosen goods again, or put several of them on the list."""
        lines = self.review_page.chosen_lines()
        if len(lines) > 1:
            self.presenter.reviewing.want_again(lines)
        else:
            self.presenter.recount()

    def _accept(self) -> None:
        """F5: all that are chosen."""
        self.presenter.reviewing.accept(self.review_page.chosen_lines())

    def _ask_reason(self) -> None:
        """F6: of all that are chosen."""
        self.presenter.reviewing.ask_reason(self.review_page.chosen_lines())

    def _tolerance(self) -> None:
        self.desk.open_tolerance(self.presenter.reviewing.tolerance)

    def _print(self) -> None:
        report = self.presenter.after.report()
        if report is not None:
            self.presenter.starting.print_report(report, self.presenter.after.location)

    def _on_wanted(self, shown: str) -> None:
        self.presenter.after.show(Shown(shown))

    def _on_line(self, line: ReviewLine | None) -> None:
        self.presenter.reviewing.line = line
