"""The labels screen by real keys: what waits is printed, a template is designed, saved, found again, printed with."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLabel, QLineEdit, QTableView, QWidget

from app.devices.scanner import RawScan
from app.domain.own_template import OwnTemplate, Source
from app.domain.product import Code, Unit
from app.domain.rights import Role
from app.domain.staff import PersonAsked
from app.ui.screens.labels.screen import LabelsScreen
from app.ui.sound import Tone
from app.ui.widgets.messages import InlineBar, Toast
from app.ui.widgets.tables import DETAIL_ROLE
from tests.printing.labels.scanned import by_zxing, on_dots
from tests.printing.reading import text_of
from tests.ui.till import BEER, SPARE, TEA
from tests.ui.windows import CTRL, SHIFT, Key, OpenWindow

# What stands around figures and names, and the sign between two lengths.
ISOLATES = {**dict.fromkeys(range(0x2066, 0x206A)), 0xD7: "x"}


class Labels:
    """The labels screen, and the hands in front of it."""

    def __init__(self, opened: OpenWindow) -> None:
        self.opened = opened
        self.press, self.types = opened.press, opened.types
        opened.goes_to("labels")
        screen = opened.window._screens["labels"]
        assert isinstance(screen, LabelsScreen)
        self.screen = screen
        self.tones: list[Tone] = []
        screen.tone.connect(self.tones.append)

    def find(self, name: str) -> QWidget:
        dialog = self.opened.dialog()
        found = dialog.findChild(QWidget, name) if dialog is not None else None
        return found or self.opened.find(name)

    def text(self, name: str) -> str:
        control = self.find(name)
        if isinstance(control, QComboBox):
            return control.currentText().translate(ISOLATES)
        assert isinstance(control, QLabel | QLineEdit | InlineBar | QDoubleSpinBox)
        words = control.sentence() if isinstance(control, InlineBar) else control.text()
        return words.translate(ISOLATES)

    def rows(self, name: str) -> list[list[str]]:
        table = self.find(name)
        assert isinstance(table, QTableView)
        model = table.model()
        rows = []
        for row in range(model.rowCount()):
            cells = [model.index(row, column, QModelIndex()) for column in range(model.columnCount())]
            rows.append([", ".join(filter(None, (cell.data(), cell.data(DETAIL_ROLE)))) for cell in cells])
        return [[words.translate(ISOLATES) for words in row] for row in rows]

    def findings(self) -> list[str]:
        labels = self.find("labelFindings").findChildren(QLabel)
        return [one.text().translate(ISOLATES) for one in labels if one.objectName().startswith("labelFindingWords")]

    def toast(self) -> str:
        toast = self.screen.findChild(Toast, "labelToast")
        return "" if toast is None or toast.isHidden() else toast.accessibleName().translate(ISOLATES)

    def scan(self, code: str) -> None:
        self.opened.window.on_scanned(RawScan(code, started_ms=0, ended_ms=20, keys=9, longest_gap_ms=2, ended=True))
        self.opened.rest()

    def begins(self, name: str, stock: str = "62x40", start: int = 0) -> None:
        """Begin a template by keys."""
        self.press(Key.Key_N, modifiers=CTRL)
        self.types(name)
        self.press(Key.Key_Tab)
        self.press(Key.Key_A, modifiers=CTRL)
        self.types(stock)
        self.press(Key.Key_Tab)
        if start:
            self.find("label_begin_start").setFocus()
            self.press(*[Key.Key_Down] * start)
        self.find("label_name").setFocus()
        self.press(Key.Key_Return)

    def template(self) -> OwnTemplate:
        """What is on the drawing board."""
        drawing = self.screen.board.drawing
        assert drawing is not None
        return drawing.template

    def kept(self) -> tuple[OwnTemplate, ...]:
        """What the book has."""
        return self.opened.till.parts.label_papers.designs.all()


@pytest.fixture
def labels(opened: OpenWindow) -> Labels:
    opened.till.shop.product("tea", "2.99", name="Green tea", codes=[TEA])
    return Labels(opened)


def test_what_waits_is_listed_with_both_prices_and_printed_by_one_key(labels: Labels) -> None:
    assert labels.text("labelSource") == "changed prices: 1"
    assert labels.rows("labelWaiting") == [["Green tea, tea", "2.49", "2.99"]]
    labels.press(Key.Key_F11)
    assert labels.text("labelMessage") == "No labels were made yet."
    labels.press(Key.Key_F12)
    assert "(1 of them); F11 opens them" in labels.text("labelMessage")
    assert labels.text("labelSource") == "changed prices: 0"
    assert labels.text("labelTold").startswith("Every shelf shows the right price")
    (path,) = (labels.opened.till.shop.book.path.parent / "labels").glob("*.pdf")
    assert by_zxing(on_dots(path.read_bytes(), 300)) == [TEA]
    labels.press(Key.Key_F12)
    assert labels.text("labelMessage") == "There is nothing to print a label for."
    assert labels.tones == [Tone.REFUSED]


def test_what_a_printer_is_off_is_made_up_for_and_its_dots_are_drawn_for(labels: Labels) -> None:
    settings = labels.opened.till.parts.settings
    folder = labels.opened.till.shop.book.path.parent / "labels"
    left = []
    for number, nudge in enumerate((0, 20), 1):
        settings.change(sheet_printer="Zebra", sheet_printers={"Zebra": [203, nudge, 0, 1000]})
        labels.opened.goes_to("sale")
        labels.opened.goes_to("labels")
        labels.scan(BEER)
        labels.press(Key.Key_F12)
        (path,) = folder.glob(f"*-{number}.pdf")
        left.append(on_dots(path.read_bytes(), 254).ink_box()[0])
    assert left[1] - left[0] in range(19, 22)  # 2 mm at ten dots each
    labels.begins("Own")
    assert labels.text("labelDpi") == "203 dpi"


def test_goods_that_are_scanned_get_a_label_whatever_their_price(labels: Labels) -> None:
    labels.scan(BEER)
    assert labels.tones == [Tone.TAKEN]
    box = labels.find("labelSource")
    assert isinstance(box, QComboBox)
    assert [box.itemText(at).translate(ISOLATES) for at in range(2)] == ["changed prices: 1", "scanned for a label: 1"]
    assert labels.text("labelSource") == "scanned for a label: 1"
    assert labels.rows("labelWaiting") == [["Beer, beer", "", "1.10"]]
    # Scanned once more, it gets two of them.
    labels.scan(BEER)
    assert labels.text("labelSource") == "scanned for a label: 2"
    labels.press(Key.Key_F12)
    assert "(2 of them)" in labels.text("labelMessage")
    labels.scan(SPARE)
    assert "is not that of one product" in labels.text("labelMessage")


def test_a_scanned_pack_or_weighed_piece_gets_its_own_label(labels: Labels) -> None:
    shop = labels.opened.till.shop
    shop.product("cola", "0.99", name="Cola 0.33 l", codes=[Code("15449000000993", 24_000, 19_990_000)])
    shop.product("cheese", "12.90", name="Cheese", unit=Unit.KG, codes=["2811110000006"])
    shop.product("six", "0.50", name="Water", codes=[Code("4388844146860", 6000)])
    for code in ("15449000000993", "15449000000993", "2811111003525", BEER, "4388844146860"):
        labels.scan(code)
    assert labels.rows("labelWaiting") == [
        ["Water, six · 4388844146860", "", "3.00"],
        ["Beer, beer", "", "1.10"],
        ["Cheese, cheese \u00b7 0.352\xa0kg", "", "4.54"],
        ["Cola 0.33 l, cola \u00b7 15449000000993", "", "19.99"],
        ["Cola 0.33 l, cola \u00b7 15449000000993", "", "19.99"],
    ]
    labels.press(Key.Key_F12)
    assert "(5 of them)" in labels.text("labelMessage")
    (path,) = (shop.book.path.parent / "labels").glob("*.pdf")
    codes = [BEER, "15449000000993", "15449000000993", "2811111003525", "4388844146860"]
    assert sorted(by_zxing(on_dots(path.read_bytes(), 300))) == sorted(codes)
    assert "24 pieces" in text_of(path.read_bytes())


def test_what_a_delivery_brought_gets_a_label_for_each_piece(labels: Labels) -> None:
    labels.opened.till.shop.deliver(("beer", "3", "0.50"))
    labels.opened.goes_to("sale")
    labels.opened.goes_to("labels")
    labels.press(Key.Key_F3, Key.Key_Down)
    assert labels.text("labelSource").startswith("T0-D000001")
    assert labels.text("labelTold").startswith("A label for each piece")
    labels.press(Key.Key_F12)
    assert "(3 of them)" in labels.text("labelMessage")


def test_a_stock_or_a_first_label_that_cannot_be_is_said(labels: Labels) -> None:
    for name, typed, told in (
        ("labelFirst", "x", "not a plain number"),
        ("labelFirst", "99", "The sheet has no label 99"),
        ("labelStock", "No such label", "No label stock is called"),
    ):
        labels.find(name).setFocus()
        labels.press(Key.Key_A, modifiers=CTRL)
        labels.types(typed)
        labels.press(Key.Key_F12)
        assert told in labels.text("labelMessage")


def test_a_template_is_designed_by_keys_alone_saved_and_printed_with(labels: Labels) -> None:
    assert labels.find("labelEmpty").isVisible()
    labels.begins("Our shelf")
    assert labels.text("labelBoardTitle") == "Our shelf"
    assert labels.text("labelBoardSize") == "62 x 40 mm"
    assert labels.text("labelBoardState") == "not saved"
    assert labels.find("labelCanvas").hasFocus()
    assert [one.source for one in labels.template().fields] == [Source.NAME, Source.PRICE, Source.SYMBOL]
    before = labels.template().fields[1]
    labels.press(Key.Key_Tab)
    assert labels.text("labelFieldTitle") == "Price"
    labels.press(Key.Key_Left, Key.Key_Up)
    labels.press(Key.Key_Up, modifiers=SHIFT)
    labels.press(Key.Key_Down, modifiers=CTRL)
    labels.press(Key.Key_Right, modifiers=CTRL | SHIFT)
    labels.press(Key.Key_Plus)
    after = labels.template().fields[1]
    assert (after.left, after.top) == (before.left - 1, before.top - 11)
    assert (after.width, after.height, after.size) == (before.width + 10, before.height + 1, before.size + 10)
    labels.press(Key.Key_S, modifiers=CTRL)
    assert labels.toast() == "Our shelf is saved."
    assert labels.kept() == (labels.template(),)
    assert labels.text("labelBoardState") == ""
    labels.press(Key.Key_Escape)
    assert labels.rows("labelTemplateTable") == [["Our shelf, 62 x 40 mm"]]
    labels.find("labelTemplate").setFocus()
    labels.press(Key.Key_Down)
    assert labels.text("labelStock") == "62x40"
    labels.press(Key.Key_F12)
    (path,) = (labels.opened.till.shop.book.path.parent / "labels").glob("*.pdf")
    assert by_zxing(on_dots(path.read_bytes(), 300)) == [TEA]
    assert "2.99" in text_of(path.read_bytes())


def test_fields_are_added_copied_deleted_and_every_step_goes_back_and_forth(labels: Labels) -> None:
    labels.begins("Own", start=2)
    assert [row[0] for row in labels.rows("labelFieldTable")] == ["Name, 1.5 / 1.5  ·  59 x 6 mm"]
    labels.press(Key.Key_Delete)
    assert labels.text("labelBoardBar") == "The last field stays: a label says something."
    labels.press(Key.Key_5, modifiers=CTRL)
    assert labels.text("labelFieldTitle") == "Own text"
    labels.press(Key.Key_Return)
    assert labels.find("labelLeft").hasFocus()
    text = labels.find("labelText")
    text.setFocus()
    labels.press(Key.Key_A, modifiers=CTRL)
    labels.types("Best of all")
    assert labels.template().fields[1].text == "Best of all"
    labels.press(Key.Key_D, modifiers=CTRL)
    labels.press(Key.Key_0, modifiers=CTRL)
    assert [one.source for one in labels.template().fields] == [Source.NAME, Source.TEXT, Source.TEXT, Source.SKU]
    labels.press(Key.Key_F2, Key.Key_Delete)
    assert len(labels.template().fields) == 3
    for _ in range(5):
        labels.press(Key.Key_Z, modifiers=CTRL)
    assert [one.source for one in labels.template().fields] == [Source.NAME]
    labels.press(Key.Key_Z, modifiers=CTRL)
    assert labels.text("labelBoardBar") == "There is nothing to take back."
    for _ in range(2):
        labels.press(Key.Key_Y, modifiers=CTRL)
    assert labels.template().fields[1].text == "Best of all"


def test_figures_are_typed_and_a_drag_of_typing_is_one_step(labels: Labels) -> None:
    labels.begins("Own", start=2)
    labels.press(Key.Key_Return)
    labels.types("10")
    assert labels.template().fields[0].left == 30  # it is 59 mm wide on 62: that is as far as it goes
    labels.find("labelWidth").setFocus()
    labels.press(Key.Key_A, modifiers=CTRL)
    labels.types("30.5")
    assert labels.template().fields[0].width == 305
    labels.find("labelLeft").setFocus()
    labels.press(Key.Key_A, modifiers=CTRL)
    labels.types("12.5")
    labels.press(Key.Key_Up)
    assert labels.template().fields[0].left == 126
    labels.press(Key.Key_Z, modifiers=CTRL)
    assert labels.template().fields[0].left == 30
    bold, side = labels.find("labelBold"), labels.find("labelSide")
    bold.setFocus()
    labels.press(Key.Key_Space)
    side.setFocus()
    labels.press(Key.Key_Down)
    field = labels.template().fields[0]
    assert (field.bold, field.align.value) == (True, "centre")


def test_a_code_that_would_not_scan_is_said_beside_the_label_and_a_finer_printer_helps(labels: Labels) -> None:
    labels.begins("Own")
    assert labels.findings() == ["EAN-13, 38.3 x 21.3 mm, bars of 0.339 mm at 300 dpi."]
    labels.press(Key.Key_Tab, Key.Key_Tab)
    labels.press(*[Key.Key_Left] * 3, modifiers=CTRL | SHIFT)
    (told,) = labels.findings()
    assert told.startswith("The EAN-13 needs 38.3 mm with the white beside it, and there are 35.3 mm")
    dpi = labels.find("labelDpi")
    dpi.setFocus()
    labels.press(Key.Key_End)
    assert labels.findings() == ["EAN-13, 33.5 x 21.4 mm, bars of 0.296 mm at 600 dpi."]
    module = labels.find("labelModule")
    module.setFocus()
    labels.press(Key.Key_A, modifiers=CTRL)
    labels.types("0.2")
    assert any("too narrow to scan" in one for one in labels.findings())
    labels.press(Key.Key_F2)
    labels.press(Key.Key_Tab, modifiers=SHIFT)
    labels.press(*[Key.Key_Left] * 10, modifiers=SHIFT)
    assert any("lies on the code or the white beside it" in one for one in labels.findings())
    symbol = labels.find("labelSymbol")
    labels.press(Key.Key_Tab)
    symbol.setFocus()
    labels.press(Key.Key_End)
    assert labels.template().fields[2].symbol == "qr"


def test_a_kept_template_whose_code_has_no_room_says_so_beside_its_picture(labels: Labels) -> None:
    labels.begins("Own")
    labels.press(Key.Key_Tab, Key.Key_Tab)
    labels.press(*[Key.Key_Left] * 3, modifiers=CTRL | SHIFT)
    labels.press(Key.Key_S, modifiers=CTRL)
    labels.press(Key.Key_Escape)
    assert labels.text("labelUnfit").startswith("The EAN-13 needs 38.3 mm with the white beside it")
    labels.press(Key.Key_F4)
    labels.press(Key.Key_Tab, Key.Key_Tab)
    labels.press(*[Key.Key_Right] * 3, modifiers=CTRL | SHIFT)
    labels.press(Key.Key_S, modifiers=CTRL)
    labels.press(Key.Key_Escape)
    assert not labels.find("labelUnfit").isVisible()


def test_the_product_on_the_label_is_scanned_or_looked_for(labels: Labels) -> None:
    labels.begins("Own")
    labels.scan(BEER)
    assert labels.text("labelSample") == "Beer"
    labels.press(Key.Key_F3)
    labels.types("milk")
    labels.press(Key.Key_Return)
    assert labels.text("labelSample") == "Milk"
    assert labels.find("labelCanvas").hasFocus()
    labels.press(Key.Key_F3)
    labels.types("caviar")
    labels.press(Key.Key_Return)
    assert labels.text("labelBoardBar") == "No product has caviar in its name or code."
    assert labels.tones == [Tone.REFUSED]


def test_what_is_not_saved_is_asked_about_once(labels: Labels) -> None:
    labels.begins("Own")
    assert labels.screen.unsaved == 1
    labels.press(Key.Key_Escape)
    assert "Esc once more leaves it" in labels.text("labelBoardBar")
    labels.press(Key.Key_Right)
    assert labels.text("labelBoardBar") == ""
    labels.press(Key.Key_Escape)
    assert "Esc once more leaves it" in labels.text("labelBoardBar")
    labels.press(Key.Key_Escape)
    assert labels.find("labelStart").isVisible()
    assert labels.screen.unsaved == 0
    assert labels.kept() == ()


def test_a_template_is_renamed_copied_deleted_and_brought_back(labels: Labels) -> None:
    labels.begins("Own")
    labels.press(Key.Key_S, modifiers=CTRL)
    labels.press(Key.Key_F6)
    labels.types("Own")
    labels.press(Key.Key_Return)
    assert "There is a template called Own already" in labels.text("label_name_form_bar")
    labels.types(" two")
    labels.press(Key.Key_Return)
    assert labels.text("labelBoardTitle") == "Own two"
    labels.press(Key.Key_Escape)
    assert [one.name for one in labels.kept()] == ["Own", "Own two"]
    assert labels.screen.start.table.chosen_row() == 1
    labels.press(Key.Key_F6)
    labels.types("Front")
    labels.press(Key.Key_Return)
    assert labels.toast() == "It is called Front now."
    labels.press(Key.Key_Delete)
    assert labels.toast() == "The template Front is gone."
    assert [one.name for one in labels.kept()] == ["Own"]
    labels.press(Key.Key_Z, modifiers=CTRL)
    assert [one.name for one in labels.kept()] == ["Front", "Own"]
    labels.press(Key.Key_F5)
    labels.types("Third")
    labels.press(Key.Key_Return)
    assert labels.text("labelBoardTitle") == "Third"
    labels.press(Key.Key_Escape, Key.Key_Escape)
    labels.press(Key.Key_F4)
    assert labels.text("labelBoardState") == ""


def test_what_is_missing_in_a_form_is_said(labels: Labels) -> None:
    labels.press(Key.Key_F4)
    assert labels.text("labelMessage").startswith("Choose a template first")
    labels.press(Key.Key_N, modifiers=CTRL)
    labels.press(Key.Key_Return)
    assert labels.text("label_name_form_bar").startswith("Give it a name")
    labels.types("x")
    labels.find("label_begin_stock").setFocus()
    labels.press(Key.Key_A, modifiers=CTRL)
    labels.press(Key.Key_Delete, Key.Key_Return)
    assert labels.text("label_name_form_bar").startswith("Type the labels it is for")
    labels.types("zz")
    labels.press(Key.Key_Return)
    assert "No label stock is called “zz”" in labels.text("label_name_form_bar")
    labels.scan(BEER)
    assert "finish this first" in labels.text("label_name_form_bar")
    labels.press(Key.Key_Escape)


def test_a_field_is_moved_and_sized_with_the_mouse(labels: Labels) -> None:
    labels.begins("Own")
    canvas = labels.screen.board.canvas
    box = canvas.box(labels.template().fields[1])
    start = box.center().toPoint()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    assert labels.text("labelFieldTitle") == "Price"
    before = labels.template().fields[1]
    for far in (-5, -40):
        QTest.mouseMove(canvas, start + QPoint(far, -20))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=start + QPoint(-40, -20))
    moved = labels.template().fields[1]
    assert moved.left < before.left
    assert moved.top < before.top
    corner = canvas.box(moved).bottomRight().toPoint()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=corner)
    QTest.mouseMove(canvas, corner + QPoint(20, -30))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=corner + QPoint(20, -30))
    sized = labels.template().fields[1]
    assert sized.width > moved.width
    assert sized.height < moved.height
    labels.press(Key.Key_Z, modifiers=CTRL)
    labels.press(Key.Key_Z, modifiers=CTRL)
    assert labels.template().fields[1] == before


def test_tab_leaves_the_label_behind_its_last_field_and_every_control_has_a_name(labels: Labels) -> None:
    labels.begins("Own")
    labels.press(Key.Key_Tab, Key.Key_Tab, Key.Key_Tab)
    assert labels.find("labelSample").hasFocus()
    board = labels.screen.board
    for control in (*board.side.fields(), board.canvas, board.table, board.sample, board.dpi, *board.adders):
        assert control.accessibleName() or control.objectName() == "labelBold", control.objectName()
    assert "mm" in board.canvas.accessibleDescription()


def test_a_cashier_is_told_that_templates_are_not_hers(labels: Labels) -> None:
    till = labels.opened.till
    till.shop.staffing.set_person(PersonAsked("anna", "Anna", Role.CASHIER))
    till.parts.session.user = "anna"
    labels.begins("Own")
    labels.press(Key.Key_S, modifiers=CTRL)
    assert "Anna may not change label templates" in labels.text("labelBoardBar").replace("\u2068", "")


def test_what_a_printer_is_off_is_kept_for_it_and_a_page_with_rulers_shows_it(
    labels: Labels, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = labels.find("labelPrinter")
    assert isinstance(printer, QLineEdit)
    printer.setText("Zebra")
    labels.press(Key.Key_F9)
    assert labels.text("label_printer_whose") == "For Zebra, on labels of Avery L7160"
    labels.types("0.3")
    labels.press(Key.Key_F9)
    assert labels.text("label_printer_form_bar").startswith("The ruler page is ")
    assert labels.screen.papers is not None
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    labels.press(Key.Key_F11)
    assert opened == [str(labels.screen.papers)]
    assert "L7160" in text_of(labels.screen.papers.read_bytes())
    labels.press(Key.Key_Tab)
    labels.types("99")
    labels.press(Key.Key_Return)
    assert "millimetres up to 10" in labels.text("label_printer_form_bar")
    labels.press(Key.Key_A, modifiers=CTRL)
    labels.types("-0.5")
    labels.press(Key.Key_Return)
    assert labels.opened.dialog() is None
    assert labels.toast() == "That is kept for this printer."
    assert labels.screen.start._off_hint.text().translate(ISOLATES) == "moved 0.3 mm right, -0.5 mm down; 100 %"
    assert labels.opened.till.parts.settings.machine.sheet_printers["Zebra"] == [300, 3, -5, 1000]
    printer.setText("another")
    assert "F9 where it prints" in labels.screen.start._off_hint.text()


def test_a_figure_that_is_none_is_told_at_its_field(labels: Labels) -> None:
    labels.press(Key.Key_F9)
    labels.types("a little")
    labels.press(Key.Key_Return)
    assert labels.text("label_printer_form_bar")
    assert labels.find("label_printer_x").hasFocus()
    labels.press(Key.Key_Escape)
    first = labels.find("labelFirst")
    assert isinstance(first, QLineEdit)
    first.setText("second")
    labels.press(Key.Key_F9)
    assert labels.opened.dialog() is None
    assert "first label" in labels.text("labelMessage")


def test_a_template_without_room_for_the_usual_code_is_saved_and_says_so_in_sight(labels: Labels) -> None:
    labels.begins("Own")
    labels.press(Key.Key_Tab, Key.Key_Tab)
    labels.press(*[Key.Key_Left] * 3, modifiers=CTRL | SHIFT)
    labels.press(Key.Key_S, modifiers=CTRL)
    assert [one.name for one in labels.kept()] == ["Own"]
    told = labels.text("labelBoardBar")
    assert told.startswith("Own is saved, but the labels of most goods would be refused, such as that of")
    assert "needs 38.3 mm with the white beside it" in told
    assert ".." not in told
    assert labels.toast() == ""
