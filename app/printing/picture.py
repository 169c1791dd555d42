"""The shop's logo: read from a file, and as the dots of a label printer."""

from __future__ import annotations

import io

from app.domain.logo import LARGEST, MOST_BYTES, Logo
from app.printing.picture_file import read_picture

_COLOURS = 256
_SMALLER = 0.75


def read_logo(content: bytes, name: str) -> Logo:
    """The picture in a file, as large as the paper can show at the most.

    Args:
        content: Of the file.
        name: Of the file, for a refusal.

    Raises:
        Refusal: `not_a_picture` for anything but a whole PNG or JPEG, `picture_too_large`.
    """
    picture = read_picture(content, name, side=LARGEST)
    side = LARGEST
    while True:
        picture.thumbnail((side, side))
        for drawn in (picture, picture.quantize(_COLOURS)):
            buffer = io.BytesIO()
            drawn.save(buffer, "PNG", optimize=True)
            if len(buffer.getvalue()) <= MOST_BYTES:
                return Logo(buffer.getvalue(), *picture.size)
        side = int(side * _SMALLER)


def picture_dots(logo: Logo, width: int, height: int) -> tuple[str, ...]:
    """A logo in dots that are black ("1") or not, row by row; greys become patterns."""
    from PIL import Image  # noqa: PLC0415 -- few labels have a logo

    with Image.open(io.BytesIO(logo.png), formats=("PNG",)) as opened:
        picture = opened.convert("RGBA")
    paper = Image.new("RGBA", picture.size, "white")
    paper.alpha_composite(picture)
    grey = paper.convert("L").resize((max(1, width), max(1, height)))
    shades = grey.convert("1").convert("L").tobytes()
    row = grey.width
    dark = shades.translate(_AS_DOTS).decode("ascii")
    return tuple(dark[start : start + row] for start in range(0, len(dark), row))


_AS_DOTS = bytes(ord("1") if shade < 128 else ord("0") for shade in range(256))
