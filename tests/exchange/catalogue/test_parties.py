from app.domain.product_row import PartyRow
from app.domain.requests import PartyAsked
from app.exchange.catalogue.parties import read_parties
from app.exchange.catalogue.reading import Duplicate
from tests.exchange.catalogue.lists import DATA, problems_of, written


def test_suppliers_with_their_contacts():
    reading = read_parties(DATA / "suppliers.csv", "supplier")
    assert reading.rows == (
        PartyRow(
            2,
            PartyAsked("supplier", "70001", "Getränke Müller GmbH"),
            (
                ("email", "info@mueller.example"),
                ("phone", "+49 30 1234"),
                ("street", "Hauptstr. 1"),
                ("postcode", "10115"),
                ("city", "Berlin"),
                ("tax_number", "DE123456789"),
            ),
        ),
        PartyRow(3, PartyAsked("supplier", "70002", "Obst & Gemüse Öz")),
    )
    assert problems_of(reading) == [(4, "", "code_twice"), (5, "", "row_without_code")]
    assert reading.duplicates == (Duplicate("code", "70001", (2, 4)),)


def test_customers_without_codes_go_by_their_names():
    reading = read_parties(DATA / "customers.csv", "customer")
    assert [row.asked for row in reading.rows] == [
        PartyAsked("customer", "Anna Berg", "Anna Berg"),
        PartyAsked("customer", "Bo Dahl", "Bo Dahl"),
    ]


def test_codes_and_names_that_are_too_long(tmp_path):
    reading = read_parties(written(tmp_path, f"Code,Name\n{'c' * 33},Anna\n"), "customer")
    assert problems_of(reading) == [(2, "", "text_too_long")]
    reading = read_parties(written(tmp_path, f"Name,City\n{'n' * 40},Oslo\n"), "customer")
    assert reading.rows[0].asked.code == "n" * 32


def test_a_row_whose_cells_are_refused_is_not_taken(tmp_path):
    reading = read_parties(written(tmp_path, f"Code,Name,Note\nC1,Anna,{'x' * 300}\n"), "customer")
    assert problems_of(reading) == [(2, "Note", "text_too_long")]
    assert reading.rows == ()


def test_a_mapping_by_hand(tmp_path):
    reading = read_parties(written(tmp_path, "X,Y\n1,Anna\n"), "customer", mapping={"X": "party_code", "Y": "name"})
    assert [row.asked for row in reading.rows] == [PartyAsked("customer", "1", "Anna")]
