"""What a picture in the book has to be."""

from __future__ import annotations

from app.domain.refusal import Refusal

MAX_BYTES = 262_144
_BEGINNINGS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def check_picture(data: bytes) -> None:
    """Refuse what is no small PNG or JPEG.

    Raises:
        Refusal: `not_a_picture`, `picture_too_large`.
    """
    if not data.startswith(_BEGINNINGS):
        raise Refusal("not_a_picture", name="picture")
    if len(data) > MAX_BYTES:
        raise Refusal("picture_too_large", name="picture")
