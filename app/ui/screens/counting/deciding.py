"""What is said of lines of the review, of one or of many at once: they are right, they are counted again, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from app.domain.count_bar import Bar, bar_to_accept, bar_to_reason
from app.domain.count_reasons import fitting
from app.domain.count_review import APART, Decision, ReviewLine, State, seen_of
from app.ui.said import Said
from app.ui.screens.counting.reviewing import Reviewing
from app.ui.screens.counting.state import Decided, ReasonAsked

if TYPE_CHECKING:
    from app.domain.count_review import Seen


class Deciding(Reviewing):
    """The review with it; what is said holds of the difference that was in sight, and of no other one."""

    def accept(self, chosen: Sequence[ReviewLine]) -> None:
        """Take differences as they are; if all that can be are accepted already, they are not any more."""
        self._bench.turns.do(partial(self._accept, chosen))

    def ask_reason(self, chosen: Sequence[ReviewLine]) -> None:
        """Ask why goods differ."""
        self._bench.turns.do(partial(self._ask_reason, chosen))

    def want_again(self, chosen: Sequence[ReviewLine]) -> None:
        """Put goods on the list of what is to be counted again; all of them that are there already come off it."""
        chosen = [line for line in chosen if line.state not in APART]
        seen = {line.goods.product_id: one for line in chosen if (one := _seen(line)) is not None}
        if seen:
            is_wanted = not all(line.is_wanted for line in chosen if line.found is not None)
            job = partial(self._want_again, self.uid, seen, is_wanted=is_wanted)
            said = Said("ok", "wanted" if is_wanted else "not_wanted", {"count": len(seen)})
            self._bench.ask(job, partial(self._on_wanted, said))

    def _accept(self, chosen: Sequence[ReviewLine]) -> None:
        self._bench.run(partial(self._accepted, chosen), self._on_kept)

    def _accepted(self, chosen: Sequence[ReviewLine]) -> Decided:
        """Runs on the store thread: all lines of a long review may be chosen."""
        lines = self._as_they_are(chosen)
        left = [(line, bar) for line in lines if (bar := bar_to_accept(line)) is not None]
        able = [line for line in lines if bar_to_accept(line) is None]
        accept = not all(line.state is State.ACCEPTED for line in able)
        said = {line.goods.product_id: Decision(accept, line.reason, of=_seen(line)) for line in able}
        return self._keep(able, said, Decided("accepted" if accept else "withdrawn"), left)

    def _ask_reason(self, chosen: Sequence[ReviewLine]) -> None:
        lines = self._as_they_are(chosen)
        able = tuple(line for line in lines if bar_to_reason(line) is None)
        if not able:
            left = [(line, bar) for line in lines if (bar := bar_to_reason(line)) is not None]
            self._on_kept(Decided("reasoned", left=_named(left), is_one=len(lines) == 1))
            return
        signs = Counter((line.difference_milli > 0) - (line.difference_milli < 0) for line in able)
        fits = Counter[str]()
        for sign, many in signs.items():
            fits.update(dict.fromkeys(fitting(self.reasons, sign), many))
        asked = ReasonAsked(able, tuple(reason for reason in self.reasons if fits[reason]), fits)
        self._bench.view.ask_reason(asked, partial(self._give_reason, lines))

    def _give_reason(self, lines: Sequence[ReviewLine], reason: str) -> None:
        self._bench.ask(partial(self._reasoned, lines, reason), self._on_kept)

    def _reasoned(self, lines: Sequence[ReviewLine], reason: str) -> Decided:
        """Runs on the store thread; it is said of what was in sight when it was asked."""
        left = [(line, bar) for line in lines if (bar := bar_to_reason(line, reason)) is not None]
        able = [line for line in lines if bar_to_reason(line, reason) is None]
        said = {line.goods.product_id: Decision(line.state is State.ACCEPTED, reason, of=_seen(line)) for line in able}
        return self._keep(able, said, Decided("reasoned" if reason else "unreasoned", reason=reason), left)

    def _keep(
        self,
        lines: Sequence[ReviewLine],
        said: dict[int, Decision],
        decided: Decided,
        left: Sequence[tuple[ReviewLine, Bar]],
    ) -> Decided:
        """Keep it, and read the review; what one line alone refuses is refused aloud."""
        parts, is_one = self._bench.parts, len(lines) + len(left) == 1
        own: frozenset[int] = frozenset()
        if lines and is_one:
            (line,) = lines
            one = said[line.goods.product_id]
            accept, reason = one.is_accepted, one.reason
            parts.stocktaking.decide(self.uid, line.goods.sku, accept=accept, reason=reason, user=parts.user, of=one.of)
        elif lines:
            own = parts.verbs().count_deciding.decide(self.uid, said, user=parts.user)
        if lines:
            self.renew()
        barred = [*left, *((line, Bar.OWN) for line in lines if line.goods.product_id in own)]
        return decided._replace(done=len(lines) - len(own), left=_named(barred), is_one=is_one)

    def _on_kept(self, answer: object) -> None:
        """Say how many were done, and which were not and why; one that was done is in sight."""
        decided = cast("Decided", answer)
        self._on_decided(None)
        if decided.done and not decided.is_one:
            self._bench.view.say(Said("warn" if decided.left else "ok", "decided", {"decided": decided}))
        elif decided.left:
            self._bench.complain("warn", "decided", decided=decided)

    def _want_again(self, uid: str, seen: dict[int, Seen], *, is_wanted: bool) -> None:
        parts = self._bench.parts
        parts.stocktaking.want_again(uid, seen, is_wanted=is_wanted, user=parts.user)
        self.renew()

    def _on_wanted(self, said: Said, done: object) -> None:
        self._on_decided(done)
        self._bench.view.say(said)

    def _as_they_are(self, chosen: Sequence[ReviewLine]) -> list[ReviewLine]:
        """Lines that were chosen when a key was pressed, as they stand by now."""
        wanted = {line.goods.product_id for line in chosen}
        return [line for line in self.lines if line.goods.product_id in wanted and line.state not in APART]


def _seen(line: ReviewLine) -> Seen | None:
    return None if line.found is None else seen_of(line.found, line.difference_milli, line.lots)


def _named(left: Iterable[tuple[ReviewLine, Bar]]) -> dict[Bar, tuple[str, ...]]:
    """Names of goods, by why something was not said of them."""
    names: dict[Bar, list[str]] = {}
    for line, bar in left:
        names.setdefault(bar, []).append(line.goods.name)
    return {bar: tuple(names[bar]) for bar in Bar if bar in names}
