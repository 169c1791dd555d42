"""What the presenter of the counting screen asks of it. The presenter knows nothing of Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from app.domain.changes import Changes
from app.ui.course import Course
from app.ui.said import Said
from app.ui.screens.counting.state import (
    GiveUpAsked,
    PieceAsked,
    PostAsked,
    ReasonAsked,
    TakeBackAsked,
    Week,
    WhichAsked,
)
from app.ui.sound import Tone

if TYPE_CHECKING:
    from app.domain.count_sheet import Line
    from app.reports.stocktakes import Again, Printed, UnknownCode


class CountingView(Protocol):
    """The screen, or a test in its place."""

    def changed(self) -> None:
        """Show what the presenter has."""

    def expect_review(self) -> None:
        """The review is read; its page is there when it comes."""

    def say(self, said: Said) -> None:
        """Say something, in the dialog that waits for an answer or else in the message bar."""

    def is_told(self, *codes: str) -> bool:
        """Whether one of these sentences stands in the message bar."""

    def hush(self) -> None:
        """What was said last is over."""

    def busy(self, course: Course | None, code: str = "") -> None:
        """Show how far long work is, now and then; None is that it is over."""

    def answered(self, said: Said | None) -> None:
        """What a dialog wished for is done, or refused."""

    def ask_lot(self, line: Line) -> None:
        """Ask of which lot a line is."""

    def ask_which(self, asked: WhichAsked) -> None:
        """Ask which goods lie there."""

    def ask_piece(self, asked: PieceAsked) -> None:
        """Ask which piece lies there, by its serial number."""

    def piece_asked(self) -> PieceAsked | None:
        """What is asked of a piece now, while that waits for its number."""

    def name_piece(self, number: str) -> None:
        """Show the number that was scanned of the piece that is asked for; what becomes of it is told by `answered`."""

    def ask_zones(self, zones: tuple[str, ...]) -> None:
        """Ask for which zones labels are made."""

    def ask_give_up(self, asked: GiveUpAsked, do: Callable[[], None]) -> None:
        """Ask whether what people have counted is given up, and do it then."""

    def ask_reason(self, asked: ReasonAsked, do: Callable[[str], None]) -> None:
        """Ask why goods differ, and do something with the reason then."""

    def ask_post(self, asked: PostAsked, do: Callable[[], None]) -> None:
        """Ask whether a count that differs from the book is posted, and do it then."""

    def ask_take_back(self, asked: TakeBackAsked, do: Callable[[str, bool], None]) -> None:
        """Ask whether a posted count is taken back, and do it then: with what was wrong, and whether to go on."""

    def show_again(self, goods: tuple[Again, ...], place: int = 0) -> None:
        """Show what is to be counted again, and choose the one at a place."""

    def show_printed(self, lines: tuple[Printed, ...]) -> None:
        """Ask line by line what stands on a printed sheet."""

    def show_week(self, week: Week) -> None:
        """Show when it is quiet."""

    def show_unknown(self, codes: tuple[UnknownCode, ...], *, can_settle: bool) -> None:
        """Show what was scanned and stands for no goods."""

    def sound(self, tone: Tone) -> None:
        """Let a tone be heard."""

    def published(self, changes: Changes) -> None:
        """The book has changed."""
