"""A picture that somebody brings becomes pixels of the program's own, or a refusal; never a file that is kept."""

import io
import struct
import zlib

import pytest
from PIL import Image

from app.domain.logo import LARGEST, MOST_BYTES, check_logo
from app.printing.picture import picture_dots, read_logo
from tests.books import refused


def picture(width=30, height=20, mode="RGB", kind="PNG", colour="black", **more):
    """A picture file, all of one colour."""
    buffer = io.BytesIO()
    Image.new(mode, (width, height), colour).save(buffer, kind, **more)
    return buffer.getvalue()


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1"])
def test_a_png_of_any_kind_becomes_a_logo(mode):
    logo = check_logo(read_logo(picture(mode=mode, colour=0), "logo.png"))
    assert (logo.width, logo.height) == (30, 20)
    assert Image.open(io.BytesIO(logo.png)).size == (30, 20)


def test_a_jpeg_stands_as_its_camera_was_held():
    exif = Image.Exif()
    exif[0x0112] = 6
    logo = read_logo(picture(kind="JPEG", exif=exif), "logo.jpg")
    assert (logo.width, logo.height) == (20, 30)


def test_what_else_the_file_says_is_not_kept():
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Comment", "where the shop's keys are")
    assert b"keys" not in read_logo(picture(pnginfo=info) + b"<script>", "logo.png").png
    assert b"script" not in read_logo(picture() + b"<script>", "logo.png").png


def test_a_large_picture_becomes_as_large_as_paper_shows():
    logo = read_logo(picture(3000, 1000), "logo.png")
    assert (logo.width, logo.height) == (LARGEST, 400)


def test_a_picture_full_of_noise_is_made_smaller_until_it_can_be_kept():
    buffer = io.BytesIO()
    Image.effect_noise((1200, 1200), 90).convert("RGB").save(buffer, "PNG")
    logo = read_logo(buffer.getvalue(), "noise.png")
    assert len(logo.png) <= MOST_BYTES
    check_logo(logo)


@pytest.mark.parametrize(
    "content", [b"", b"<svg/>", b"GIF89a", picture(kind="BMP"), picture()[:45], b"\x89PNG\r\n\x1a\n"]
)
def test_anything_that_is_no_picture_is_refused(content):
    assert refused(read_logo, content, "logo.png").code == "not_a_picture"


def test_a_bomb_is_refused_before_it_is_unpacked():
    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0))
    bomb = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    assert refused(read_logo, bomb, "bomb.png").code in {"picture_too_large", "not_a_picture"}
    assert refused(read_logo, bytes(20_000_001), "long.png").code == "picture_too_large"


def test_dots_are_black_where_the_picture_is_and_white_where_nothing_is():
    logo = read_logo(picture(20, 20, "RGBA", colour=(0, 0, 0, 0)), "logo.png")
    assert picture_dots(logo, 8, 4) == ("00000000",) * 4
    assert picture_dots(read_logo(picture(20, 20), "logo.png"), 8, 4) == ("11111111",) * 4
