"""The end of a stocktake: whether it can be posted, what somebody is asked before, and the posting."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from app.ui.screens.counting.reviewing import Reviewing
from app.ui.screens.counting.scanning import Bench

if TYPE_CHECKING:
    from app.ui.screens.counting.state import PostAsked


class Posting:
    """Posts what is reviewed.

    Args:
        bench: What it works with.
        reviewing: The review.
        done: Called with what `Reviewing.post` returns.
    """

    def __init__(self, bench: Bench, reviewing: Reviewing, done: Callable[[object], None]) -> None:
        self._bench, self._reviewing, self._done = bench, reviewing, done

    def post(self, uid: str) -> None:
        """Post it; where it changes the book, somebody says so once the money is in sight."""
        self._bench.ask(self._reviewing.check, partial(self._on_checked, uid))

    def _on_checked(self, uid: str, answer: object) -> None:
        asked = cast("PostAsked", answer)
        if asked.differing or asked.opened:
            self._bench.view.ask_post(asked, partial(self._post, uid))
        else:
            self._post(uid)

    def _post(self, uid: str) -> None:
        self._bench.ask_long("post_far", partial(self._reviewing.post, uid), self._done)
