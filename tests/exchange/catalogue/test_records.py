from app.exchange.catalogue.layout import find_layout, wanted_products
from app.exchange.catalogue.records import Record, records
from app.exchange.cells import Table

HANDLES = ("Handle", "SKU", "Name", "Category", "Track stock", "Price", "SKU of included item")


def records_of(*rows):
    wanted = wanted_products({}, place=None, prices_include_tax=None)
    table, layout = find_layout([Table(rows)], wanted, name="list.csv")
    return list(records(table, layout))


def test_short_rows_are_filled_and_blank_cells_are_empty():
    assert records_of(("SKU", "Name", "Price"), ("A", "Tea"), (), ("B", " \t", "1.00", "more")) == [
        Record(2, ("A", "Tea", "")),
        Record(4, ("B", "", "1.00", "more")),
    ]


def test_headings_and_rows_with_nothing_known_are_no_records():
    assert records_of(("SKU", "Name", "Colour"), ("", "Drinks", ""), ("", "", "red"), ("A", "Tea", "")) == [
        2,
        3,
        Record(4, ("A", "Tea", "")),
    ]


def test_a_variant_takes_what_its_first_row_says():
    assert records_of(
        HANDLES,
        ("t", "1", "Shirt", "Clothes", "Y", "9", ""),
        ("t", "2", "", "", "", "8", ""),
        ("u", "3", "Cap", "", "", "", ""),
    ) == [
        Record(2, ("t", "1", "Shirt", "Clothes", "Y", "9", "")),
        Record(3, ("t", "2", "Shirt", "Clothes", "Y", "8", "")),
        Record(4, ("u", "3", "Cap", "", "", "", "")),
    ]


def test_parts_belong_to_the_row_above_and_pictures_to_nobody():
    kit = ("k", "1", "Kit", "", "", "9", "A")
    part, picture = ("k", "", "", "", "", "", "B"), ("k", "", "", "", "", "", "")
    assert records_of(HANDLES, kit, part, picture) == [4, Record(2, kit, (part,))]


def test_rows_without_a_handle_are_not_joined():
    first, second = ("", "1", "Tea", "", "", "1", ""), ("", "2", "", "", "", "2", "")
    assert records_of(HANDLES, first, second) == [Record(2, first), Record(3, second)]
