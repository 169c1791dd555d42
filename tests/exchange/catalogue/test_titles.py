import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.catalogue.fields import CONTACTS, TITLES, Field
from app.exchange.catalogue.titles import Meaning, party_meaning, place_of, plain, product_meaning
from app.exchange.catalogue.wordlists import listed, listed_words


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("SKU", Field.SKU),
        ("Art.-Nr.", Field.SKU),
        ("Référence", Field.SKU),
        ("Varenummer", Field.SKU),
        ("EAN", Field.CODE),
        ("Barcode", Field.CODE),
        ("GTIN, UPC, EAN, or ISBN", Field.CODE),
        ("Strichcode", Field.CODE),
        ("Código de barras", Field.CODE),
        ("Code à barres", Field.CODE),
        ("条码", Field.CODE),
        ("Bezeichnung", Field.NAME),
        ("Désignation", Field.NAME),
        ("Nombre", Field.NAME),
        ("Benämning", Field.NAME),
        ("Naam", Field.NAME),
        ("VK", Field.PRICE),
        ("Verkaufspreis (€)", Field.PRICE),
        ("Preis in EUR", Field.PRICE),
        ("PVP", Field.PRICE),
        ("Försäljningspris", Field.PRICE),
        ("Prezzo di vendita", Field.PRICE),
        ("EK (netto)", Field.COST),
        ("Einkaufspreis", Field.COST),
        ("Cost", Field.COST),
        ("Prix d'achat", Field.COST),
        ("Inköpspris", Field.COST),
        ("Kategorie", Field.CATEGORY),
        ("Warengruppe", Field.CATEGORY),
        ("MwSt", Field.TAX),
        ("MwSt.-Satz (%)", Field.TAX),
        ("TVA", Field.TAX),
        ("BTW", Field.TAX),
        ("Bestand", Field.QUANTITY),
        ("Stock", Field.QUANTITY),
        ("Qty 1", Field.QUANTITY),
        ("Mindestbestand", Field.REORDER_POINT),
        ("Mindestalter", Field.MINIMUM_AGE),
        ("Pfand", Field.DEPOSIT),
        ("Lieferant", Field.SUPPLIER),
        ("VE", Field.CODE_QUANTITY),
    ],
)
def test_a_title_in_any_language_says_what_the_column_is(title, field):
    meaning = product_meaning(title)
    assert meaning is not None
    assert meaning.field is field


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("Prix TTC", Field.PRICE_INCL),
        ("Prix HT", Field.PRICE_EXCL),
        ("VK brutto", Field.PRICE_INCL),
        ("Preis netto", Field.PRICE_EXCL),
        ("Price (incl. VAT)", Field.PRICE_INCL),
        ("Preis inkl. 19% MwSt", Field.PRICE_INCL),
        ("Försäljningspris exkl. moms", Field.PRICE_EXCL),
        ("Retail price ex tax", Field.PRICE_EXCL),
    ],
)
def test_a_title_says_whether_tax_is_in_the_price(title, field):
    assert product_meaning(title).field is field


@pytest.mark.parametrize(
    ("title", "meaning"),
    [
        ("Barcode 2", Meaning(Field.CODE, 0, 2)),
        ("EAN 13", Meaning(Field.CODE, 0, 1)),
        ("ean8", Meaning(Field.CODE, 0, 1)),
        ("barcode 3 quantity", Meaning(Field.CODE_QUANTITY, 0, 3)),
        ("barcode price", Meaning(Field.CODE_PRICE, 0, 1)),
        ("Case EAN", Meaning(Field.CODE, 0, 100)),
        ("part 2", Meaning(Field.PART, 0, 2)),
        ("part 2 quantity", Meaning(Field.PART_QUANTITY, 0, 2)),
        ("Price [Main Store]", Meaning(Field.PRICE, 1, 1, "Main Store")),
    ],
)
def test_numbers_and_places_in_titles(title, meaning):
    assert product_meaning(title) == meaning


@pytest.mark.parametrize("title", ["", "Größe", "Netto", "Name 2", "Image", "Weight", "Price change", "%"])
def test_other_titles_mean_nothing(title):
    assert product_meaning(title) is None


def test_titles_of_address_lists():
    assert party_meaning("Lieferantennr.").field is Field.PARTY_CODE
    assert party_meaning("E-Mail").field is Field.EMAIL
    assert party_meaning("USt-IdNr.").field is Field.TAX_NUMBER
    assert party_meaning("Lieblingsfarbe") is None


def test_plain_titles_and_places():
    assert plain("  Größe_(cm) [Shop] ") == "grosse cm"
    assert plain("ÆBLE-Øl Łódź") == "aeble ol lodz"
    assert place_of("In stock [Main Store]") == "Main Store"
    assert place_of("In stock") == ""


@pytest.mark.parametrize("kind", ["products", "parties"])
def test_no_title_stands_for_two_things(kind):
    first = {}
    for head, titles in listed(kind):
        field = head.split()[0]
        assert field in set(Field), head
        for title in titles:
            assert first.setdefault(plain(title), head) == head, title


def test_no_word_says_yes_and_no():
    words = listed_words()
    assert not words["yes"] & words["no"]
    units = [word for head, listed_here in words.items() if head.startswith("unit ") for word in listed_here]
    assert len(units) == len(set(units))


def test_every_field_has_a_name_that_a_person_can_read():
    assert set(TITLES) == set(Field) - {Field.NONE}
    assert set(CONTACTS) <= set(TITLES)


@given(st.text(max_size=60))
def test_any_title_means_something_or_nothing(title):
    meaning = product_meaning(title)
    assert meaning is None or meaning.slot >= 1
