"""Weighed goods at the shelf: what is counted of them stands there in large, all of it."""

from PySide6.QtWidgets import QWidget

from app.ui.theme import current_theme
from tests.ui.screens.counting.hands import Counting
from tests.ui.till import BANANAS


def inked(label: QWidget, height: int) -> int:
    """How many rows of pixels have ink."""
    label.setFixedSize(400, height)
    image, ink = label.grab().toImage(), current_theme().colour("text")
    return sum(any(image.pixelColor(x, y) == ink for x in range(400)) for y in range(height))


def test_the_tail_of_the_unit_is_not_cut(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Z1")
    counting.types("1.25*")
    counting.scan(BANANAS)
    assert counting.text("countLast").split() == ["1.25", "kg"]
    label = counting.opened.find("countLast")
    assert inked(label, label.sizeHint().height()) == inked(label, 3 * label.sizeHint().height())
