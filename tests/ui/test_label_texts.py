"""What screens say of labels, with figures as the shop writes them."""

from __future__ import annotations

from dataclasses import replace

from app.domain.refusal import Refusal
from app.ui.screens.labels.texts import LabelsTexts
from tests.ui.windows import OpenWindow


def test_lengths_are_written_with_the_shops_own_decimal_sign(opened: OpenWindow) -> None:
    texts = LabelsTexts(replace(opened.till.parts.shop, language="de"))
    refusal = Refusal("symbol_too_wide", symbol="EAN-13", needed="31.4", room="25.0", module="0.264", dpi=300)
    words = "".join(sign for sign in texts.sentence(refusal) if sign not in "\u2066\u2068\u2069")
    assert "0,264 mm" in words
    assert words.startswith("The EAN-13 needs 31,4 mm with the white beside it, and there are 25,0 mm: its")
