"""A logo is a PNG as large as it says, and nothing else."""

import pytest

from app.domain.logo import LARGEST, MOST_BYTES, Logo, check_logo
from tests.books import refused


def head(width, height):
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + width.to_bytes(4) + height.to_bytes(4)


def test_a_png_of_its_size_is_one():
    logo = Logo(head(30, 20), 30, 20)
    assert check_logo(logo) is logo


@pytest.mark.parametrize(
    ("logo", "code"),
    [
        (Logo(b"GIF89a", 30, 20), "not_a_picture"),
        (Logo(head(30, 20)[:18], 30, 20), "not_a_picture"),
        (Logo(head(30, 20), 20, 30), "not_a_picture"),
        (Logo(head(0, 0), 0, 0), "not_a_picture"),
        (Logo(head(LARGEST + 1, 20), LARGEST + 1, 20), "picture_too_large"),
        (Logo(head(30, 20) + bytes(MOST_BYTES), 30, 20), "picture_too_large"),
    ],
)
def test_anything_else_is_refused(logo, code):
    assert refused(check_logo, logo).code == code
