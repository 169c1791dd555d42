"""Label templates and the logo as JSON objects, read into wishes and written again; `tillbook help post` says how."""

from __future__ import annotations

import base64
import binascii
import json

from app.domain.figures import Currency, read_decimal, write_decimal
from app.domain.logo import Logo, LogoAsked
from app.domain.own_template import STANDARD_SIZE, SYMBOLS, OwnField, OwnTemplate, OwnTemplateAsked, Side, Source
from app.domain.refusal import Refusal
from app.exchange.json_lines import Fields
from app.exchange.wish_keys import optional, word

_TENTHS, _THOUSANDTHS = 1, 3  # decimals


def label_template(fields: Fields, _money: Currency) -> OwnTemplateAsked:
    """A template of the shop's own."""
    parts = [_field(part) for part in fields.parts("fields", "field")] if fields.has("fields") else None
    return OwnTemplateAsked(
        fields.text("name"),
        optional(fields, "stock"),
        _figure(fields, "width") if fields.has("width") else None,
        _figure(fields, "height") if fields.has("height") else None,
        None if parts is None else tuple(parts),
    )


def shop_logo(fields: Fields, _money: Currency) -> LogoAsked:
    """The shop's logo, as base64 of a PNG or JPEG; an empty text for none."""
    try:
        return LogoAsked(base64.b64decode("".join(fields.text("picture").split()), validate=True))
    except (binascii.Error, ValueError):
        raise Refusal("not_base64", key="picture") from None


def logo_line(logo: Logo) -> str:
    """The shop's logo as the line that another shop posts."""
    return json.dumps({"type": "shop_logo", "picture": base64.b64encode(logo.png).decode()})


def template_line(template: OwnTemplate) -> str:
    """A template as the line that another shop posts."""
    said = {
        "type": "label_template",
        "name": template.name,
        "stock": template.stock,
        "width": _written(template.width),
        "height": _written(template.height),
        "fields": [_said(one) for one in template.fields],
    }
    return json.dumps(said, ensure_ascii=False)


def _field(part: Fields) -> OwnField:
    source = word(part, "field", tuple(Source))
    if source is None:
        raise Refusal("missing_key", key=part.name("field"))
    left, top, width, height = (_figure(part, key) for key in ("left", "top", "width", "height"))
    align = word(part, "align", tuple(Side))
    field = OwnField(
        Source(source),
        left,
        top,
        width,
        height,
        size=_figure(part, "size") if part.has("size") else STANDARD_SIZE,
        bold=part.flag("bold") if part.has("bold") else False,
        align=Side(align) if align else Side.LEFT,
        text=part.text("text", ""),
        symbol=word(part, "symbol", SYMBOLS) or "",
        module=_figure(part, "module", _THOUSANDTHS) if part.has("module") else 0,
    )
    part.done()
    return field


def _figure(part: Fields, key: str, digits: int = _TENTHS) -> int:
    return read_decimal(part.text(key), digits, what=part.name(key))


def _written(figure: int, digits: int = _TENTHS) -> str:
    return write_decimal(figure, digits, keep=0)


def _said(field: OwnField) -> dict[str, object]:
    said: dict[str, object] = {
        "field": field.source.value,
        "left": _written(field.left),
        "top": _written(field.top),
        "width": _written(field.width),
        "height": _written(field.height),
    }
    if field.source is Source.SYMBOL:
        said |= {"symbol": field.symbol} if field.symbol else {}
        return said | ({"module": _written(field.module, _THOUSANDTHS)} if field.module else {})
    if field.source is not Source.LOGO:
        said |= {"size": _written(field.size), "bold": field.bold}
    said["align"] = field.align.value
    return said | ({"text": field.text} if field.text else {})
