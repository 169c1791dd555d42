"""The end of a stocktake: whether it can be posted, what somebody is asked before, and the posting."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from app.ui.screens.counting.reviewing import Reviewing
from app.ui.screens.counting.scanning import Bench
from app.ui.screens.counting.texts import CountingTexts

if TYPE_CHECKING:
    from app.ui.screens.counting.state import PostAsked


class Posting:
    """Posts what is reviewed.

    Args:
        bench: What it works with.
        reviewing: The review.
        texts: The words.
        done: Called with what `Reviewing.post` returns.
    """

    def __init__(
        self, bench: Bench, reviewing: Reviewing, texts: CountingTexts, done: Callable[[object], None]
    ) -> None:
        self._bench, self._reviewing, self._texts, self._done = bench, reviewing, texts, done

    def post(self, uid: str) -> None:
        """Post it; where it changes the book, somebody says so once the money is in sight."""
        self._bench.turns.do(partial(self._check, uid))

    def _check(self, uid: str) -> None:
        still = [one for one in self._reviewing.sheets if one.state == "open"]
        if still:
            self._bench.complain("warn", "still_counted", zones=self._texts.some_places(still))
        else:
            self._bench.run(self._reviewing.check, partial(self._on_checked, uid))

    def _on_checked(self, uid: str, answer: object) -> None:
        asked = cast("PostAsked", answer)
        if asked.differing or asked.opened:
            self._bench.view.ask_post(asked, partial(self._post, uid))
        else:
            self._post(uid)

    def _post(self, uid: str) -> None:
        self._bench.ask_long("post_far", partial(self._reviewing.post, uid), self._done)
