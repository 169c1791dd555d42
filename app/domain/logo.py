"""The shop's logo: a picture that stands on labels. Only its pixels are kept, never the file they came in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from app.domain.refusal import Refusal

MOST_BYTES = 500_000
LARGEST = 1200  # pixels of the longer side: as sharp as 600 dpi on 5 cm
_PNG = b"\x89PNG\r\n\x1a\n"
_HEAD = 24  # bytes, to the end of the height


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture.

    Attributes:
        png: The picture as PNG, as the program wrote it.
        width, height: In pixels.
    """

    png: bytes
    width: int
    height: int


class LogoAsked(NamedTuple):
    """The picture that is to be the shop's logo, as the file has it; nothing in it: there is to be none."""

    picture: bytes


def check_logo(logo: Logo) -> Logo:
    """A logo that may be kept: a PNG that is as large as it says.

    Raises:
        Refusal: `not_a_picture`, `picture_too_large`.
    """
    head = logo.png[:_HEAD]
    size = int.from_bytes(head[16:20]), int.from_bytes(head[20:24])
    if not head.startswith(_PNG) or head[12:16] != b"IHDR" or size != (logo.width, logo.height) or 0 in size:
        raise Refusal("not_a_picture", name="logo")
    if len(logo.png) > MOST_BYTES or max(size) > LARGEST:
        raise Refusal("picture_too_large", name="logo")
    return logo
