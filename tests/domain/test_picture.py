"""What a picture in the book has to be."""

import pytest

from app.domain.picture import MAX_BYTES, check_picture
from app.domain.refusal import Refusal

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"


def test_small_pictures_pass():
    check_picture(PNG + b"...")
    check_picture(JPEG.ljust(MAX_BYTES, b"."))


@pytest.mark.parametrize(
    ("data", "code"), [(b"GIF89a", "not_a_picture"), (JPEG.ljust(MAX_BYTES + 1, b"."), "picture_too_large")]
)
def test_others_do_not(data, code):
    with pytest.raises(Refusal) as refused:
        check_picture(data)
    assert refused.value.code == code
