"""How a table's columns share the room: what gives way first, and what never does. A letter is ten pixels wide here."""

from app.reports.report import Column, Unit
from app.ui.screens.reports.table_layout import Layout, Measured, lay_out


def measure(line: str) -> int:
    return 10 * len(line)


def column(name: str, head: str, letters: int, unit: Unit = Unit.TEXT) -> Measured:
    return Measured(Column(name, head, unit, is_key=name == "document"), head, 10 * letters)


GOODS = (
    column("sku", "SKU", 10),
    column("document", "Document", 30),
    column("name", "Name", 30),
    column("category", "Category", 12),
    column("cost", "Cost of goods", 8, Unit.MONEY),
    column("through", "Sell-through", 6, Unit.PERCENT),
)
# Beside 18 pixels around each: SKU 118, name 318, category 138, cost 148, through 138.
WHOLE = 118 + 318 + 138 + 148 + 138


def shown(room: int, columns: tuple[Measured, ...] = GOODS) -> Layout:
    layout = lay_out(columns, room, measure)
    assert layout.widths[1] == 0, "a key is for programs"
    return layout


def test_what_is_left_goes_to_the_widest_text() -> None:
    assert shown(WHOLE + 7).widths == (118, 0, 325, 138, 148, 138)
    assert shown(WHOLE).heads == ("SKU", "Document", "Name", "Category", "Cost of goods", "Sell-through")


def test_heads_of_figures_take_two_lines_before_anything_else_gives_way() -> None:
    layout = shown(WHOLE - 1)
    assert layout.heads == ("SKU", "Document", "Name", "Category", "Cost of\ngoods", "Sell-\nthrough")
    # 8 figures are wider than "Cost of", 7 letters "through" than 6 figures.
    assert layout.widths[4:] == (98, 88)
    assert (sum(layout.widths), layout.below) == (WHOLE - 1, ())


def test_names_are_cut_a_little_then_codes_and_categories_go_below_them() -> None:
    narrow = 118 + 130 + 130 + 98 + 88
    layout = shown(narrow)
    assert layout.widths == (118, 0, 130, 130, 98, 88)
    layout = shown(narrow - 1)
    assert (layout.base, layout.below) == (2, (0, 3))
    assert layout.widths == (0, 0, narrow - 1 - 98 - 88, 0, 98, 88)


def test_a_table_that_fits_in_no_way_keeps_its_figures_and_is_moved() -> None:
    layout = shown(200)
    assert layout.widths == (0, 0, 220, 0, 98, 88)
    # Of the last column nothing is seen rather than a half.
    costs = tuple(column(f"cost_{place}", "Cost", 8, Unit.MONEY) for place in range(5))
    layout = shown(220 + 2 * 98 + 97, (*GOODS[:3], *costs))
    assert layout.widths == (0, 0, 220 + 97, *[98] * 5)
    # Beside no name, nothing stands below a code but what belongs to it, and no number is cut.
    moves = (
        column("number", "Number", 12),
        column("document", "", 1),
        column("sku", "SKU", 9),
        column("unit", "Unit", 4),
    )
    layout = shown(100, moves)
    assert (layout.base, layout.below) == (2, (3,))
    assert layout.widths == (138, 0, 108, 0)


def test_an_arrow_stays_with_its_word() -> None:
    sorted_by = (column("cost", "Gross margin \u25bc", 6, Unit.MONEY), column("document", "", 1))
    assert shown(100, sorted_by).heads[0] == "Gross\nmargin \u25bc"
