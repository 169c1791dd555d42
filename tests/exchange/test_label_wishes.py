"""The grammar of label templates: every key, what a wrong one is told, and what is written can be read."""

import json

import pytest

from app.domain.logo import Logo, LogoAsked
from app.domain.own_template import OwnField, OwnTemplate, OwnTemplateAsked, Side, Source
from app.exchange.label_wishes import logo_line, template_line
from tests.exchange.test_wishes import changed, read, refusal_of

FULL = {
    "type": "label_template", "name": "Shelf", "stock": "62x29", "width": "62", "height": "29.5",
    "fields": [
        {
            "field": "name", "left": "1.5", "top": "1.5", "width": "38", "height": "9", "size": "12.5", "bold": True,
            "align": "right",
        },
        {"field": "text", "left": "0", "top": "0", "width": "9", "height": "9", "text": "Offer"},
        {
            "field": "symbol", "left": "1.5", "top": "12", "width": "38", "height": "15.5", "symbol": "ean13",
            "module": "0.33",
        },
        {"field": "logo", "left": "40", "top": "0", "width": "20", "height": "9"},
    ],
}  # fmt: skip
FIELDS = (
    OwnField(Source.NAME, 15, 15, 380, 90, size=125, bold=True, align=Side.RIGHT),
    OwnField(Source.TEXT, 0, 0, 90, 90, text="Offer"),
    OwnField(Source.SYMBOL, 15, 120, 380, 155, symbol="ean13", module=330),
    OwnField(Source.LOGO, 400, 0, 200, 90),
)


def test_every_key_is_read_and_only_the_name_is_needed():
    assert read(FULL) == OwnTemplateAsked("Shelf", "62x29", 620, 295, FIELDS)
    assert read({"type": "label_template", "name": "Shelf"}) == OwnTemplateAsked("Shelf")
    assert refusal_of({"type": "label_template"}).code == "missing_key"


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (("width",), 62, "not_text"),
        (("width",), "6.25", "too_many_decimals"),
        (("fields",), {}, "not_list"),
        (("fields", 0, "field"), "colour", "unknown_word"),
        (("fields", 0, "field"), None, "missing_key"),
        (("fields", 0, "left"), None, "missing_key"),
        (("fields", 0, "size"), "large", "bad_number"),
        (("fields", 0, "align"), "top", "unknown_word"),
        (("fields", 0, "bold"), "yes", "not_flag"),
        (("fields", 0, "colour"), "red", "unknown_key"),
        (("fields", 2, "symbol"), "pdf417", "unknown_word"),
    ],
)
def test_what_is_wrong_is_refused(path, value, code):
    assert refusal_of(changed(FULL, path, value)).code == code


def test_what_is_written_is_read_again_without_loss():
    template = OwnTemplate("Regal “groß”", "Avery L7160", 635, 381, FIELDS)
    line = template_line(template)
    assert read(json.loads(line)) == OwnTemplateAsked(*(getattr(template, name) for name in OwnTemplateAsked._fields))


def test_a_logo_is_read_from_base64_and_written_again() -> None:
    line = logo_line(Logo(b"\x89PNG and more", 3, 2))
    assert read(json.loads(line)) == LogoAsked(b"\x89PNG and more")
    assert read({"type": "shop_logo", "picture": ""}) == LogoAsked(b"")
    # As `base64` breaks it into lines.
    assert read({"type": "shop_logo", "picture": "iVBO\nRw==\n"}) == LogoAsked(b"\x89PNG")


@pytest.mark.parametrize("picture", ["logo.png", "iVBO*w==", "iVBORw=", "\u00e9"])
def test_what_is_no_base64_is_refused(picture: str) -> None:
    assert refusal_of({"type": "shop_logo", "picture": picture}).code == "not_base64"
    assert refusal_of({"type": "shop_logo"}).code == "missing_key"
