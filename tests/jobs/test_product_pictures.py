"""Pictures from files: what comes into the book is small, upright, and nothing but a picture."""

import io

import pytest
from PIL import Image

from app.base.trouble import Trouble
from app.domain.picture import MAX_BYTES, check_picture
from app.domain.refusal import Refusal
from app.jobs.product_pictures import read_picture
from app.printing.product_picture import SIDE


def saved(tmp_path, picture, kind, **how):
    path = tmp_path / f"tea.{kind.lower()}"
    picture.save(path, kind, **how)
    return path


def opened(data):
    return Image.open(io.BytesIO(data))


def test_a_large_photo_is_scaled_down(tmp_path):
    data = read_picture(saved(tmp_path, Image.effect_noise((4000, 3000), 90).convert("RGB"), "JPEG"))
    assert (opened(data).size, opened(data).format) == ((SIDE, SIDE * 3 // 4), "JPEG")
    assert len(data) <= MAX_BYTES
    check_picture(data)


def test_a_small_one_stays_as_large_as_it_is(tmp_path):
    data = read_picture(saved(tmp_path, Image.new("RGB", (90, 40), "green"), "PNG"))
    assert opened(data).size == (90, 40)


def test_a_photo_that_was_taken_on_its_side_stands_upright_and_says_nothing_of_the_camera(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    exif[0x010F] = "Camera"
    data = read_picture(saved(tmp_path, Image.new("RGB", (80, 40), "red"), "JPEG", exif=exif))
    assert opened(data).size == (40, 80)
    assert not opened(data).getexif()


def test_what_is_see_through_stays_so(tmp_path):
    data = read_picture(saved(tmp_path, Image.new("RGBA", (50, 50), (255, 0, 0, 0)), "PNG"))
    assert (opened(data).format, opened(data).getpixel((9, 9))[3]) == ("PNG", 0)


def test_a_see_through_picture_that_would_be_too_many_bytes_is_put_on_white(tmp_path):
    noise = Image.effect_noise((SIDE, SIDE), 120)
    data = read_picture(saved(tmp_path, Image.merge("RGBA", [noise.rotate(90 * turn) for turn in range(4)]), "PNG"))
    assert opened(data).format == "JPEG"
    assert len(data) <= MAX_BYTES


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\xff\xd8\xff\xe0 cut off", b"\x89PNG\r\n\x1a\n no chunks"])
def test_what_is_no_picture_is_refused_by_its_name(tmp_path, content):
    path = tmp_path / "tea.jpg"
    path.write_bytes(content)
    with pytest.raises(Refusal) as refused:
        read_picture(path)
    assert (refused.value.code, refused.value.facts["name"]) == ("not_a_picture", "tea.jpg")


def test_a_picture_of_too_many_pixels_is_refused_before_it_fills_the_memory(tmp_path):
    path = saved(tmp_path, Image.new("1", (20_000, 20_000)), "PNG")
    assert path.stat().st_size < 200_000
    with pytest.raises(Refusal) as refused:
        read_picture(path)
    assert refused.value.code == "picture_too_large"


def test_a_file_that_is_gone_is_told(tmp_path):
    with pytest.raises(Trouble, match="unreadable_file"):
        read_picture(tmp_path / "gone.png")
