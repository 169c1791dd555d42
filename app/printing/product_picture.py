"""Pictures of products: checked, turned upright, scaled down, so that a book stays small and no file is trusted."""

from __future__ import annotations

import io
import warnings

from app.domain.picture import MAX_BYTES
from app.domain.refusal import Refusal

SIDE = 480  # pixels of the longer side: twice what the products screen shows, for sharp screens
MAX_FILE_BYTES = 32 << 20
_MAX_PIXELS = 64_000_000
_KINDS = ("JPEG", "PNG")
_QUALITIES = (85, 70, 50)


def fitted(data: bytes, name: str) -> bytes:
    """A picture as the book keeps it: PNG where it is see-through, else JPEG, without what a camera wrote beside it.

    Args:
        data: JPEG or PNG, whatever its name says.
        name: Of the file, for a refusal.

    Raises:
        Refusal: `no_product_picture` for anything else or what is damaged, `product_picture_large`.
    """
    if len(data) > MAX_FILE_BYTES:
        raise Refusal("product_picture_large", name=name)
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 -- seldom asked for

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # refused below, by a limit of our own
            picture = Image.open(io.BytesIO(data), formats=_KINDS)
        if picture.width * picture.height > _MAX_PIXELS:
            raise Refusal("product_picture_large", name=name)
        picture.draft("RGB", (SIDE, SIDE))
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((SIDE, SIDE))
        is_clear = "A" in upright.getbands() or "transparency" in upright.info
        plain = upright.convert("RGBA" if is_clear else "RGB")
    except Image.DecompressionBombError as error:
        raise Refusal("product_picture_large", name=name) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise Refusal("no_product_picture", name=name) from error
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
