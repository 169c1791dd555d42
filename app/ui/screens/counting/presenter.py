"""What the counting screen does, without Qt: what to count, the sheet in hand, and the review.

What a person does takes effect in the order in which it was done: a scan waits for its look-up, and what comes behind
it waits for the scan. The book is asked by the store thread.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from app.base.trouble import Trouble
from app.domain.count_sheet import SetFound
from app.domain.count_zone import zone_of
from app.domain.refusal import Refusal
from app.domain.rights import Right, may
from app.ui.parts import Parts
from app.ui.said import Said
from app.ui.screens.counting.after import After
from app.ui.screens.counting.around import Around
from app.ui.screens.counting.box import read_box
from app.ui.screens.counting.deciding import Deciding
from app.ui.screens.counting.finishing import Finishing
from app.ui.screens.counting.giving_up import GivingUp
from app.ui.screens.counting.in_hand import CountInHand
from app.ui.screens.counting.looking import Looking
from app.ui.screens.counting.naming import Naming
from app.ui.screens.counting.posting import Posting
from app.ui.screens.counting.recounting import Recounting
from app.ui.screens.counting.scanning import Bench, Scanning
from app.ui.screens.counting.shelf import Opened, Shelf
from app.ui.screens.counting.starting import Starting
from app.ui.screens.counting.state import Figure, Page, StartKind, StartRow, WhichAsked, ZoneAsked
from app.ui.screens.counting.sure import Sure
from app.ui.screens.counting.taking import Taking
from app.ui.screens.counting.texts import CountingTexts
from app.ui.screens.counting.view import CountingView
from app.ui.screens.counting.zone_question import ZoneQuestion
from app.ui.sound import Tone
from app.ui.tasks import Workers
from app.ui.turns import Turns

if TYPE_CHECKING:
    from app.domain.changes import Changes
    from app.domain.count_plan import Plan
    from app.domain.count_sheet import Goods, Line, Sheet
    from app.domain.product import Item
    from app.domain.rights import Person
    from app.reports.stocktakes import SheetHead
    from app.ui.screens.counting.state import Begun


_SHOW_THE_BOOK = {Page.REVIEW: Page.COUNT, Page.RESULTS: Page.START, Page.POSTED: Page.START}
"""Pages that show what the book has, and where one goes from there, as also who may not see it."""


class CountingPresenter:
    """The presenter.

    Attributes:
        page: Where one is.
        starting, after, looking: The list at the start, what came of earlier counts, and one of these.
        taking: What comes from files and printed sheets.
        naming: Of which lot goods are.
        name: Of the stocktake that one works on; it says where, in a shop of several places.
        around: What stands around the sheet in hand.
        sure, question: Ask about very many of what is typed, and about a zone that was counted before.
        typing, quantity_milli: The line whose quantity is being typed, and what is for whatever comes next; or None.
        reviewing: The review.
    """

    def __init__(self, parts: Parts, workers: Workers, view: CountingView, texts: CountingTexts) -> None:
        self._parts, self._view, self._texts = parts, view, texts
        self._hand = CountInHand(parts, workers.store, self._on_saved, self._on_unsaved)
        self._bench = Bench(parts, workers, view, self._hand, Turns())
        self._scanning = Scanning(self._bench)
        self.untaken = self._scanning.untaken
        self.question = ZoneQuestion(self._bench, texts, self.untaken)
        self._shelf = Shelf(parts)
        self.around = Around(self._bench, self._scanning, self._shelf, texts, self._on_ended)
        self.sure = Sure(self._bench, texts, self.untaken)
        self.naming = Naming(self._bench, self._scanning)
        self.taking = Taking(self._bench, self._shelf, self._scanning, self.sure, self.naming)
        self.reviewing = Deciding(self._bench)
        self._posting = Posting(self._bench, self.reviewing, texts, self._on_posted)
        self.starting = Starting(self._bench, texts)
        self.after = After(self._bench)
        self.looking = Looking(self._bench, self.starting, texts, self._show, self._go_to_count)
        self._recounting = again = Recounting(self._bench, self._shelf, self._on_zone)
        self._finishing = Finishing(self._bench, self._shelf, self._scanning, texts, self.finish, again.ask_next)
        self._giving_up = GivingUp(self._bench, texts, partial(self._on_put_down, None), partial(self._on_left, None))
        self.page, self.name = Page.START, ""
        self.typing: int | None = None
        self.quantity_milli: int | None = None

    @property
    def sheet(self) -> Sheet:
        """The sheet as it is painted."""
        return self._hand.sheet

    @property
    def location(self) -> str:
        """Where this till is."""
        return self._parts.location

    @property
    def uid(self) -> str:
        """Of the stocktake that one works on, "" while one is in the list."""
        return self.around.uid

    @property
    def has_sheet(self) -> bool:
        """Whether a zone is being counted."""
        return bool(self._hand.uid)

    @property
    def zone(self) -> str:
        """The zone that is being counted."""
        return self._hand.zone

    @property
    def only(self) -> str:
        """The name of what alone is counted on the sheet in hand, "" for whatever lies there."""
        return "" if self._hand.goods is None else self._hand.goods.name

    @property
    def unsaved(self) -> int:
        """How much could not be saved yet; 0 while saving goes well."""
        return self._hand.unsaved if self._hand.is_failing else 0

    # The list

    def open(self, row: StartRow) -> None:
        """Go on with a stocktake, look at one that was posted, or begin one."""
        if row.kind is StartKind.STOCKTAKE:
            self._go_to_count(row)
        elif row.posted is not None:
            self.looking.open(row)
        elif row.plan is not None:
            self.begin(row.plan)

    def begin(self, plan: Plan) -> None:
        """Begin a stocktake of what a plan covers."""
        self._bench.ask(partial(self.starting.begin, plan), partial(self._on_begun, plan))

    def noticed(self) -> None:
        """The book has changed, here or elsewhere: what is listed is read again."""
        if self.page is Page.START:
            self.starting.renew()
        elif self.page is Page.COUNT:
            self.around.look()
        elif self.page is Page.POSTED:
            self.looking.renew()
        elif self.page is Page.REVIEW:
            self.reviewing.freshen(self.uid, partial(self._on_over, self.uid))

    def show_to(self, person: Person) -> None:
        """Somebody else is at the till: what they may not see is left, and nothing that was said stays."""
        if not may(person, Right.SEE_EXPECTED) and self.page in _SHOW_THE_BOOK:
            self._show(_SHOW_THE_BOOK[self.page])
        self._view.hush()

    def show_results(self, row: StartRow | None) -> None:
        """Look at what came of earlier counts at the place of a row."""
        self._view.hush()
        self._texts.whole = "" if row is None else row.place
        self.after.read(row, self._bench.for_eyes(self._show, Page.RESULTS))

    def back(self) -> None:
        """Esc: what was begun is let go of, then the page is left; all of it is kept for later."""
        if self.typing is not None or self.question.asked is not None or self.quantity_milli is not None:
            self.typing, self.quantity_milli, _ = None, None, self.question.end()
            self._view.hush()
            self._view.changed()
        elif self.page in _SHOW_THE_BOOK:
            self._bench.turns.do(partial(self._show, _SHOW_THE_BOOK[self.page]))
        elif self.page is Page.COUNT:
            self._bench.behind_all(partial(self.starting.leave, self.uid, self._on_left))

    # At the shelf

    def scanned(self, text: str, beside: Figure | None = None) -> None:
        """A scanner sent something: a zone's label, or goods."""
        zone = zone_of(text)
        if self.page is Page.START:
            self.starting.scanned(zone, self._open_at)
        elif self.page is not Page.COUNT:
            self._bench.complain("warn", f"scan_in_{self.page}")
        elif zone is not None:
            self.open_zone(zone)
        else:
            self._scanning.look_up(text, self._take_quantity(), beside=beside)

    def folded(self, text: str) -> None:
        """A scanner sent the same again, faster than a hand can."""
        if self.has_sheet and not self.untaken.is_asking:
            self._bench.turns.do(partial(self._scanning.fold, text))

    def typed(self, text: str) -> bool:
        """Something was typed into the box, and Enter. Returns whether it is taken, and the box is free again."""
        zone = zone_of(text)
        if self.question.asked is not None and not text:
            self.question.repeat()
            return True
        if not self.has_sheet or zone is not None:
            named = text if zone is None else zone
            if is_zone := self.question.takes(named):
                self.open_zone(named)
            return is_zone or self.question.asked is not None
        try:
            said = read_box(text, self._texts.point, self._hand.name(self.typing))
        except Refusal as refusal:
            self._bench.refuse(refusal)
            return False
        many_milli = said.quantity_milli
        if many_milli is not None and not self.sure.is_sure(text, many_milli, self._hand.unit(self.typing)):
            return False
        if self.typing is not None and said.quantity_milli is not None:
            entry = SetFound(self.typing, said.quantity_milli, self._parts.now().utc_us)
            self.typing = None
            self._bench.turns.do(partial(self.naming.set_found, entry, text))
            return True
        if said.quantity_milli is not None:
            self.quantity_milli = said.quantity_milli
            self._view.changed()
        if said.text:
            self._scanning.look_up(said.text, self._take_quantity(), is_typed=True)
        elif said.quantity_milli is None:
            self._scanning.answering.accept()
        return True

    def open_zone(self, zone: str, how: str = "") -> None:
        """Count a zone; one that was counted before is asked about."""
        self._bench.go(partial(self._shelf.open_zone, self.uid, zone.strip(), how), self._on_zone)

    def answer_zone(self, how: str) -> None:
        """Say what becomes of the zone that was counted before: `add` or `replace`."""
        asked = self.question.end()
        if asked is not None:
            self.open_zone(asked.zone, how)

    def another_zone(self) -> None:
        """Ask for a zone; the sheet in hand stays open."""
        self._bench.behind_all(self._on_put_down)

    def finish(self) -> None:
        """The zone is counted to its end."""
        self._bench.behind_all(self._finish_saved)

    def type_quantity(self, line: Line | None) -> None:
        """What is typed next is how much of a line is there."""
        if line is None:
            self._bench.complain("warn", "no_line")
        else:
            self.typing = line.key
            self._view.changed()

    def resume(self, sheet: SheetHead | None) -> None:
        """Go on with a sheet that is there; one that was given up comes back."""
        if sheet is not None and sheet.state != "posted":
            self._bench.ask(partial(self._shelf.resume, sheet), partial(self._on_resumed, sheet))

    def discard(self, sheet: SheetHead | None) -> None:
        """Let a sheet count no more, if somebody means it; it stays in the journal."""
        if sheet is not None:
            self._giving_up.ask_sheet(sheet)

    def take_which(self, asked: WhichAsked, item: Item) -> None:
        """It was said which of several goods lies there."""
        self._bench.turns.do(partial(self._scanning.take, asked, item))

    def ask_again(self) -> None:
        """Show what is to be counted again."""
        if self.uid:
            self._bench.behind_all(partial(self._recounting.ask, self.uid))

    def review(self) -> None:
        """Hold what was found against the book."""
        if self.uid:
            self._view.expect_review()
            self._bench.behind_all(partial(self.reviewing.begin, self.uid, self.around.entries, self._on_review))

    def recount(self) -> None:
        """Count the chosen goods of the review again, wherever they lie."""
        line = self.reviewing.line
        if line is not None and self.page is Page.REVIEW:
            self.recount_goods(line.goods, is_for_others=self.reviewing.is_for_others(line))

    def recount_goods(self, goods: Goods, *, is_for_others: bool) -> None:
        """Count goods again, wherever they lie."""
        self._recounting.begin(self.uid, goods, is_for_others=is_for_others)

    def post(self) -> None:
        """Post the count."""
        if self.page is Page.REVIEW:
            self._posting.post(self.uid)

    def abandon(self) -> None:
        """Give the stocktake up, if somebody means it."""
        if self.page is Page.REVIEW:
            self._giving_up.ask_stocktake(self.uid, self.name, self.reviewing.sheets)

    # Answers

    def _on_begun(self, plan: Plan, answer: object) -> None:
        begun = cast("Begun", answer)
        self._view.answered(None)
        location = plan.location or self._parts.location
        place = self.starting.listing.places.get(location, "")
        self._go_to_count(StartRow(StartKind.STOCKTAKE, begun.uid, begun.title, location=location, place=place))
        self.starting.tell_begun(begun, plan)

    def _open_at(self, row: StartRow, zone: str) -> None:
        self._go_to_count(row)
        self.open_zone(zone)

    def _go_to_count(self, row: StartRow) -> None:
        self.name = self._texts.at_place(row.place, row.title)
        self._texts.whole, self._hand.location = row.place, row.location
        self._hand.put_down()
        self.around.go_to(row.key)
        self._show(Page.COUNT)

    def _on_left(self, _done: object) -> None:
        self.starting.came_from = self.uid
        self.around.go_to("")
        self._hand.put_down()
        self._show(Page.START)
        self.starting.refresh()

    def _on_ended(self) -> None:
        """Somebody else has posted the stocktake, or given it up."""
        (self._on_left if self.page is Page.REVIEW else self._on_put_down)(None)

    def _on_put_down(self, _done: object) -> None:
        self._hand.put_down()
        self._show(Page.COUNT)

    def _on_zone(self, answer: object) -> None:
        if isinstance(answer, ZoneAsked):
            self.question.ask(answer)
            return
        self._hand.take_up(*cast("Opened", answer))
        self.untaken.zone_chosen()
        self._show(Page.COUNT)

    def _on_resumed(self, sheet: SheetHead, answer: object) -> None:
        self._on_zone(answer)
        if sheet.state == "abandoned":
            zone = self._texts.place(sheet.zone, sheet.goods_name)
            self._view.say(Said("ok", "sheet_is_back", {"zone": zone, "quantity": self._texts.found_on(sheet)}))

    def _on_review(self, _done: object) -> None:
        self._hand.put_down()
        self._view.hush()
        self._show(Page.REVIEW)

    def _on_over(self, uid: str) -> None:
        if self.page is Page.REVIEW and self.uid == uid:
            self._on_left(None)
            self._bench.complain("warn", "stocktake_closed")

    def _on_posted(self, answer: object) -> None:
        self._view.answered(None)
        number, booked, changes = cast("tuple[str, tuple[int, int], Changes]", answer)
        self._on_left(None)
        self._view.say(self._texts.posted(number, *booked))
        self._view.sound(Tone.TAKEN)
        self._view.published(changes)

    def _on_saved(self, tone: Tone | None) -> None:
        if tone is not None:
            self._view.sound(tone)

    def _on_unsaved(self, error: Refusal | Trouble) -> None:
        if isinstance(error, Trouble):
            self._bench.refuse(error)
            return
        # Somebody else has finished or posted it, or counts on it: what the book has is what counts.
        self.around.lose(error)
        self._on_put_down(None)
        self._view.sound(Tone.REFUSED)

    def _finish_saved(self, _done: object) -> None:
        self._bench.turns.do(partial(self._finishing.finish, self.uid, partial(self._show, Page.COUNT)))

    def _take_quantity(self) -> int | None:
        if self.untaken.holds:
            return None
        quantity_milli, self.quantity_milli = self.quantity_milli, None
        return quantity_milli

    def _show(self, page: Page) -> None:
        self.page, self.typing, _ = page, None, self.question.end()
        if not self.has_sheet:
            self.quantity_milli = None
            self.untaken.walk_on(is_at_shelf=page is Page.COUNT)
        self._view.changed()
        if page in {Page.COUNT, Page.REVIEW}:
            self.around.look()
