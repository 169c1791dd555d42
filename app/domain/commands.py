"""Command codes: what a scanner says to the till instead of a hand. They stand on a printed sheet, and are no products.

Each begins with a prefix that no product has: neither digits nor one of GS1's forms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

PREFIX = "TBCMD-"
FEWEST, MOST = 2, 12
_AIM = re.compile(r"\][A-Za-z][0-9A-Za-z]")


class Verb(StrEnum):
    """What a command does."""

    QUANTITY = "Q"
    VOID = "VOID"
    UNDO = "UNDO"
    YES = "YES"
    PARK = "PARK"
    CASH = "CASH"
    CARD = "CARD"
    LABEL = "LABEL"
    COPY = "COPY"
    UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    Attributes:
        pieces: Of a quantity: how many of whatever is scanned next; else 0.
    """

    verb: Verb
    pieces: int = 0

    @property
    def code(self) -> str:
        """What its bars say."""
        return f"{PREFIX}{self.verb.value}{self.pieces or ''}"


COMMANDS: tuple[Command, ...] = (
    *(Command(Verb.QUANTITY, pieces) for pieces in range(FEWEST, MOST + 1)),
    *(Command(verb) for verb in Verb if verb not in {Verb.QUANTITY, Verb.UNKNOWN}),
)
"""Those of the sheet, in its order."""
_BY_CODE = {command.code: command for command in COMMANDS}


def read_command(text: str) -> Command | None:
    """The command that a scan is, with an AIM identifier in front or without; None for everything else.

    What has the prefix and is none of them is `Verb.UNKNOWN`: a sheet of a later program is no product either.
    """
    code = _AIM.sub("", text.strip(), count=1) if text.startswith("]") else text.strip()
    if not code.startswith(PREFIX):
        return None
    return _BY_CODE.get(code, Command(Verb.UNKNOWN))
