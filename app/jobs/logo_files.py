"""The shop's logo out of a chosen file, or as the headless door brings it: by the same rules."""

from __future__ import annotations

from pathlib import Path

from app.domain.changes import Updated
from app.domain.logo import Logo, LogoAsked
from app.domain.refusal import Refusal
from app.printing.picture import read_logo
from app.printing.picture_file import MOST_FILE_BYTES
from app.services.arranging import Arranging


def logo_of(path: Path) -> Logo:
    """The picture in a file. Takes a while for a large one: never call it on the window's thread.

    Raises:
        Refusal: `unreadable_file`, `not_a_picture`, `picture_too_large`.
    """
    try:
        with path.open("rb") as stream:
            # One byte more than there may be shows that there are more.
            content = stream.read(MOST_FILE_BYTES + 1)
    except OSError as error:
        raise Refusal("unreadable_file", path=str(path), reason=error.strerror or str(error)) from error
    return read_logo(content, path.name)


def take_logo(asked: LogoAsked, arranging: Arranging) -> Updated:
    """Let the shop have the logo that was sent, or none.

    Raises:
        Refusal: `not_a_picture`, `picture_too_large`, `not_allowed`.
    """
    logo = read_logo(asked.picture, "logo") if asked.picture else None
    return Updated("logo", changes=arranging.set_logo(logo))
