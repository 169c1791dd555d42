import pytest

from app.domain.refusal import Refusal
from app.domain.wording import sentence
from app.exchange.catalogue.fields import Field
from app.exchange.catalogue.layout import find_layout, wanted_opening, wanted_parties, wanted_products
from app.exchange.cells import Table


def layout_of(*rows, mapping=None, place=None, prices_include_tax=None):
    wanted = wanted_products(mapping or {}, place=place, prices_include_tax=prices_include_tax)
    return find_layout([Table(tuple(rows))], wanted, name="list.csv")[1]


def taken(layout):
    return {column.title: column.field for column in layout.columns if column.field is not Field.NONE}


def refusal_of(*rows, **keywords):
    with pytest.raises(Refusal) as caught:
        layout_of(*rows, **keywords)
    assert sentence(caught.value.code, caught.value.facts)
    return caught.value.code


def test_titles_stand_below_other_rows():
    layout = layout_of(("Price list", ""), (), ("SKU", "Name"), ("A", "Tea"))
    assert layout.header_number == 3
    assert taken(layout) == {"SKU": Field.SKU, "Name": Field.NAME}
    assert layout.format_name == ""
    assert not layout.is_own


def test_the_plainest_title_wins():
    titles = ("Id", "SKU", "Product", "Name", "RRP", "Price", "Type", "Category")
    assert taken(layout_of(titles)) == {
        "SKU": Field.SKU,
        "Name": Field.NAME,
        "Price": Field.PRICE,
        "Category": Field.CATEGORY,
    }


def test_a_lesser_title_serves_where_nothing_better_is_there():
    assert taken(layout_of(("Id", "Description", "RRP"))) == {
        "Id": Field.SKU,
        "Description": Field.NAME,
        "RRP": Field.PRICE,
    }


def test_a_column_named_code_is_the_barcode_beside_a_sku_and_the_sku_alone():
    assert taken(layout_of(("SKU", "Code", "Name")))["Code"] is Field.CODE
    assert taken(layout_of(("Code", "Name", "Price")))["Code"] is Field.SKU


@pytest.mark.parametrize(
    ("titles", "include_tax", "chosen"),
    [
        (("SKU", "Prix HT", "Prix TTC"), True, "Prix TTC"),
        (("SKU", "Prix HT", "Prix TTC"), False, "Prix HT"),
        (("SKU", "Preis", "Preis brutto"), True, "Preis brutto"),
        (("SKU", "Preis", "Preis brutto"), False, "Preis"),
        (("SKU", "Prix TTC"), None, "Prix TTC"),
        (("SKU", "Verkaufspreis", "Preis brutto"), True, "Verkaufspreis"),
    ],
)
def test_one_column_of_prices_is_taken(titles, include_tax, chosen):
    prices = [
        title for title, field in taken(layout_of(titles, prices_include_tax=include_tax)).items() if field == "price"
    ]
    assert prices == [chosen]


def test_prices_of_the_other_kind_are_refused():
    assert refusal_of(("SKU", "Prix HT"), prices_include_tax=True) == "prices_other_tax"
    assert refusal_of(("SKU", "Prix TTC"), prices_include_tax=False) == "prices_other_tax"


def test_two_columns_that_may_be_the_price_are_refused():
    assert refusal_of(("SKU", "VK", "Verkaufspreis")) == "columns_both_mean"


def test_the_first_place_is_taken_unless_another_is_named():
    titles = ("SKU", "Price [North]", "Price [South]")
    assert [column.title for column in layout_of(titles).all(Field.PRICE)] == ["Price [North]"]
    south = layout_of(titles, place="south")
    assert [column.title for column in south.all(Field.PRICE)] == ["Price [South]"]
    assert south.place == "South"
    assert refusal_of(titles, place="East") == "place_unknown"


def test_a_mapping_names_columns_and_fields_that_there_are():
    assert taken(layout_of(("A", "B"), mapping={"A": "sku", "B": "name"})) == {"A": Field.SKU, "B": Field.NAME}
    assert refusal_of(("SKU", "Name"), mapping={"Colour": "category"}) == "column_unknown"
    assert refusal_of(("SKU", "Name"), mapping={"Name": "colour"}) == "field_unknown"
    assert refusal_of(("SKU", "Name"), mapping={"Name": "code two"}) == "field_unknown"


def test_a_list_needs_something_to_find_the_goods_by():
    assert refusal_of(("Price", "Category")) == "list_without_column"
    assert refusal_of(("Foo", "Bar")) == "list_without_titles"
    assert refusal_of() == "list_without_titles"


def test_a_list_of_stock_needs_the_stock_and_has_no_use_for_prices():
    wanted = wanted_opening({}, place=None)
    with pytest.raises(Refusal) as caught:
        find_layout([Table((("SKU", "Name"),))], wanted, name="list.csv")
    assert caught.value.facts["what"] == "stock"
    _, layout = find_layout([Table((("SKU", "VK", "Verkaufspreis", "Bestand"),))], wanted, name="list.csv")
    assert taken(layout) == {"SKU": Field.SKU, "Bestand": Field.QUANTITY}


def test_an_address_list_needs_names_or_codes():
    _, layout = find_layout([Table((("Firma", "PLZ"),))], wanted_parties({}), name="list.csv")
    assert taken(layout) == {"Firma": Field.NAME, "PLZ": Field.POSTCODE}


def test_the_sheet_with_most_titles_is_the_list():
    tables = [Table((("SKU", "Name"),), name="Notes"), Table((("SKU", "Name", "Price"),), name="Items")]
    table, _ = find_layout(tables, wanted_products({}, place=None, prices_include_tax=None), name="list.xlsx")
    assert table.name == "Items"
