"""Pictures of products: checked, turned upright, scaled down, so that a book stays small and no file is trusted."""

from __future__ import annotations

import io

from app.domain.picture import MAX_BYTES
from app.printing.picture_file import read_picture

SIDE = 480  # pixels of the longer side: twice what the products screen shows, for sharp screens
_QUALITIES = (85, 70, 50)


def fitted(data: bytes, name: str) -> bytes:
    """A picture as the book keeps it: PNG where it is see-through, else JPEG, without what a camera wrote beside it.

    Args:
        data: JPEG or PNG, whatever its name says.
        name: Of the file, for a refusal.

    Raises:
        Refusal: as `read_picture`.
    """
    from PIL import Image  # noqa: PLC0415 -- seldom asked for

    plain = read_picture(data, name, side=SIDE)
    is_clear = plain.mode == "RGBA"
    if is_clear:
        written = _written(plain, "PNG", optimize=True)
        if len(written) <= MAX_BYTES:
            return written
        white = Image.new("RGB", plain.size, "white")
        white.paste(plain, mask=plain.getchannel("A"))
        plain = white
    return next(
        one
        for quality in _QUALITIES
        if len(one := _written(plain, "JPEG", quality=quality, optimize=True)) <= MAX_BYTES
    )


def _written(picture: object, kind: str, **how: object) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, kind, **how)  # type: ignore[attr-defined]  # Pillow is loaded where it is needed
    return stream.getvalue()
