"""What a person does takes effect in the order in which it was done, also where an answer takes a while.

A scan waits for its look-up and a payment for the book. Whatever comes after waits for its turn: F9 pressed right
behind the third scan sells three things, and a scan made while the sale is being written opens the next one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable


class Turn:
    """A place in the order. It acts when everything before it is over."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns
        self.act: Callable[[], None] | None = None
        self.started = False
        self.held = False

    def ready(self, act: Callable[[], None]) -> None:
        """What is to be done is known now; it is done at once if everything before is over."""
        self.act = act
        self._turns.advance()

    def over(self) -> None:
        """An act that was held is over; the next may act."""
        self.held = False
        self._turns.advance()


class Turns:
    """The order of what was done."""

    def __init__(self) -> None:
        self._queue: deque[Turn] = deque()
        self._advancing = False

    def __len__(self) -> int:
        return len(self._queue)

    def join(self) -> Turn:
        """Take the next place, for an act that is not ready yet."""
        turn = Turn(self)
        self._queue.append(turn)
        return turn

    def do(self, act: Callable[[], None]) -> None:
        """Take the next place with an act that is ready."""
        self.join().ready(act)

    def hold(self) -> Turn:
        """Called by an act: it is not over when it returns, but when `over` of its turn is called."""
        turn = self._queue[0]
        turn.held = True
        return turn

    def advance(self) -> None:
        """Let every turn act that is ready and first. An act may take more turns; they come after it."""
        if self._advancing:
            return
        self._advancing = True
        try:
            while self._first_can_go():
                self._act(self._queue[0])
        finally:
            self._advancing = False
            if self._first_can_go():
                # Only after a bug in an act: it is on its way to the crash handler, and the till goes on.
                self.advance()

    def _first_can_go(self) -> bool:
        if not self._queue:
            return False
        first = self._queue[0]
        return not first.held and (first.started or first.act is not None)

    def _act(self, turn: Turn) -> None:
        try:
            if not turn.started and turn.act is not None:
                turn.started = True
                turn.act()
        except Exception:
            turn.held = False
            raise
        finally:
            if not turn.held:
                self._queue.popleft()
