"""What the counting screen says of what was decided in the review: how many lines, and which were left, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

from app.domain.count_bar import Bar
from app.domain.shop import StockSystem
from app.ui.screens.counting.figures import CountingFigures
from app.ui.shop_texts import Told
from app.ui.widgets.labels import isolate, isolate_name

if TYPE_CHECKING:
    from app.domain.count_review import ReviewLine
    from app.ui.screens.counting.state import Decided


class DecidingWords(CountingFigures):
    """Writes it."""

    def sentence(self, said: Told) -> str:
        """The sentence for something said."""
        return (
            self._decided(cast("Decided", said.facts["decided"])) if said.code == "decided" else super().sentence(said)
        )

    @property
    def is_usage(self) -> bool:
        """Whether the shop lives by counts alone: what is gone was used then."""
        return self._shop.stock is StockSystem.PERIODIC

    def value(self, value_minor: int) -> str:
        """What a difference is worth: a gain above zero; in a shop that lives by counts what was used."""
        return self.money(-value_minor if self.is_usage else value_minor)

    def reason(self, reason: str) -> str:
        """A reason in words; the shop's own ones are their own words."""
        return {
            "damaged": self.tr("damaged"),
            "expired": self.tr("expired"),
            "stolen": self.tr("stolen"),
            "own_use": self.tr("own use"),
            "found": self.tr("found"),
            "other": self.tr("other"),
        }.get(reason, reason)

    def differ_by(self, lines: Sequence[ReviewLine]) -> str:
        """Which goods differ, by how much, and what that is worth."""
        if len(lines) == 1:
            (line,) = lines
            return self.tr("{name}: {quantity}, {value}").format(
                name=isolate_name(line.goods.name),
                quantity=isolate(self.signed(line.difference_milli, line.goods.unit)),
                value=isolate(self.signed_value(line.value_minor)),
            )
        return self.tr("{count} products differ: {names}; {value} together").format(
            count=self.number(len(lines)),
            names=self.some_of([line.goods.name for line in lines]),
            value=isolate(self.signed_value(sum(line.value_minor for line in lines))),
        )

    def signed_value(self, value_minor: int) -> str:
        """What a difference is worth, a gain with its sign."""
        sign = "+" if value_minor > 0 and not self.is_usage else ""
        return f"{sign}{self.value(value_minor)}"

    def _decided(self, decided: Decided) -> str:
        done = {
            "accepted": self.tr("Accepted: {count}."),
            "withdrawn": self.tr("Not accepted any more: {count}."),
            "reasoned": self.tr("Reason “{reason}” given to {count}."),
            "unreasoned": self.tr("Reason taken off: {count}."),
        }[decided.what]
        facts = {"count": self.number(decided.done), "reason": isolate_name(self.reason(decided.reason))}
        parts = [done.format(**facts)] if decided.done or not decided.left else []
        is_reason = decided.what in {"reasoned", "unreasoned"}
        if not parts and not decided.is_one:
            parts.append(self.tr("No reason was given.") if is_reason else self.tr("Nothing was accepted."))
        words = self._about_reasons() if is_reason else self._about_accepting()
        for bar, names in decided.left.items():
            of_one, of_several = words[bar]
            left = of_one if len(names) == 1 else of_several
            count, several = self.number(len(names)), self.some_of(names)
            parts.append(left.format(name=isolate_name(names[0]), names=several, count=count, reason=facts["reason"]))
        return " ".join(parts)

    def _about_accepting(self) -> Mapping[Bar, tuple[str, str]]:
        """Why goods are not accepted: of one product, of several."""
        return {
            Bar.MOVED: (
                self.tr("{name} moved between its scans and cannot be accepted like that. F4: count it again."),
                self.tr(
                    "{count} moved between their scans and cannot be accepted like that ({names}). F4: count them "
                    "again."
                ),
            ),
            Bar.UNCLEAR: (
                self.tr("It is not clear what was found of {name}: nothing to accept. F4: count it again."),
                self.tr(
                    "It is not clear what was found of {count} ({names}): nothing to accept. F4: count them again."
                ),
            ),
            Bar.UNNAMED: (
                self.tr("{name} has serial numbers and cannot be accepted without them. F4: scan its numbers."),
                self.tr("{count} have serial numbers and cannot be accepted without them ({names}). F4: scan them."),
            ),
            Bar.OWN: (
                self.tr("You have counted {name} yourself: somebody else accepts it."),
                self.tr("You have counted {count} yourself, and somebody else accepts these ({names})."),
            ),
            Bar.RIGHT: (
                self.tr("{name} is as the book has it: nothing to accept."),
                self.tr("As the book has them, with nothing to accept: {count}."),
            ),
            Bar.USUAL: (
                self.tr("{name} needs no accepting."),
                self.tr("Opening stock or used, which needs no accepting: {count}."),
            ),
            **self._about_uncounted(),
        }

    def _about_reasons(self) -> Mapping[Bar, tuple[str, str]]:
        """Why goods got no reason: of one product, of several."""
        return {
            Bar.OWN: (
                self.tr("You have counted {name} yourself: what is accepted of it is left to somebody else."),
                self.tr("You have counted {count} yourself: what is accepted of these is left to somebody else."),
            ),
            Bar.UNFIT: (
                self.tr("It does not fit the difference of {name}."),
                self.tr("It does not fit the differences of {count} ({names})."),
            ),
            Bar.RIGHT: (
                self.tr("{name} is as the book has it, and needs no reason."),
                self.tr("As the book has them, and without a reason: {count}."),
            ),
            **self._about_uncounted(),
        }

    def _about_uncounted(self) -> Mapping[Bar, tuple[str, str]]:
        return {
            Bar.UNCOUNTED: (
                self.tr("Nobody has counted {name}; F8 says what becomes of it."),
                self.tr("Counted by nobody: {count}; F8 says what becomes of them."),
            ),
        }
