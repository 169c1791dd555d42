"""The dialogs of the counting screen: one at a time, each over the screen, none of which stops the scanner."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.count_plan import Plan, Scope
from app.domain.count_zone import zone_of
from app.domain.figures import PIECE_MILLI
from app.ui.course import Course
from app.ui.said import Said
from app.ui.screens.counting.dialogs.give_up import GiveUpDialog
from app.ui.screens.counting.dialogs.lists import AgainDialog, WhichDialog
from app.ui.screens.counting.dialogs.lot_form import LotForm, PieceForm
from app.ui.screens.counting.dialogs.paper import PaperDialog, ZoneLabelsForm
from app.ui.screens.counting.dialogs.plan_form import PlanForm, ToleranceForm
from app.ui.screens.counting.dialogs.post import PostDialog
from app.ui.screens.counting.dialogs.reason import ReasonDialog
from app.ui.screens.counting.dialogs.take_back import TakeBackDialog
from app.ui.screens.counting.dialogs.unknown import UnknownDialog
from app.ui.screens.counting.dialogs.week import WeekDialog
from app.ui.screens.counting.state import (
    GiveUpAsked,
    Page,
    PieceAsked,
    PlanWish,
    PostAsked,
    ReasonAsked,
    TakeBackAsked,
    ToleranceWish,
    Week,
    WhichAsked,
    Written,
)
from app.ui.screens.counting.texts import CountingTexts
from app.ui.screens.counting.untaken import STANDING
from app.ui.widgets.dialogs import ScreenDialog

if TYPE_CHECKING:
    from app.domain.count_sheet import Line, Sheet
    from app.domain.moment import Moment
    from app.domain.product import Item
    from app.reports.stocktakes import Again, Printed, UnknownCode
    from app.ui.screens.counting.presenter import CountingPresenter

_LONGEST_CODE = 80
_SHEET_IS_GONE = ("late_", "over_")
_OF_SCAN = frozenset({"figure_first", "lot_other_expiry", "not_found", "not_on_sheet"})
"""What is said of a scan, and of no figure that was typed."""


class CountingDesk(QObject):
    """Opens dialogs, hands what they say to the presenter, and tells them what became of it."""

    closed = Signal()  # the keys belong to the screen again
    stopped = Signal()  # what is worked at is not wanted any more

    def __init__(self, presenter: CountingPresenter, texts: CountingTexts, screen: QWidget) -> None:
        super().__init__(screen)
        self._presenter, self._texts, self._screen = presenter, texts, screen
        self._dialog: ScreenDialog | None = None
        self._paper: PaperDialog | None = None  # below a question about a piece that stands on it
        self._shown: tuple[Line, ...] = ()
        self._one = texts.quantity(PIECE_MILLI)
        self._waiting: deque[WhichAsked | PieceAsked] = deque()

    def answered(self, said: Said | None) -> bool:
        """What was wished for is done, or refused. Returns whether a dialog says so."""
        dialog = self._dialog
        if said is not None and isinstance(dialog, PaperDialog):
            if said.code in STANDING and not said.code.startswith(_SHEET_IS_GONE):
                return False  # it stands behind the dialog, and is no answer to a figure
            if said.code in _OF_SCAN:
                dialog.tell(self._texts.sentence(said))
                return True
            # Enter is the next line here.
            is_undo = said.code in {"undo_before", "undo_file"}
            dialog.show_refusal(self._texts.sentence(Said(said.kind, "undo_on_sheet") if is_undo else said))
            return True
        if dialog is None or not dialog.is_locked():
            return False
        if said is not None and isinstance(dialog, PostDialog):
            # Its figures may be old by now: the review has them.
            dialog.accept()
            self._on_left()
            return False
        if said is not None:
            dialog.show_refusal(self._texts.sentence(said))
        else:
            dialog.accept()
            self._on_left()
        return True

    def refused(self, said: Said) -> bool:
        """Something was refused. Returns whether a dialog says so."""
        if said.code == "piece_doubted" and isinstance(self._dialog, PieceForm):
            self._dialog.show_doubt(str(said.facts["code"]), self._texts.sentence(said))
            return True
        return said.kind in {"warn", "error"} and self.answered(said)

    def open_plan(self, plan: Plan | None) -> None:
        """Ask what is counted together, and how often."""
        places, window = self._presenter.starting.listing.places, self._screen.window()
        known = plan or Plan("", "", Scope.FULL)
        form = PlanForm(known, self._texts, places=places, here=self._presenter.location, parent=window)
        form.wished.connect(self._on_plan)
        self._show(form)

    def open_tolerance(self, known: ToleranceWish) -> None:
        """Ask what is counted again."""
        form = ToleranceForm(known, self._texts, parent=self._screen.window())
        form.wished.connect(self._presenter.reviewing.set_tolerance)
        self._show(form)

    def open_labels(self, zones: tuple[str, ...]) -> None:
        """Ask for which zones labels are made."""
        form = ZoneLabelsForm(zones, self._texts, parent=self._screen.window())
        form.wished.connect(self._presenter.starting.make_labels)
        self._show(form)

    def take_scan(self, text: str) -> bool:
        """Something was scanned. Returns whether the dialog that is open has a use for it.

        Whoever scans the label of a zone has walked on: what was asked about the shelf before is let go of.
        """
        if isinstance(self._dialog, PlanForm):
            return self._plan_scan(self._dialog, text)
        if isinstance(self._dialog, PaperDialog) and self._paper_scan(self._dialog, text):
            return True
        if zone_of(text) is not None:
            self._walk_on()
            return False
        dialog = self._dialog
        return isinstance(dialog, LotForm) and not dialog.is_locked() and dialog.take_scan(text)

    def _plan_scan(self, form: PlanForm, text: str) -> bool:
        """What is scanned while a plan is made is one of those that it counts."""
        (scope, location), zone = form.chosen(), zone_of(text)
        if form.is_locked() or scope not in {Scope.SPOT, Scope.ZONE}:
            return False
        if scope is Scope.ZONE:
            self._add_subjects(form, text, () if zone is None else (zone,))
        elif zone is not None:
            form.show_refusal(self._texts.sentence(Said("warn", "plan_of_goods", {"zone": self._texts.zone(zone)})))
        else:
            self._presenter.starting.find_goods(text, location, partial(self._add_subjects, form, text))
        return True

    def _paper_scan(self, dialog: PaperDialog, text: str) -> bool:
        """What is scanned beside a printed sheet goes to its line, and counts nothing; a figure is finished first."""
        typed = self._figure_first(dialog)
        if typed is not None:
            self._presenter.taking.tell(typed)
        elif zone_of(text) is None:
            self._presenter.taking.on_paper(text, partial(self._go_to_line, dialog))
        return typed is not None or zone_of(text) is None

    def _go_to_line(self, dialog: PaperDialog, wanted: list[tuple[int, str]]) -> Said | None:
        if self._dialog is not dialog:
            return None
        typed = self._figure_first(dialog)
        return typed or (None if dialog.go_to(wanted) else Said("warn", "not_on_sheet"))

    @staticmethod
    def _figure_first(dialog: PaperDialog) -> Said | None:
        """What is said where a figure is typed that is not taken yet: another line would get it."""
        figure, name = dialog.unfinished()
        return Said("warn", "figure_first", {"figure": figure, "name": name}) if figure else None

    def _add_subjects(self, form: PlanForm, text: str, subjects: object) -> None:
        if self._dialog is not form or form.is_locked():
            return
        if isinstance(subjects, Said):
            form.show_refusal(self._texts.sentence(subjects))
            return
        named = cast("tuple[str, ...]", subjects)
        if named:
            form.clear_refusal()
            form.add_subjects(*named)
        else:
            code = "plan_of_zones" if form.chosen()[0] is Scope.ZONE else "plan_not_found"
            form.show_refusal(self._texts.sentence(Said("warn", code, {"code": text[:_LONGEST_CODE]})))

    def ask_lot(self, line: Line) -> None:
        """Ask of which lot a line is."""
        form = LotForm(line, self._texts, parent=self._screen.window())
        form.wished.connect(self._presenter.naming.set_lot)
        self._show(form)

    def ask_which(self, asked: WhichAsked) -> None:
        """Ask which goods lie there; the next such question waits for this one."""
        if self._dialog is not None:
            self._waiting.append(asked)
            return
        dialog = WhichDialog(asked, self._texts, parent=self._screen.window())
        dialog.wished.connect(partial(self._on_which, asked))
        self._show(dialog)

    def ask_piece(self, asked: PieceAsked) -> None:
        """Ask which piece lies there; the next piece of the same goods comes before whatever waits."""
        if isinstance(self._dialog, PaperDialog):
            # Whoever types in a printed sheet says it at once, and goes on with the next line.
            self._dialog, self._paper = None, self._dialog
        if self._dialog is not None:
            (self._waiting.append if asked.place == 1 else self._waiting.appendleft)(asked)
            return
        form = PieceForm(asked, self._texts, parent=self._paper or self._screen.window())
        if self._paper is not None:
            form.setWindowModality(Qt.WindowModality.WindowModal)  # the sheet below waits for it
        form.wished.connect(partial(self._presenter.naming.take_piece, asked))
        form.left.connect(partial(self._presenter.naming.leave_piece, asked))
        self._show(form)

    def piece_asked(self) -> PieceAsked | None:
        """What is asked of a piece now, while that waits for its number."""
        dialog = self._dialog
        return dialog.asked if isinstance(dialog, PieceForm) and not dialog.is_locked() else None

    def name_piece(self, number: str) -> None:
        """Show the number that was scanned of it."""
        if isinstance(self._dialog, PieceForm):
            self._dialog.show_number(number)

    def ask_give_up(self, asked: GiveUpAsked, do: Callable[[], None]) -> None:
        """Ask whether what people have counted is given up."""
        dialog = GiveUpDialog(asked, self._texts, parent=self._screen.window())
        dialog.wished.connect(do)
        self._show(dialog)

    def ask_post(self, asked: PostAsked, do: Callable[[], None]) -> None:
        """Ask whether a count that differs from the book is posted."""
        dialog = PostDialog(asked, self._texts, parent=self._screen.window())
        dialog.wished.connect(do)
        dialog.stopped.connect(self.stopped)
        self._show(dialog)

    def ask_take_back(self, asked: TakeBackAsked, do: Callable[[str, bool], None]) -> None:
        """Ask whether a posted count is taken back."""
        dialog = TakeBackDialog(asked, self._texts, parent=self._screen.window())
        dialog.answered.connect(do)
        self._show(dialog)

    def ask_reason(self, asked: ReasonAsked, do: Callable[[str], None]) -> None:
        """Ask why goods differ."""
        dialog = ReasonDialog(asked, self._texts, parent=self._screen.window())
        dialog.wished.connect(do)
        self._show(dialog)

    def show_far(self, course: Course, said: Said) -> bool:
        """Show how far long work is. Returns whether the dialog that is open does."""
        dialog = self._dialog
        if isinstance(dialog, PostDialog) and dialog.is_locked():
            dialog.show_far(course, self._texts.sentence(said))
            return True
        return False

    def open_again(self, goods: tuple[Again, ...], place: int) -> None:
        """Show what is to be counted again, and choose the one at a place."""
        dialog = AgainDialog(goods, place, self._texts, parent=self._screen.window())
        dialog.wished.connect(self._on_again)
        dialog.review_wished.connect(self._presenter.review)
        self._show(dialog)

    def page_is(self, page: Page) -> None:
        """Where one is by now: what is to be counted again is asked at the shelf alone."""
        if page is not Page.COUNT and isinstance(self._dialog, AgainDialog):
            self._dialog.reject()

    def show_week(self, week: Week) -> None:
        """Show when it is quiet."""
        dialog = WeekDialog(week, self._texts, parent=self._screen.window())
        dialog.wished.connect(partial(self._on_week, week))
        self._show(dialog)

    def show_unknown(self, codes: tuple[UnknownCode, ...], *, can_settle: bool) -> None:
        """Show what was scanned and stands for no goods."""
        dialog = UnknownDialog(codes, self._texts, can_settle=can_settle, parent=self._screen.window())
        dialog.settled.connect(self._presenter.around.settle)
        dialog.brought_back.connect(self._presenter.around.bring_back)
        self._show(dialog)

    def unknown_changed(self, codes: tuple[UnknownCode, ...]) -> None:
        """These are the codes that stand for no goods by now."""
        if isinstance(self._dialog, UnknownDialog):
            self._dialog.show_codes(codes)

    def open_paper(self, lines: tuple[Printed, ...], zone: str, now: Callable[[], Moment]) -> None:
        """Ask line by line what stands on a printed sheet."""
        dialog = PaperDialog(lines, zone, lambda: now().local(), self._texts, parent=self._screen.window())
        dialog.entered.connect(self._on_written)
        dialog.undone.connect(self._presenter.taking.undoing.undo)
        self._shown = ()
        self._show(dialog)
        self.sheet_changed(self._presenter.sheet)

    def sheet_changed(self, sheet: Sheet) -> None:
        """What is on the sheet in hand has changed."""
        paper = self._paper or self._dialog
        if isinstance(paper, PaperDialog):
            # A long sheet is typed in line by line: only what has changed is written anew.
            shown, self._shown = self._shown, sheet.lines
            pairs = [(old, new) for old, new in zip_longest(shown, sheet.lines) if old is not new]
            figures = {(old.goods.product_id, old.lot): "" for old, _ in pairs if old is not None}
            figures |= {
                (line.goods.product_id, line.lot): self._texts.quantity(line.found_milli, line.goods.unit)
                for _, line in pairs
                if line is not None
            }
            for old, line in pairs:
                figures |= {(old.goods.product_id, serial): "" for serial in (old.serials if old else ())}
                figures |= {(line.goods.product_id, serial): self._one for serial in (line.serials if line else ())}
            if figures:
                paper.show_counted(figures)

    def leave_review(self) -> None:
        """Close what is asked about the review: whoever has come to the till may not see it."""
        if isinstance(self._dialog, PostDialog | ReasonDialog | TakeBackDialog | ToleranceForm):
            self._dialog.accept()
            self._on_left()

    def hide_book(self) -> None:
        """Close a list of what the book has: whoever has come to the till may not see it."""
        if any(isinstance(one, PaperDialog) and one.lists_pieces for one in (self._paper, self._dialog)):
            self._walk_on()

    def _walk_on(self) -> None:
        """Close what asks about the shelf; nothing of it is answered for the next one."""
        waiting = tuple(self._waiting)
        self._waiting.clear()
        # A question, and the printed sheet below it.
        for _ in range(2):
            if isinstance(self._dialog, LotForm | PieceForm | WhichDialog | PaperDialog):
                self._dialog.reject()
        for asked in waiting:
            if isinstance(asked, PieceAsked):
                self._presenter.naming.leave_piece(asked)

    def _show(self, dialog: ScreenDialog) -> None:
        if self._dialog is not None:
            dialog.deleteLater()
            return
        self._dialog = dialog
        dialog.left.connect(self._on_left)
        dialog.show()

    def _on_plan(self, wish: PlanWish) -> None:
        if wish.is_once:
            self._presenter.begin(wish.plan)
        else:
            self._presenter.starting.keep_plan(wish)

    def _on_week(self, week: Week) -> None:
        self._presenter.starting.print_report(week.report, week.location)

    def _on_which(self, asked: WhichAsked, item: Item) -> None:
        self.answered(None)
        self._presenter.take_which(asked, item)

    def _on_again(self, again: Again) -> None:
        self._presenter.recount_goods(again.goods, is_for_others=again.by_another)

    def _on_written(self, said: Written) -> None:
        self._presenter.taking.written(said)

    def _on_left(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
            if self._paper is None:
                self.closed.emit()
        if self._paper is not None and not self._waiting:
            self._dialog, self._paper = self._paper, None
        if self._waiting:
            asked = self._waiting.popleft()
            if isinstance(asked, PieceAsked):
                self.ask_piece(asked)
            else:
                self.ask_which(asked)
