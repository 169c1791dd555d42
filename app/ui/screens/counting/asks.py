"""What the presenter asks of people: the part of its view that opens dialogs, each over the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.count_sheet import Line
    from app.reports.stocktakes import Again, UnknownCode
    from app.ui.said import Said
    from app.ui.screens.counting.desk import CountingDesk
    from app.ui.screens.counting.state import (
        GiveUpAsked,
        PieceAsked,
        PostAsked,
        ReasonAsked,
        TakeBackAsked,
        Week,
        WhichAsked,
    )


class Asks:
    """Hands it on to the desk."""

    desk: CountingDesk

    def answered(self, said: Said | None) -> None:
        """What a dialog wished for is done, or refused."""
        self.desk.answered(said)

    def ask_lot(self, line: Line) -> None:
        """Ask of which lot a line is."""
        self.desk.ask_lot(line)

    def take_scan(self, text: str) -> bool:
        """A dialog may have a use for a scan."""
        return self.desk.take_scan(text)

    def ask_which(self, asked: WhichAsked) -> None:
        """Ask which goods lie there."""
        self.desk.ask_which(asked)

    def ask_piece(self, asked: PieceAsked) -> None:
        """Ask which piece lies there, by its serial number."""
        self.desk.ask_piece(asked)

    def piece_asked(self) -> PieceAsked | None:
        """What is asked of a piece now."""
        return self.desk.piece_asked()

    def name_piece(self, number: str) -> None:
        """Show the number that was scanned of it."""
        self.desk.name_piece(number)

    def ask_zones(self, zones: tuple[str, ...]) -> None:
        """Ask for which zones labels are made."""
        self.desk.open_labels(zones)

    def ask_give_up(self, asked: GiveUpAsked, do: Callable[[], None]) -> None:
        """Ask whether what people have counted is given up."""
        self.desk.ask_give_up(asked, do)

    def ask_reason(self, asked: ReasonAsked, do: Callable[[str], None]) -> None:
        """Ask why goods differ."""
        self.desk.ask_reason(asked, do)

    def ask_post(self, asked: PostAsked, do: Callable[[], None]) -> None:
        """Ask whether a count that differs from the book is posted."""
        self.desk.ask_post(asked, do)

    def ask_take_back(self, asked: TakeBackAsked, do: Callable[[str, bool], None]) -> None:
        """Ask whether a posted count is taken back."""
        self.desk.ask_take_back(asked, do)

    def show_again(self, goods: tuple[Again, ...], place: int = 0) -> None:
        """Show what is to be counted again."""
        self.desk.open_again(goods, place)

    def show_week(self, week: Week) -> None:
        """Show when it is quiet."""
        self.desk.show_week(week)

    def show_unknown(self, codes: tuple[UnknownCode, ...], *, can_settle: bool) -> None:
        """Show what was scanned and stands for no goods."""
        self.desk.show_unknown(codes, can_settle=can_settle)
