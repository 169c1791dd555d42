"""What is said of lines of the review, of one or of many at once: they are right, they are counted again, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from app.domain.count_bar import Bar, bar_to_accept, bar_to_reason
from app.domain.count_reasons import fitting
from app.domain.count_review import Decision, ReviewLine, State, seen_of
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
        seen = {line.goods.product_id: one for line in chosen if (one := _seen(line)) is not None}
        if seen:
            is_wanted = not all(line.is_wanted for line in chosen if line.found is not None)
            job = partial(self._want_again, self.uid, seen, is_wanted=is_wanted)
            said = Said("ok", "wanted" if is_wanted else "not_wanted", {"count": len(seen)})
            self._bench.ask(job, partial(self._on_wanted, said))

    def _accept(self, chosen: Sequence[ReviewLine]) -> None:
        lines = self._as_they_are(chosen)
        left = [(line, bar) for line in lines if (bar := bar_to_accept(line)) is not None]
        able = [line for line in lines if bar_to_accept(line) is None]
        accept = not all(line.state is State.ACCEPTED for line in able)
        said = {line.goods.product_id: Decision(accept, line.reason, of=_seen(line)) for line in able}
        self._decide(able, said, Decided("accepted" if accept else "withdrawn"), left)

    def _ask_reason(self, chosen: Sequence[ReviewLine]) -> None:
        lines = self._as_they_are(chosen)
        able = tuple(line for line in lines if bar_to_reason(line) is None)
        left = [(line, bar) for line in lines if (bar := bar_to_reason(line)) is not None]
        if not able:
            self._tell(Decided("reasoned", left=_named(left)), is_one=len(lines) == 1)
            return
        differences = {(line.difference_milli > 0) - (line.difference_milli < 0) for line in able}
        known = self.reasons
        fit = frozenset(reason for sign in differences for reason in fitting(known, sign))
        asked = ReasonAsked(able, tuple(reason for reason in known if reason in fit))
        self._bench.view.ask_reason(asked, partial(self._give_reason, able, left))

    def _give_reason(self, lines: Sequence[ReviewLine], left: Sequence[tuple[ReviewLine, Bar]], reason: str) -> None:
        self._bench.turns.do(partial(self._keep_reason, lines, left, reason))

    def _keep_reason(self, lines: Sequence[ReviewLine], left: Sequence[tuple[ReviewLine, Bar]], reason: str) -> None:
        unfit = [(line, bar) for line in lines if (bar := bar_to_reason(line, reason)) is not None]
        able = [line for line in lines if bar_to_reason(line, reason) is None]
        said = {line.goods.product_id: Decision(line.state is State.ACCEPTED, reason, of=_seen(line)) for line in able}
        self._decide(able, said, Decided("reasoned" if reason else "unreasoned", reason=reason), [*left, *unfit])

    def _decide(
        self,
        lines: Sequence[ReviewLine],
        said: dict[int, Decision],
        decided: Decided,
        left: Sequence[tuple[ReviewLine, Bar]],
    ) -> None:
        is_one = len(lines) + len(left) == 1
        if not lines:
            if left:
                self._tell(decided._replace(left=_named(left)), is_one=is_one)
            return
        uid = self.uid
        if is_one:
            (line,) = lines
            one = said[line.goods.product_id]
            self._bench.run(partial(self._keep, uid, line.goods.sku, one), self._on_decided)
        else:
            self._bench.run(partial(self._keep_all, uid, said), partial(self._on_kept, lines, decided, left))

    def _keep(self, uid: str, sku: str, one: Decision) -> None:
        parts = self._bench.parts
        parts.stocktaking.decide(uid, sku, accept=one.is_accepted, reason=one.reason, user=parts.user, of=one.of)
        self.renew()

    def _keep_all(self, uid: str, said: dict[int, Decision]) -> frozenset[int]:
        parts = self._bench.parts
        own = parts.verbs().count_deciding.decide(uid, said, user=parts.user)
        self.renew()
        return own

    def _on_kept(
        self,
        lines: Sequence[ReviewLine],
        decided: Decided,
        left: Sequence[tuple[ReviewLine, Bar]],
        answer: object,
    ) -> None:
        own = cast("frozenset[int]", answer)
        barred = [*left, *((line, Bar.OWN) for line in lines if line.goods.product_id in own)]
        self._on_decided(None)
        self._tell(decided._replace(done=len(lines) - len(own), left=_named(barred)), is_one=False)

    def _tell(self, decided: Decided, *, is_one: bool) -> None:
        """Say how many were done, and which were not and why."""
        said = decided._replace(is_one=is_one)
        if decided.done:
            self._bench.view.say(Said("warn" if decided.left else "ok", "decided", {"decided": said}))
        else:
            self._bench.complain("warn", "decided", decided=said)

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
        return [line for line in self.lines if line.goods.product_id in wanted]


def _seen(line: ReviewLine) -> Seen | None:
    return None if line.found is None else seen_of(line.found, line.difference_milli, line.lots)


def _named(left: Iterable[tuple[ReviewLine, Bar]]) -> dict[Bar, tuple[str, ...]]:
    """Names of goods, by why something was not said of them."""
    names: dict[Bar, list[str]] = {}
    for line, bar in left:
        names.setdefault(bar, []).append(line.goods.name)
    return {bar: tuple(names[bar]) for bar in Bar if bar in names}
