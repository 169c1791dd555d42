"""Pictures that people bring: read as pixels and nothing else, upright; what else a file holds is dropped."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

from app.domain.refusal import Refusal

if TYPE_CHECKING:
    from PIL import Image

MOST_FILE_BYTES = 20_000_000
_MOST_PIXELS = 40_000_000
_KINDS = ("PNG", "JPEG")


def read_picture(content: bytes, name: str, *, side: int) -> Image.Image:
    """The picture in a PNG or JPEG, whatever its name says: RGBA where it is see-through, else RGB.

    Args:
        content: Of the file.
        name: Of the file, for a refusal.
        side: Pixels of the longer side at the most.

    Raises:
        Refusal: `not_a_picture` for anything else or what is damaged, `picture_too_large`.
    """
    from PIL import Image, ImageOps  # noqa: PLC0415 -- loaded by whoever brings a picture

    if len(content) > MOST_FILE_BYTES:
        raise Refusal("picture_too_large", name=name)
    try:
        # The size stands in the head of the file: a bomb is refused before it is unpacked.
        with warnings.catch_warnings(), Image.open(io.BytesIO(content), formats=_KINDS) as opened:
            warnings.simplefilter("ignore")
            if opened.width * opened.height > _MOST_PIXELS:
                raise Refusal("picture_too_large", name=name)
            opened.draft("RGB", (side, side))  # a JPEG is unpacked smaller at once
            picture = ImageOps.exif_transpose(opened)
            is_clear = "A" in picture.getbands() or "transparency" in picture.info
            picture = picture.convert("RGBA" if is_clear else "RGB")
    except Image.DecompressionBombError:
        raise Refusal("picture_too_large", name=name) from None
    except (OSError, SyntaxError, ValueError):
        raise Refusal("not_a_picture", name=name) from None
    picture.thumbnail((side, side))
    return picture
