"""The review: what was found beside the book, what somebody decides about it, and the posting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from app.domain.count_reasons import fitting
from app.domain.count_review import APART, NOT_POSTED, WANTS_RECOUNT, State, seen_of
from app.domain.count_wish import check_done
from app.domain.in_pieces import Held, sorted_in_pieces
from app.domain.progress import share
from app.domain.refusal import Refusal
from app.domain.requests import Asking
from app.domain.rights import Right
from app.ui.said import Said
from app.ui.screens.counting.extremes import extremes
from app.ui.screens.counting.scanning import Bench
from app.ui.screens.counting.state import PostAsked, ReasonAsked, ToleranceWish
from app.ui.screens.counting.worth import Worth, worth_of

if TYPE_CHECKING:
    from app.domain.changes import Changes
    from app.domain.count_review import ReviewLine, Seen
    from app.domain.count_standing import Found
    from app.reports.stocktakes import Review, SheetHead
    from app.ui.course import Course

# What was decided stays where it stood: whoever goes down the list never loses the place.
_PLACES = {State.MOVED: 0, State.UNCLEAR: 1, State.UNNAMED: 1, State.UNCOUNTED: 3, State.RIGHT: 4}
_PLACES |= dict.fromkeys(APART, 0)
_DIFFERS = 2
_NOT_IN_IT = WANTS_RECOUNT | {State.UNCOUNTED}


class Reviewing:
    """Reads the review and changes what is decided.

    Attributes:
        lines: What stands in the table: what needs a look first.
        line: The chosen one.
        states: How many lines stand how.
        reads: How often it was read as a whole: what stands there may be new to whoever looks.
        widest: Lines with the widest figures.
        orders: How often other goods came to stand in it, or in another order.
    """

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._review: Review | None = None
        self._reasons: tuple[str, ...] = ()
        self.lines: tuple[ReviewLine, ...] = ()
        self.line: ReviewLine | None = None
        self.widest: tuple[ReviewLine, ...] = ()
        self.states: Counter[State] = Counter()
        self._worth = self._uncounted = self._again = Worth()
        self.reads = self.orders = 0
        self._is_due = False
        self._rests_on: object = None
        self._asked: object = None  # what was in sight when somebody was asked whether it is posted

    @property
    def sheets(self) -> tuple[SheetHead, ...]:
        """What was counted, sheet by sheet."""
        return () if self._review is None else self._review.sheets

    @property
    def uncounted(self) -> str:
        """What becomes of goods that nobody counted: `leave`, `zero` or ""."""
        return "" if self._review is None else self._review.stocktake.uncounted

    @property
    def open_sheets(self) -> int:
        """How many sheets are being counted still."""
        return 0 if self._review is None else self._review.open_sheets

    @property
    def again_minor(self) -> int:
        """What is to be counted again differs by, about; nothing of it is posted as it stands."""
        return self._again.value_minor

    @property
    def value_minor(self) -> int:
        """What posting would change now, about."""
        return self._worth.value_minor + (self.uncounted_minor if self.uncounted == "zero" else 0)

    @property
    def uncounted_minor(self) -> int:
        """What setting goods that nobody counted to zero would change, about."""
        return self._uncounted.value_minor

    @property
    def tolerance(self) -> ToleranceWish:
        """What is counted again, as it is now."""
        known = cast("Review", self._review).stocktake
        return ToleranceWish(known.tolerance, known.second_person)

    def is_for_others(self, line: ReviewLine) -> bool:
        """Whether somebody else than who asks has to count a line again."""
        own = self._bench.parts.user
        return line.found is not None and own in line.found.people and wants_another(line, self.tolerance)

    def many(self, *states: State) -> int:
        """How many lines stand like this."""
        return sum(self.states[state] for state in states)

    def begin(self, uid: str, many: int, done: Callable[[object], None], _saved: object) -> None:
        """Read it, and show how far it is meanwhile.

        Args:
            uid: Of the stocktake.
            many: How many entries its sheets have, as far as it is known.
            done: Called when it is there, unless somebody else has come to the till meanwhile.
        """
        self._bench.hand.put_down_blank()
        self._bench.view.changed()
        self._bench.ask_long("review_far", partial(self.read, uid), self._bench.for_eyes(done), many)

    def read(self, uid: str, course: Course | None = None) -> None:
        """Read it; runs on the store thread.

        Args:
            uid: Of the stocktake.
            course: Is told how far it is.

        Raises:
            Refusal: `not_allowed`, `unknown_stocktake`.
            Trouble: `stopped`.
        """
        parts = self._bench.parts
        parts.stocktakes.require(parts.user, Right.SEE_EXPECTED)
        self._reasons = parts.stocktakes.reasons()
        review = parts.stocktakes.review(uid, None if course is None else course.step)
        if self._review is None or self._review.stocktake.uid != uid:
            # One's place in another count says nothing of this one.
            self.line, self.lines = None, ()
        self._take(review)

    def freshen(self, uid: str, over: Callable[[], None]) -> None:
        """Read it again, as others have sold, counted or decided meanwhile; what was chosen stays chosen.

        Args:
            uid: Of the stocktake.
            over: Called where it was posted or given up meanwhile.
        """
        # One that has not begun to read will see what came since, too.
        if not self._is_due:
            self._is_due = True
            self._bench.ask(partial(self._freshen, uid), partial(self._on_fresh, over))

    def _freshen(self, uid: str) -> bool:
        self._is_due = False
        stocktakes = self._bench.parts.stocktakes
        rests_on = stocktakes.rests_on(uid)
        # Tills scan all day long: a review of many thousand lines is read again only where something of it changed.
        if rests_on != self._rests_on:
            self._take(stocktakes.review(uid))
            self._rests_on = rests_on
        return cast("Review", self._review).stocktake.state != "open"

    def _on_fresh(self, over: Callable[[], None], is_over: object) -> None:
        if is_over:
            over()
        else:
            self._bench.view.changed()

    def renew(self, course: Course | None = None) -> None:
        """Read what is decided by now; runs on the store thread.

        Args:
            course: Is told how far it is.

        Raises:
            Refusal: `unknown_stocktake`.
            Trouble: `stopped`.
        """
        before = cast("Review", self._review)
        fresh = self._bench.parts.stocktakes.renewed(before, None if course is None else course.step)
        if fresh.sheets != before.sheets:
            self._take(fresh)
            return
        changed = {
            line.goods.product_id: line
            for line, known in zip(fresh.lines, before.lines, strict=True)
            if line is not known
        }
        self._show(fresh, tuple(changed.get(line.goods.product_id, line) for line in self.lines))

    @property
    def first(self) -> int:
        """The first line that needs a decision, the top where none does."""
        return next((place for place, one in enumerate(self.lines) if one.state in WANTS_RECOUNT), 0)

    def place(self, line: ReviewLine) -> int | None:
        """Where a line's goods stand now, None where they are gone."""
        product_id = line.goods.product_id
        return next((place for place, one in enumerate(self.lines) if one.goods.product_id == product_id), None)

    def check(self) -> PostAsked:
        """What somebody is asked before it is posted, as it was shown; runs on the store thread.

        Raises:
            Refusal: `not_allowed`, `sheets_open`, `recounts_open`, `uncounted_open`; `nothing_counted` where no line
                of a count would be made.
        """
        parts = self._bench.parts
        parts.stocktakes.require(parts.user, Right.POST_COUNT)
        if self.open_sheets or self.many(State.RECOUNT, State.UNCOUNTED):
            check_done(self.lines, uncounted=self.uncounted, open_sheets=self.open_sheets)
        if self.uncounted != "zero" and self.many(State.UNCOUNTED) == len(self.lines):
            raise Refusal("nothing_counted")
        self._asked = self._in_sight()
        worth = self._worth
        if self.uncounted == "zero":
            worth = worth.plus(self._uncounted)
        return PostAsked(
            worth.differing,
            worth.losses_minor,
            worth.gains_minor,
            worth.opening_minor,
            worth.opened,
            self.many(*(NOT_POSTED)),
            self.many(State.UNCOUNTED),
            self.uncounted,
            len(parts.stocktakes.unknown_codes(cast("Review", self._review).stocktake.uid)),
            self.again_minor,
            self.many(*APART),
        )

    def post(self, uid: str, course: Course) -> tuple[str, tuple[int, int], Changes]:
        """Post it; runs on the store thread. Returns the count's number, what it booked, and what it changed.

        Args:
            uid: Of the stocktake.
            course: Is told how far it is; until all of it is written it may be stopped, and nothing is posted.

        Raises:
            Trouble: `stopped`.
            Refusal: `not_allowed`, `sheets_open`, `recounts_open`, `uncounted_open`, and those of `Counting.count`;
                `draft_moved` when something was counted meanwhile.
        """
        parts = self._bench.parts
        self.renew(course)
        review = cast("Review", self._review)
        if self._in_sight() != self._asked:
            # Nothing is posted that nobody has looked at: the review may have been read anew behind the question.
            raise Refusal("draft_moved")
        asking = Asking(uid, till=parts.till, user=parts.user, location=review.stocktake.location)
        left = 0 if self.uncounted == "zero" else self.many(State.UNCOUNTED)
        many = len(review.lines) - left
        try:
            with Held() as held:
                asked = parts.stocktakes.count_asked(review, asking, share(course.step, many, 0, 25))
                held.keep(asked.lines)
                tell = share(course.step, many, 25, 100)
                posted = parts.counting.count(asked, stocktake=uid, many=review.many, progress=tell)
                del asked
        except Refusal as refusal:
            if refusal.code == "draft_moved":
                self.read(uid, course)
            raise
        return posted.number, parts.stocktakes.booked(uid), posted.changes

    def _in_sight(self) -> object:
        """What whoever posts has looked at."""
        return self.sheets, self._worth, self.uncounted, self.value_minor, self.many(*APART)

    def accept(self) -> None:
        """Take the chosen difference as it is, or not."""
        self._bench.turns.do(partial(self._accept, self.line))

    def want_again(self, chosen: Sequence[ReviewLine]) -> None:
        """Put goods on the list of what is to be counted again; all of them that are there already come off it."""
        chosen = [line for line in chosen if line.state not in APART]
        seen = {
            line.goods.product_id: seen_of(line.found, line.difference_milli, line.lots)
            for line in chosen
            if line.found is not None
        }
        is_wanted = not all(line.is_wanted for line in chosen if line.found is not None)
        if self._review is not None and seen:
            job = partial(self._want_again, self._review.stocktake.uid, seen, is_wanted=is_wanted)
            self._bench.ask(
                job, partial(self._on_wanted, Said("ok", "wanted" if is_wanted else "not_wanted", {"count": len(seen)}))
            )

    def _want_again(self, uid: str, seen: dict[int, Seen], *, is_wanted: bool) -> None:
        parts = self._bench.parts
        parts.stocktaking.want_again(uid, seen, is_wanted=is_wanted, user=parts.user)
        self.renew()

    def _on_wanted(self, said: Said, done: object) -> None:
        self._on_decided(done)
        self._bench.view.say(said)

    def ask_reason(self) -> None:
        """Ask why the chosen goods differ."""
        self._bench.turns.do(partial(self._ask_reason, self.line))

    def next_uncounted(self) -> None:
        """Leave goods that nobody counted as they are, or set them to zero."""
        self._bench.turns.do(self._next_uncounted)

    def set_tolerance(self, wish: ToleranceWish) -> None:
        """Say from which difference on goods are counted again, and whether by somebody else."""
        self._bench.ask(partial(self._set_tolerance, wish), self._on_tolerance)

    def _as_it_is(self, chosen: ReviewLine | None) -> ReviewLine | None:
        """A line that was chosen when a key was pressed, as it stands by now."""
        place = None if chosen is None else self.place(chosen)
        return None if place is None else self.lines[place]

    def _accept(self, chosen: ReviewLine | None) -> None:
        line = self._as_it_is(chosen)
        if line is not None and line.found is not None and line.state not in APART:
            self._decide(line, line.found, accept=line.state is not State.ACCEPTED, reason=line.reason)

    def _ask_reason(self, chosen: ReviewLine | None) -> None:
        line = self._as_it_is(chosen)
        if line is not None and line.found is not None and line.differs:
            asked = ReasonAsked(line, fitting(self._reasons, line.difference_milli))
            self._bench.view.ask_reason(asked, partial(self._give_reason, line, line.found))

    def _give_reason(self, line: ReviewLine, found: Found, reason: str) -> None:
        accept = line.state is State.ACCEPTED
        self._bench.turns.do(partial(self._decide, line, found, accept=accept, reason=reason))

    def _next_uncounted(self) -> None:
        review = self._review
        if review is not None:
            wanted = "zero" if review.stocktake.uncounted == "leave" else "leave"
            self._bench.run(partial(self._set_uncounted, review.stocktake.uid, wanted), self._on_decided)

    def _decide(self, line: ReviewLine, found: Found, *, accept: bool, reason: str) -> None:
        """Keep what is said of the difference that was in sight; of another one nothing is said."""
        uid, seen = cast("Review", self._review).stocktake.uid, seen_of(found, line.difference_milli, line.lots)
        job = partial(self._keep, uid, line.goods.sku, accept=accept, reason=reason, of=seen)
        self._bench.run(job, self._on_decided)

    def _keep(self, uid: str, sku: str, *, accept: bool, reason: str, of: Seen) -> None:
        parts = self._bench.parts
        parts.stocktaking.decide(uid, sku, accept=accept, reason=reason, user=parts.user, of=of)
        self.renew()

    def _set_tolerance(self, wish: ToleranceWish) -> None:
        parts, uid = self._bench.parts, cast("Review", self._review).stocktake.uid
        parts.stocktaking.set_tolerance(uid, wish.tolerance, second_person=wish.second_person, user=parts.user)
        self.renew()

    def _set_uncounted(self, uid: str, uncounted: str) -> None:
        parts = self._bench.parts
        parts.stocktaking.decide_uncounted(uid, uncounted, user=parts.user)
        self.renew()

    def _take(self, review: Review) -> None:
        """A review that was read as a whole."""
        # A line that has not changed stays the same one: whoever shows it sees so at once, however long the list is.
        self.reads += 1
        before = {line.goods.product_id: line for line in self.lines}
        lines = [_same(before.get(line.goods.product_id), line) for line in review.lines]
        found = tuple(sorted_in_pieces(lines, _weight))
        if [one.goods.product_id for one in found] != [one.goods.product_id for one in self.lines]:
            self.orders += 1
        self.widest = extremes(found)
        self._show(review, found)

    def _show(self, review: Review, lines: tuple[ReviewLine, ...]) -> None:
        self._review, self.lines = review, lines
        self.states = Counter(line.state for line in lines)
        self._uncounted = worth_of(line for line in lines if line.state is State.UNCOUNTED)
        self._again = worth_of(line for line in lines if line.state in WANTS_RECOUNT)
        self._worth = worth_of(line for line in lines if line.state not in _NOT_IN_IT)

    def _on_tolerance(self, _done: object) -> None:
        self._bench.view.answered(None)
        self._bench.view.say(Said("ok", "tolerance_kept"))
        self._bench.view.changed()

    def _on_decided(self, _done: object) -> None:
        self._bench.view.answered(None)
        self._bench.view.hush()
        self._bench.view.changed()


def wants_another(line: ReviewLine, wish: ToleranceWish) -> bool:
    """Whether a line is to be counted again by somebody who has not counted it."""
    return wish.second_person and line.state is State.RECOUNT


def _same(known: ReviewLine | None, line: ReviewLine) -> ReviewLine:
    return known if known is not None and known == line else line


def _weight(line: ReviewLine) -> tuple[int, int]:
    """What needs a look comes first, and what is worth most."""
    return _PLACES.get(line.state, _DIFFERS), -max(-line.losses_minor, line.gains_minor)
