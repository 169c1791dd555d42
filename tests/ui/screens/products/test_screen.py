"""The products screen by real keys: from the search to a saved product, a price to come, prices in bulk and back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDesktopServices, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QTableView

from app.domain.refusal import Refusal
from app.reports.product_list import ProductFilter
from app.ui.screens.products.dialogs.label_form import LabelForm
from app.ui.screens.products.texts import ProductsTexts
from app.ui.sound import Tone
from app.ui.theme import TARGET
from tests.printing.labels.scanned import by_zxing, on_dots
from tests.ui.screens.products.hands import ISOLATES, Products
from tests.ui.till import BEER, SPARE, TEA
from tests.ui.windows import CTRL, SHIFT, Key, OpenWindow


@pytest.fixture
def products(opened: OpenWindow) -> Products:
    return Products(opened)


def test_the_catalogue_is_listed_with_prices_margins_and_stock(products: Products) -> None:
    assert products.names() == ["Bananas", "Beer", "Green tea", "Left shoe", "Milk", "Right shoe", "Stamp"]
    rows = products.rows()
    # 2.49 with a sixth of tax in it is 2.08; it cost 1.00.
    assert rows[2] == ["Green tea, tea · Drinks", "2.49, margin 52%", "10"]
    assert rows[6] == ["Stamp, stamp", "asked", "not yet counted"]
    assert products.text("productCount") == "7 products"


def test_words_and_boxes_narrow_the_list(products: Products) -> None:
    products.types("shoe")
    assert products.names() == ["Left shoe", "Right shoe"]
    products.press(Key.Key_Escape)
    products.press(Key.Key_2, modifiers=CTRL)
    products.press(Key.Key_Down, Key.Key_Down, Key.Key_Return)
    assert products.text("productCategory") == "Drinks"
    assert products.names() == ["Beer", "Green tea"]
    products.press(Key.Key_4, modifiers=CTRL)
    products.press(*[Key.Key_Down] * 4, Key.Key_Return)
    assert products.text("productSort") == "Dearest first"
    assert products.names() == ["Green tea", "Beer"]


def test_a_filter_is_chosen_by_key(products: Products) -> None:
    products.press(Key.Key_1, modifiers=CTRL)
    products.press(*[Key.Key_Down] * list(ProductFilter).index(ProductFilter.SHARED), Key.Key_Return)
    assert products.names() == ["Left shoe", "Right shoe"]
    products.types("left")
    products.press(Key.Key_Down)
    assert SPARE in products.text("productStates")


def test_a_product_is_edited_and_what_changed_is_told(products: Products) -> None:
    products.types("tea")
    products.press(Key.Key_Return)
    assert products.text("product_name") == "Green tea"
    products.fill("product_price", "3.00")
    # 2.50 without tax, 1.00 is the cost: 60 % of the price stay.
    assert products.text("product_price_hint") == "Margin 60%, mark-up 150%"
    products.press(Key.Key_S, modifiers=CTRL)
    assert products.opened.dialog() is None
    assert products.toast() == "tea is saved"
    assert products.price("tea") == 300
    assert products.rows("productChanges")[0][1:] == ["Price", "2.49 → 3.00"]
    assert products.text("productEarned") == "Margin 60%, mark-up 150%"


def test_enter_in_a_field_saves_too_and_only_once(products: Products) -> None:
    products.types("milk")
    products.press(Key.Key_Return)
    products.fill("product_name", "Whole milk")
    products.press(Key.Key_Return, Key.Key_Return)
    assert products.names() == ["Whole milk"]


def test_a_new_product_gets_a_free_sku_the_usual_tax_and_a_code_made_for_it(products: Products) -> None:
    products.press(Key.Key_N, modifiers=CTRL)
    sku = products.text("product_sku")
    products.types("Oat bar")
    products.fill("product_price", "1.5")
    category = products.find("product_category")
    category.setFocus()
    products.press(Key.Key_A, modifiers=CTRL)
    products.types("Snacks")
    products.press(Key.Key_F6)
    assert products.text("code_0") == "2000000000022"
    assert products.text("code_hint_0") == "A number for inside the shop."
    products.press(Key.Key_Return)
    assert products.opened.dialog() is None, products.text("product_form_bar")
    assert products.price(sku) == 150
    assert products.text("productName") == "Oat bar"
    assert (products.text("productFact_tax"), products.text("productFact_category")) == ("20% (S)", "Snacks")


def test_what_is_missing_is_said_at_its_field(products: Products) -> None:
    products.press(Key.Key_N, modifiers=CTRL)
    products.press(Key.Key_Return)
    assert products.text("product_form_bar").startswith("Give it a name")
    products.types("Oat bar")
    products.press(Key.Key_Return)
    assert products.text("product_form_bar").startswith("Type the price")
    products.types("x")
    products.press(Key.Key_Return)
    assert "not a plain number" in products.text("product_form_bar")
    products.fill("product_price", "-1")
    products.press(Key.Key_Return)
    assert "below zero" in products.text("product_form_bar")
    products.fill("product_price", "1")
    products.press(Key.Key_3, modifiers=CTRL)
    products.fill("product_age", "300")
    products.press(Key.Key_1, modifiers=CTRL)
    products.press(Key.Key_Return)
    assert products.find("product_age").hasFocus()
    products.fill("product_age", "18")
    products.press(Key.Key_1, modifiers=CTRL)
    products.fill("product_sku", "tea")
    products.press(Key.Key_Return)
    assert "is Green tea already" in products.text("product_form_bar")
    assert products.tones == [Tone.REFUSED]


def test_an_empty_shop_says_how_to_begin(products: Products) -> None:
    products.types("nothing like it")
    assert products.text("productNone") == "No products are like that."
    with products.opened.till.shop.book.writing() as connection:
        connection.execute("UPDATE product SET active = 0")
    products.press(Key.Key_Escape)
    assert products.text("productNone").startswith("There are no goods yet.")


def test_a_day_in_a_sentence_is_written_as_the_shop_writes_days(products: Products) -> None:
    texts = ProductsTexts(replace(products.opened.till.parts.shop, language="de"))
    words = texts.sentence(Refusal("price_in_past", day="2026-11-01")).translate(ISOLATES)
    assert words == "01.11.2026 is over: a price can begin today or later."


def test_keys_act_on_nothing_that_is_no_longer_in_the_list(products: Products) -> None:
    products.types("milk")
    assert products.text("productName") == "Milk"
    # A lone hit is what is meant, even by a key that comes before the list does.
    products.press(Key.Key_A, modifiers=CTRL)
    products.types("beer")
    products.press(Key.Key_F8)
    assert products.toast().startswith("Beer is sold no more")
    products.press(Key.Key_F2)
    products.press(Key.Key_A, modifiers=CTRL)
    products.types("shoe")
    for key in (Key.Key_F4, Key.Key_F6, Key.Key_F8):
        products.press(key)
        assert products.opened.dialog() is None
        assert products.text("productMessage") == "Choose a product first."
    products.press(Key.Key_Escape)
    products.press(Key.Key_Down)
    products.press(Key.Key_F4)
    assert products.text("product_name") == "Left shoe"


def test_what_was_typed_is_not_thrown_away_without_a_word(products: Products) -> None:
    products.press(Key.Key_N, modifiers=CTRL)
    products.press(Key.Key_Escape)
    assert products.opened.dialog() is None
    products.press(Key.Key_N, modifiers=CTRL)
    products.types("Oat bar")
    products.press(Key.Key_Escape)
    assert products.text("product_form_bar").startswith("It is not saved.")
    products.types("s")
    assert not products.find("product_form_bar").isVisible()
    products.press(Key.Key_Escape)
    assert products.text("product_name") == "Oat bars"
    products.press(Key.Key_Escape)
    assert products.opened.dialog() is None


def test_a_key_for_another_screen_puts_no_digit_into_a_form(products: Products) -> None:
    products.types("bananas")
    products.press(Key.Key_Return)
    for key in (Key.Key_1, Key.Key_6):
        products.press(key, modifiers=Qt.KeyboardModifier.AltModifier)
    assert products.text("product_name") == "Bananas"
    assert products.opened.dialog() is not None


def test_tab_goes_through_the_codes_row_by_row_while_they_come(products: Products) -> None:
    products.press(Key.Key_N, modifiers=CTRL)
    products.types("Cola")
    products.fill("product_price", "0.99")
    products.press(Key.Key_2, modifiers=CTRL)
    products.types("5449000000996")
    products.press(Key.Key_Tab, Key.Key_Tab, Key.Key_Tab)
    products.types("15449000000993")
    products.press(Key.Key_Tab)
    products.types("24")
    products.press(Key.Key_Tab)
    products.types("19.99")
    products.press(Key.Key_S, modifiers=CTRL)
    assert products.text("productCodes") == "5449000000996, 15449000000993 = 24 · 19.99"


def test_the_wheel_over_a_list_changes_nothing(products: Products) -> None:
    products.types("bananas")
    products.press(Key.Key_Return)
    box = products.find("product_unit")
    before = products.text("product_unit")
    place = QPointF(box.rect().center())
    wheel = QWheelEvent(
        place, QPointF(box.mapToGlobal(place.toPoint())), QPoint(), QPoint(0, -240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, wheel)
    assert products.text("product_unit") == before
    assert not wheel.isAccepted(), "the page scrolls"


def test_a_wrong_check_digit_is_helped_and_asked_once(products: Products) -> None:
    products.types("bananas")
    products.press(Key.Key_Return)
    products.press(Key.Key_2, modifiers=CTRL)
    products.fill("code_1", "400638133393")
    assert products.text("code_hint_1") == "As EAN-13 it would end on one more: 1."
    products.types("9")
    assert products.text("code_hint_1") == "The last digit should be 1."
    products.press(Key.Key_Return)
    assert "should be 1: 4006381333931" in products.text("product_form_bar")
    products.press(Key.Key_Return)
    assert products.opened.dialog() is None
    assert "last digit" in products.text("productMessage")


def test_packs_and_their_prices_are_kept_and_a_code_of_another_product_is_told(products: Products) -> None:
    products.types("beer")
    products.press(Key.Key_Return)
    products.press(Key.Key_2, modifiers=CTRL)
    products.fill("code_1", TEA)
    products.fill("code_quantity_1", "6")
    products.fill("code_price_1", "5.99")
    products.press(Key.Key_Return)
    assert f"{TEA} is one of tea, too" in products.text("productMessage")
    assert products.text("productCodes") == f"5000112637922, {TEA} = 6 · 5.99"
    products.press(Key.Key_F4)
    products.press(Key.Key_2, modifiers=CTRL)
    assert products.text("code_quantity_1") == "6"
    products.fill("code_2", TEA)
    products.press(Key.Key_Return)
    assert "stands there already" in products.text("product_form_bar")


def test_figures_that_a_product_may_lack_can_be_taken_away(products: Products) -> None:
    products.opened.till.shop.product("tea", "2.49", name="Green tea", reorder_point_milli=6000)
    products.types("tea")
    products.press(Key.Key_Return)
    products.press(Key.Key_3, modifiers=CTRL)
    assert products.text("product_reorder_point") == "6"
    products.find("product_reorder_point").clear()  # type: ignore[attr-defined]
    products.press(Key.Key_Return)
    products.press(Key.Key_F4)
    assert products.text("product_reorder_point") == ""


def test_while_there_is_stock_only_documents_change_what_it_is_costed_by(products: Products) -> None:
    products.types("tea")
    products.press(Key.Key_Return)
    for name in ("product_unit", "product_stocked", "product_tracking", "product_costing"):
        assert not products.find(name).isEnabled()
    products.press(Key.Key_Escape)
    products.press(Key.Key_Escape)
    products.types("beer")
    products.press(Key.Key_Return)
    products.choose("product_costing", 2)
    products.choose("product_tracking", 1)
    products.press(Key.Key_S, modifiers=CTRL)
    products.press(Key.Key_F4)
    assert (products.text("product_costing"), products.text("product_tracking")) == ("Moving average", "by lot")


def test_a_kit_is_put_together_by_scan_and_by_hand(products: Products) -> None:
    products.press(Key.Key_N, modifiers=CTRL)
    sku = products.text("product_sku")
    products.types("Breakfast")
    products.fill("product_price", "4")
    products.press(Key.Key_4, modifiers=CTRL)
    products.scan(TEA)
    products.scan(TEA)
    assert (products.text("part_0"), products.text("part_quantity_0")) == ("tea", "2")
    assert products.text("part_hint_0") == "Green tea"
    products.scan(SPARE)
    assert "is not that of one product" in products.text("product_form_bar")
    products.fill("part_1", "tea")
    products.press(Key.Key_Return)
    assert "stands there already" in products.text("product_form_bar")
    products.fill("part_1", "milk")
    products.fill("part_quantity_1", "-1")
    products.press(Key.Key_Return)
    assert products.find("part_quantity_1").hasFocus()
    products.find("part_quantity_1").clear()  # type: ignore[attr-defined]
    products.press(Key.Key_Return)
    shop = products.opened.till.shop
    shop.sell((sku, "1"))
    with shop.book.reading() as connection:
        moved = "SELECT sku, -quantity_milli FROM movement JOIN product ON product.id = product_id WHERE kind = 'sale'"
        assert sorted(connection.execute(moved)) == [("milk", 1000), ("tea", 2000)]
    products.press(Key.Key_F4)
    assert products.text("part_quantity_1") in ("2", "")
    products.press(Key.Key_Return)
    assert products.opened.dialog() is None


def test_variants_are_a_grid_of_what_there_is_and_what_is_new(products: Products) -> None:
    products.types("beer")
    products.press(Key.Key_Down, Key.Key_F3)
    products.press(Key.Key_Return)
    assert "with commas between" in products.text("variant_form_bar")
    products.types("S, M")
    products.press(Key.Key_Tab)
    products.types("dark, pale")
    assert products.rows("variant_grid") == [["S", "new", "new"], ["M", "new", "new"]]
    assert products.text("variant_told") == "New: 4"
    products.press(Key.Key_Return)
    assert products.toast() == "New variants: 4."
    listed = [row[0] for row in products.rows()]
    assert [words.split(", beer")[0] for words in listed[1:3]] == ["Beer, M, dark", "Beer, M, pale"]
    assert len(listed) == 5
    products.opened.till.shop.deliver(("beer-M-pale", "12", "0.50"))
    products.press(Key.Key_F3)
    products.press(Key.Key_End)
    products.types(", L")
    products.opened.rest()
    assert products.text("variant_told") == "New: 2"
    products.press(Key.Key_Escape)
    assert products.text("variant_form_bar").startswith("It is not saved.")
    products.press(Key.Key_Escape)
    products.press(Key.Key_Down)
    assert "A variant of beer." in products.text("productStates")
    products.press(Key.Key_F3)
    products.types("x")
    products.press(Key.Key_Return)
    assert "is a variant itself" in products.text("variant_form_bar")


def test_a_copy_has_everything_but_the_codes(products: Products) -> None:
    products.types("beer")
    products.press(Key.Key_Down, Key.Key_F5)
    assert products.text("product_name") == "Beer"
    assert products.text("code_0") == ""
    assert products.text("product_age") == "16"
    products.fill("product_name", "Dark beer")
    products.press(Key.Key_Return)
    assert products.names() == ["Beer", "Dark beer"]


def test_a_product_is_sold_no_more_and_again(products: Products) -> None:
    products.types("beer")
    products.press(Key.Key_Down, Key.Key_F8)
    assert products.names() == []
    assert products.toast().startswith("Beer is sold no more")
    assert products.text("productStates").startswith("Sold no more.")
    products.press(Key.Key_F8)
    assert products.names() == ["Beer"]


def test_a_price_to_come_is_planned_and_forgotten(products: Products) -> None:
    products.types("tea")
    products.press(Key.Key_Down, Key.Key_F6)
    products.types("2.99")
    products.press(Key.Key_Tab)
    products.types("3/1/26")
    products.press(Key.Key_Return)
    assert "is over" in products.text("plan_form_bar")
    products.fill("plan_day", "3/9/26")
    products.press(Key.Key_Return)
    assert products.text("productPlanned") == "2.99 from Mar 9, 2026 on, planned by Owner"
    products.press(Key.Key_F9)
    assert not products.find("productPlanned").isVisible()
    products.press(Key.Key_F9)
    assert products.text("productMessage") == "No later price is planned for it."


def test_the_prices_of_several_are_changed_and_come_back_with_one_key(products: Products) -> None:
    products.types("shoe")
    products.press(Key.Key_Down)
    products.press(Key.Key_Down, modifiers=SHIFT)
    assert products.text("productCount") == "2 products, 2 chosen"
    products.press(Key.Key_F7)
    products.press(Key.Key_Return)
    assert products.find("bulk_change").hasFocus()
    products.types("10")
    products.opened._qtbot.waitUntil(lambda: products.rows("bulk_moves") != [])
    # 1.10 lies nearest to 0.99, which would be cheaper.
    assert products.rows("bulk_moves") == [
        ["Left shoe", "1.00", "1.00", "stays"],
        ["Right shoe", "2.00", "2.00", "stays"],
    ]
    assert products.text("bulk_told") == "as they are: 2"
    # Enter right behind a change waits for what it does.
    products.choose("bulk_ending", 5)
    products.press(Key.Key_Return)
    assert (products.price("left"), products.price("right")) == (110, 220)
    assert products.toast() == "New prices: 2, each waiting for its shelf label."
    assert products.text("productCount") == "2 products, 2 chosen"
    products.press(Key.Key_Z, modifiers=CTRL)
    assert (products.price("left"), products.price("right")) == (100, 200)
    products.press(Key.Key_Z, modifiers=CTRL)
    assert "could be undone" in products.text("productMessage")


def test_a_kit_shows_its_parts_their_cost_and_how_many_they_make(products: Products) -> None:
    shop = products.opened.till.shop
    shop.product("pair", "2.50", name="Pair of shoes", kit=(("left", 1000), ("right", 1000)))
    shop.deliver(("left", "5", "0.80"), ("right", "3", "1.00"))
    products.types("pair")
    products.press(Key.Key_Down)
    assert products.text("productParts") == "A kit of 1 \u00d7 Left shoe, 1 \u00d7 Right shoe"
    assert products.text("productFact_cost") == "1.80"
    assert (products.text("productCaption_on_hand"), products.text("productFact_on_hand")) == ("Can be made", "3")
    assert any("margin" in cell for cell in products.rows()[0])
    assert "Nobody knows" not in products.text("productStates")


def test_a_change_below_cost_is_seen_first_and_asked_about(products: Products) -> None:
    shop = products.opened.till.shop
    shop.deliver(("right", "1", "1.70"))
    products.types("shoe")
    products.press(Key.Key_Down)
    products.press(Key.Key_Down, modifiers=SHIFT)
    products.press(Key.Key_F7)
    products.types("-10")
    products.choose("bulk_ending", 5)
    products.press(Key.Key_Return)
    assert products.text("bulk_told") == "cheaper: 2 · below their cost: 1"
    assert products.rows("bulk_moves")[0] == ["Right shoe", "2.00", "1.80", "-10%, below cost"]
    assert products.text("bulk_form_bar").startswith("Sold below what they cost: 1, the first in the list.")
    assert products.price("right") == 200
    products.press(Key.Key_Return)
    assert (products.price("left"), products.price("right")) == (90, 180)


def test_all_that_are_listed_are_chosen_with_one_key(products: Products) -> None:
    products.press(Key.Key_Down)
    products.find("productTable").setFocus()
    products.press(Key.Key_A, modifiers=CTRL)
    assert products.text("productCount") == "7 products, 7 chosen"


def test_a_scan_chooses_its_product_or_begins_a_new_one(products: Products) -> None:
    products.scan(TEA)
    assert products.text("productName") == "Green tea"
    products.scan(SPARE)
    assert products.names() == ["Left shoe", "Right shoe"]
    products.scan("4311501659502")
    assert products.text("code_0") == "4311501659502"
    products.scan("4311501659519")
    assert products.text("code_1") == "4311501659519"
    products.scan("4311501659519")
    assert "stands there already" in products.text("product_form_bar")
    assert products.tones == [Tone.TAKEN] * 3


def test_a_scan_that_is_no_code_is_told(products: Products) -> None:
    products.scan("(01)04006381333930")
    assert products.text("productMessage")
    assert products.tones == [Tone.REFUSED]


def test_a_scan_into_another_form_waits(products: Products) -> None:
    products.types("tea")
    products.press(Key.Key_Down, Key.Key_F6)
    products.scan(TEA)
    assert "finish this first" in products.text("plan_form_bar")


class LabelHands:
    """Hands in front of the form for labels."""

    def __init__(self, products: Products) -> None:
        self.products = products
        self.settings = products.opened.till.parts.settings

    def opens(self) -> LabelForm:
        self.products.press(Key.Key_F12)
        form = self.products.opened.dialog()
        assert isinstance(form, LabelForm)
        return form

    def sees_page(self) -> str:
        """Wait for the page that what was typed asks for. Returns what is said of it."""
        form = self.products.opened.dialog()
        assert isinstance(form, LabelForm)
        self.products.opened._qtbot.waitUntil(lambda: not form._pause.isActive())
        self.products.opened.rest()
        return self.products.text("label_told")


@pytest.fixture
def labels(products: Products) -> LabelHands:
    return LabelHands(products)


def test_labels_for_what_is_chosen_are_seen_and_made(products: Products, labels: LabelHands) -> None:
    products.types("shoe")
    products.press(Key.Key_Down)
    products.press(Key.Key_Down, modifiers=SHIFT)
    form = labels.opens()
    assert products.text("label_source") == "2 products"
    assert labels.sees_page() == "Labels: 2, pages: 1"
    assert form.view._image is not None
    products.fill("label_stock", "62x29")
    products.fill("label_many", "3")
    assert labels.sees_page() == "Labels: 6, pages: 6"
    products.press(Key.Key_F12)
    assert "(6 of them)" in products.text("productMessage")
    assert labels.settings.machine.sheet_stock == "62x29"
    assert list(products.opened.till.shop.book.path.parent.glob("labels/*.pdf"))


def test_a_stock_that_nobody_knows_is_said_where_the_page_would_be(products: Products, labels: LabelHands) -> None:
    products.press(Key.Key_Down)
    form = labels.opens()
    products.fill("label_stock", "Nobody 1")
    assert labels.sees_page() == ""
    assert form.view._image is None
    assert "No label stock is called" in products.text("label_form_bar")
    products.fill("label_start", "x")
    assert labels.sees_page() == ""
    products.press(Key.Key_F12)
    assert products.find("label_start").hasFocus()


def test_a_stock_is_found_by_a_part_of_its_name(products: Products, labels: LabelHands) -> None:
    products.press(Key.Key_Down)
    form = labels.opens()
    products.fill("label_stock", "l7163")
    completer = form.stock.completer()
    assert completer is not None
    assert "Avery L7163" in [
        completer.completionModel().index(row, 0).data() for row in range(completer.completionCount())
    ]


def test_what_a_printer_is_off_is_kept_for_it(
    products: Products, labels: LabelHands, monkeypatch: pytest.MonkeyPatch
) -> None:
    products.press(Key.Key_Down)
    labels.opens()
    products.press(Key.Key_2, modifiers=CTRL)
    products.types("Zebra")
    products.choose("label_dpi", 0)
    products.fill("label_nudge_x", "0.3")
    products.fill("label_nudge_y", "-0.5")
    products.fill("label_scale", "100.4")
    products.press(Key.Key_F9)
    assert "ruler-" in products.text("label_form_bar")
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.fileName()))
    products.press(Key.Key_F11)
    assert opened[0].startswith("ruler-")
    assert labels.settings.machine.sheet_printers == {"Zebra": [203, 3, -5, 1004]}
    products.fill("label_printer", "Canon")
    assert (products.text("label_nudge_x"), products.text("label_scale")) == ("0", "100")
    products.fill("label_printer", "Zebra")
    assert (products.text("label_nudge_x"), products.text("label_nudge_y")) == ("0.3", "-0.5")


def test_a_new_price_goes_from_the_form_to_its_shelf_label(products: Products, labels: LabelHands) -> None:
    products.types("tea")
    products.press(Key.Key_Return)
    products.fill("product_price", "2.79")
    products.press(Key.Key_Return)
    products.press(Key.Key_1, modifiers=CTRL)
    products.press(*[Key.Key_Down] * list(ProductFilter).index(ProductFilter.REPRICED), Key.Key_Return)
    assert products.text("productFilter") == "Waiting for a label (1)"
    labels.opens()
    products.choose("label_source", 1)
    assert products.text("label_source") == "1 that wait for one"
    assert labels.sees_page() == "Labels: 1, pages: 1"
    products.press(Key.Key_F12)
    assert products.names() == []
    assert products.text("productFilter") == "Waiting for a label"


def test_without_labels_there_are_none_to_open(products: Products) -> None:
    products.press(Key.Key_F11)
    assert products.text("productMessage") == "No labels were made yet."


def test_keys_without_a_product_say_what_to_do(products: Products) -> None:
    for key in (Key.Key_F4, Key.Key_F5, Key.Key_F6, Key.Key_F7, Key.Key_F8, Key.Key_F9):
        products.press(key)
        assert products.text("productMessage") == "Choose a product first."
        products.press(Key.Key_Escape)
        assert not products.find("productMessage").isVisible()


def test_letters_typed_anywhere_go_to_the_search(products: Products) -> None:
    products.find("productTable").setFocus()
    products.types("milk")
    assert products.text("productSearch") == "milk"


def test_what_another_till_does_is_seen(products: Products) -> None:
    other = products.opened.till.shop.opened_again()
    other.product("tea", "9.99", name="Green tea")
    products.opened.window.watch.look()
    products.opened.rest()
    assert products.rows()[2][1].startswith("9.99")
    other.book.close_thread()


def test_every_control_has_a_name_and_room_for_a_finger(products: Products) -> None:
    products.types("tea")
    products.press(Key.Key_Down)
    windows = [products.opened.window._screens["products"]]
    products.press(Key.Key_F4)
    dialog = products.opened.dialog()
    assert dialog is not None
    for holder in (*windows, dialog):
        kinds = (QAbstractButton, QLineEdit, QComboBox, QTableView)
        for kind in kinds:
            for control in holder.findChildren(kind):
                if not control.isVisible() or control.objectName().startswith("qt_") or not control.objectName():
                    continue
                assert control.accessibleName(), control.objectName()
                if not isinstance(control, QTableView):
                    assert control.height() >= TARGET - 2, control.objectName()


def test_tab_goes_through_the_form_in_the_order_of_its_rows(products: Products) -> None:
    products.press(Key.Key_N, modifiers=CTRL)
    order = []
    for _ in range(8):
        focus = products.opened.dialog().focusWidget()  # type: ignore[union-attr]
        order.append(focus.objectName())
        products.press(Key.Key_Tab)
    assert order == [
        "product_name",
        "product_sku",
        "product_price",
        "product_cost",
        "product_tax",
        "product_unit",
        "product_category",
        "product_supplier",
    ]


def test_right_to_left_the_chart_is_mirrored(products: Products, qapp: object) -> None:
    products.types("tea")
    products.press(Key.Key_Down)
    chart = products.find("productWeeks")
    plain = chart.grab().toImage()
    chart.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert chart.grab().toImage() != plain
    assert "10 on hand" in chart.accessibleDescription().translate(ISOLATES)


def test_labels_are_made_in_a_template_of_the_shops_own(products: Products) -> None:
    designs = products.opened.till.parts.label_papers.designs
    designs.keep(designs.begin("shelf", name="Wide", stock="100x40"))
    products.types("tea")
    products.press(Key.Key_Down, Key.Key_F12)
    products.choose("label_template", 1)
    assert products.text("label_template") == "Wide"
    products.press(Key.Key_F12)
    assert "Wide was made for labels of 100 by 40 mm" in products.text("label_form_bar")
    products.fill("label_stock", "100x40")
    products.press(Key.Key_F12)
    assert products.opened.dialog() is None


def test_a_carton_label_can_have_a_gs1_128(products: Products, labels: LabelHands) -> None:
    products.types("beer")
    labels.opens()
    products.choose("label_symbol", 4)
    products.fill("label_stock", "100x50")
    labels.sees_page()
    assert products.text("label_told") == "Labels: 1, pages: 1"
    products.press(Key.Key_F12)
    (path,) = (products.opened.till.shop.book.path.parent / "labels").glob("*.pdf")
    assert by_zxing(on_dots(path.read_bytes(), 300)) == [f"(01)0{BEER}"]
