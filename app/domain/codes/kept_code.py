"""A code as the catalogue keeps it."""

from __future__ import annotations

from dataclasses import replace

from app.domain.codes.digits import is_gtin, without_zeros
from app.domain.product import MAX_CODE, Code
from app.domain.refusal import Refusal


def checked_code(code: Code) -> Code:
    """A code as the catalogue keeps it, so that whoever writes the number another way finds the same product.

    Raises:
        Refusal: `bad_code`, `quantity_below_zero`.
    """
    text = code.text
    if not 1 <= len(text) <= MAX_CODE or text != text.strip() or not text.isprintable():
        raise Refusal("bad_code", text=text[:40])
    if code.quantity_milli <= 0:
        raise Refusal("quantity_below_zero", sku=text[:40])
    return replace(code, text=without_zeros(text)) if is_gtin(text) else code
