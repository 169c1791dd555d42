"""A logo out of a file: a picture, or a sentence."""

from app.jobs.logo_files import logo_of
from tests.books import refused
from tests.printing.test_picture import picture


def test_a_picture_is_read_and_what_is_none_is_refused(tmp_path):
    path = tmp_path / "logo.png"
    path.write_bytes(picture())
    assert logo_of(path).width == 30
    path.write_bytes(b"x" * 20_000_001)
    assert refused(logo_of, path).code == "picture_too_large"
    assert refused(logo_of, tmp_path).code == "unreadable_file"
