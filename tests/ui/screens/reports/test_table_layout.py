"""How a table's columns share the room: what gives way first, and what never does. A letter is ten pixels wide here."""

from app.reports.report import Column, Part, Unit
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


def test_a_long_text_has_what_it_needs_where_there_is_room() -> None:
    columns = (column("customer_name", "Customer", 50), column("document", "", 1), column("name", "Name", 10))
    # No text is given more than 400 pixels at first; this one needs 518.
    assert lay_out(columns, 700, measure).widths == (518, 0, 182)
    assert lay_out(columns, 560, measure).widths == (442, 0, 118)


def test_heads_of_figures_take_two_lines_before_anything_else_gives_way() -> None:
    layout = shown(WHOLE - 1)
    assert layout.heads == ("SKU", "Document", "Name", "Category", "Cost of\ngoods", "Sell-\nthrough")
    # 8 figures are wider than "Cost of", 7 letters "through" than 6 figures.
    assert layout.widths[4:] == (98, 88)
    assert (sum(layout.widths), layout.below) == (WHOLE - 1, {})


def test_codes_and_categories_go_below_the_names_before_a_name_is_cut() -> None:
    narrow = 118 + 318 + 138 + 98 + 88
    assert shown(narrow).widths == (118, 0, 318, 138, 98, 88)
    layout = shown(narrow - 1)
    assert layout.below == {2: (0, 3)}
    assert layout.widths == (0, 0, narrow - 1 - 98 - 88, 0, 98, 88)
    assert [panel.widths for panel in layout.panels] == [layout.widths]
    # Codes stay below: names are read whole as long as there is any room for them.
    layout = shown(318 + 98 + 88)
    assert layout.widths == (0, 0, 318, 0, 98, 88)
    assert shown(120 + 98 + 88).widths == (0, 0, 120, 0, 98, 88)


def test_what_stands_below_a_name_is_read_whole_too() -> None:
    moves = (
        column("name", "Name", 5),
        column("document", "", 1),
        column("sku", "SKU", 4),
        column("kind", "Kind", 10),
        column("value", "Value", 8, Unit.MONEY),
    )
    layout = lay_out(moves, 170 + 98, measure)
    assert layout.below == {0: (2, 3)}
    # 40 and 100 pixels in small letters, what parts them, and what is around them: 121 + 14 + 18.
    assert layout.widths == (170, 0, 0, 0, 98)
    reasons = (*moves, column("reason", "Reason", 30))
    assert lay_out(reasons, 153 + 98 + 318, measure).widths == (153, 0, 0, 0, 98, 318)


def test_a_column_in_which_nothing_stands_leaves_its_room_to_names_that_would_be_cut() -> None:
    empty = Measured(Column("item_code", "Supplier's code"), "Supplier's code", 0)
    columns = (*GOODS[1:3], empty, GOODS[4])
    assert lay_out(columns, 318 + 118 + 98, measure).widths == (0, 318, 118, 98)
    assert lay_out(columns, 318 + 118 + 97, measure).widths == (0, 318 + 118 - 1, 0, 98)
    # In a table without rows nothing stands anywhere: its heads do.
    heads = tuple(Measured(one.column, one.head, 0) for one in GOODS)
    assert lay_out(heads, 2000, measure).widths[0] > 0


def test_numbers_and_places_go_below_the_days_and_are_not_cut() -> None:
    counts = (
        column("at", "At", 10, Unit.MOMENT),
        column("number", "Number", 12),
        column("document", "", 1),
        column("location", "Location", 4),
        column("value", "Value", 8, Unit.MONEY),
    )
    # 118, 138, 98 and 98 pixels as they are.
    layout = lay_out(counts, 300, measure)
    assert layout.below == {0: (1, 3)}
    assert layout.widths == (300 - 98, 0, 0, 0, 98)
    assert lay_out(counts, 138 + 98, measure).widths == (138, 0, 0, 0, 98)


def test_a_table_that_fits_in_no_way_is_looked_at_in_panels_that_are_filled_alike() -> None:
    costs = tuple(column(f"cost_{place}", f"Cost {place}", 8, Unit.MONEY) for place in range(5))
    layout = shown(84 + 5 * 98 - 1, (*GOODS[:3], *costs))
    # The name is in front of each; three costs and two, not four and one; what is left goes to the name.
    assert [[bool(width) for width in panel.widths] for panel in layout.panels] == [
        [False, False, True, True, True, True, False, False],
        [False, False, True, False, False, False, True, True],
    ]
    assert [sum(panel.widths) for panel in layout.panels] == [84 + 5 * 98 - 1] * 2
    assert [panel.title for panel in layout.panels] == ["Cost 0 \u2013 Cost 2", "Cost 3 \u2013 Cost 4"]
    assert [width for panel in layout.panels for width in panel.widths[3:] if width] == [98] * 5


def test_a_report_that_names_its_parts_is_looked_at_part_by_part() -> None:
    columns = (*GOODS[:3], *(column(f"cost_{place}", f"Cost {place}", 8, Unit.MONEY) for place in range(5)))
    parts = (Part("Takings", ("name", "cost_0", "cost_4")), Part("Drawer", ("name", "cost_0", "cost_1", "cost_2")))
    layout = lay_out(columns, 220 + 3 * 98, measure, parts)
    seen = [
        [columns[place].column.name for place, width in enumerate(panel.widths) if width] for panel in layout.panels
    ]
    assert seen == [["name", "cost_0", "cost_4"], ["name", "cost_0", "cost_1", "cost_2"]]
    assert [panel.title for panel in layout.panels] == ["Takings", "Drawer"]


def test_beside_no_name_nothing_stands_below_a_code_but_what_belongs_to_it() -> None:
    moves = (
        column("number", "Number", 12),
        column("document", "", 1),
        column("sku", "SKU", 9),
        column("unit", "Unit", 4),
    )
    layout = lay_out(moves, 250, measure)
    assert layout.below == {2: (3,)}
    assert layout.widths == (142, 0, 108, 0)
    # No number is cut: there is another panel rather than that.
    assert [panel.widths for panel in lay_out(moves, 200, measure).panels] == [(200, 0, 0, 0), (0, 0, 200, 0)]


def test_an_arrow_stays_with_its_word() -> None:
    sorted_by = (column("cost", "Gross margin \u25bc", 6, Unit.MONEY), column("document", "", 1))
    assert shown(100, sorted_by).heads[0] == "Gross\nmargin \u25bc"
