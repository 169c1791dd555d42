"""Sheets of labels in six scripts: no letter is missing, names are read back from the page, every symbol scans."""

from __future__ import annotations

import unicodedata
from collections import Counter

import pytest

from app.printing.labels.drawing import LabelData, Printer
from app.printing.labels.sheets import Label, Layout, Look, labels_pdf
from app.printing.labels.stock import find_stock
from app.printing.labels.symbols import SymbolKind
from app.printing.labels.template import Purpose
from app.printing.typesetting import typeset
from tests.printing.labels.scanned import CONTENTS, by_zbar, by_zxing, on_dots
from tests.printing.reading import pages_of

NAMES = {
    "latin": ("Crème fraîche 200 g", "Žluťoučký kůň, šunka", "Smørrebrød på rugbrød", "Łosoś wędzony 100 g"),
    "chinese": ("苹果汁 1 升", "东北大米 五常 5 公斤", "老干妈香辣酱 210 克", "茉莉花茶 100 克"),
    "arabic": ("عصير تفاح طبيعي", "خبز عربي كامل", "زيت زيتون بكر ممتاز", "لبن رائب"),
    "thai": ("น้ำแอปเปิล 1 ลิตร", "ข้าวหอมมะลิ 5 กก.", "ผัดไทยกึ่งสำเร็จรูป", "กุ้งแห้ง"),
    "hindi": ("सेब का रस 1 लीटर", "बासमती चावल 5 किलो", "श्रीखंड (केसर)", "क्षेत्रीय मिष्टान्न"),
    "cyrillic and greek": ("Яблочный сок 1 л", "Український борщ", "Χυμός μήλου 1 λίτρο", "Ἀθήναιος τυρός"),
}


def letters(text: str) -> Counter[str]:
    """How often each letter stands in a text, whatever the order in which a reader tells them."""
    return Counter(letter for letter in unicodedata.normalize("NFKC", text) if not letter.isspace())


@pytest.mark.parametrize("script", NAMES)
def test_a_sheet_of_24_in_a_script_is_read_back_whole(script: str) -> None:
    names = NAMES[script]
    labels = [
        Label(LabelData(names[number % 4], "€1.50", kind=SymbolKind.EAN13, content=CONTENTS[SymbolKind.EAN13](number)))
        for number in range(24)
    ]
    made = labels_pdf(labels, Layout(find_stock("Herma 4614")), Look(Purpose.PRODUCT, printer=Printer(300)))
    assert made.missing == ()
    page = pages_of(made.pdf)[0]
    found = letters(page)
    for letter, many in sum((letters(name) for name in names), Counter[str]()).items():
        assert found[letter] >= 6 * many, (script, letter)
    dots = on_dots(made.pdf, 300)
    assert len(by_zxing(dots)) == 24
    assert len(set(by_zbar(dots))) == 24


def test_arabic_is_joined_and_runs_from_right_to_left() -> None:
    line = typeset("تفاح", bold=False)
    glyphs = [code for run in line.runs for piece in run.pieces for code in piece.codes]
    alone = [
        code
        for letter in "تفاح"
        for run in typeset(letter, bold=False).runs
        for piece in run.pieces
        for code in piece.codes
    ]
    # The last letter stands first from the left, and no letter that is joined has the shape it has alone.
    assert len(glyphs) == len(alone) == 4
    assert glyphs != alone
    assert glyphs != alone[::-1]
