from app.domain.figures import currency
from app.domain.product_row import Outcome, RowOutcome
from app.domain.refusal import Refusal
from app.exchange.catalogue.dry_run import dry_run_lines
from app.exchange.catalogue.opening import read_opening
from app.exchange.catalogue.parties import read_parties
from app.exchange.catalogue.products import read_products
from tests.exchange.catalogue.lists import DATA, written

EURO = currency("EUR")


def test_a_dry_run_says_what_would_happen():
    reading = read_products(DATA / "german.csv")
    outcomes = {
        5: RowOutcome(5, Outcome.NEW),
        6: RowOutcome(6, Outcome.CHANGED, (("price", "1.09", "1.19"),)),
        7: RowOutcome(7, Outcome.UNCHANGED),
        8: RowOutcome(8, Outcome.REFUSED, refusal=Refusal("unknown_supplier", supplier="X")),
    }
    assert list(dry_run_lines(reading, outcomes, EURO)) == [
        "german.csv: CP1252, semicolons, titles in row 3.",
        "Taken: Art.-Nr. = SKU, Bezeichnung = name, Warengruppe = category, EAN = barcode, VK brutto = price, "
        "EK netto = cost, MwSt.-Satz = tax rate, Einheit = unit, Mindestalter = minimum age, Pfand = deposit.",
        "Left aside: Bestand.",
        "1 new, 1 changed, 1 as they are, 3 refused, 1 skipped that hold nothing to import.",
        "Nothing has been written.",
        "",
        "5  new       1001  Apfelsaft 1 l      1.49     7 %   4006381333931",
        "6  changed   1002  Weißbier 0,5 l     1.19     19 %  2000000000015 2000000000022",
        '7  as it is  1003  Käse "Emmentaler"  18.90    7 %',
        "8  refused   1004  Espressomaschine   1299.00  19 %  2000000000039",
        "",
        "Row 8: There is no supplier X.",
        "Row 9: EAN: A spreadsheet has cut the code to 4,00638E+12, and its digits are lost. Make the column text and "
        "enter the code again.",
        "Row 10: EAN: The last digit of the barcode 4006381333930 must be 1, not 0, if the others are right: "
        "4006381333931. Compare it with the goods.",
    ]


def test_a_list_of_another_program_is_named_with_its_place():
    lines = list(dry_run_lines(read_products(DATA / "loyverse.csv"), {}, EURO))
    assert lines[0] == ("loyverse.csv: Loyverse list, UTF-8, commas, columns of Main Store, titles in row 1.")
    assert "7 new, 0 changed, 0 as they are, 0 refused, 0 skipped that hold nothing to import." in lines
    assert any("open price" in line for line in lines)


def test_a_workbook_is_named_with_its_sheet():
    assert next(dry_run_lines(read_products(DATA / "german.xls"), {}, EURO)) == (
        "german.xls: sheet Artikel, titles in row 1."
    )


def test_long_lists_are_cut_to_what_a_person_reads(tmp_path):
    good = "".join(f"A{at},{'x' * 60},1.00\n" for at in range(30))
    bad = "".join(f"B{at},y,free\n" for at in range(60))
    lines = list(dry_run_lines(read_products(written(tmp_path, f"SKU,Name,Price\n{good}{bad}")), {}, EURO))
    assert "... and 10 more." in lines
    assert sum(line.startswith("Row ") for line in lines) == 50
    assert lines[-1] == "... and 10 more. A file of errors has all of them."
    assert "…" in lines[6]


def test_a_list_with_nothing_to_take_has_no_preview(tmp_path):
    lines = list(dry_run_lines(read_products(written(tmp_path, "SKU,Name,Price\nA,a,free\n")), {}, EURO))
    assert lines[-2:] == ["", "Row 2: Price: The price “free” is not a plain number such as 12."]


def test_stock_and_addresses_have_a_preview_too():
    stock = list(dry_run_lines(read_opening(DATA / "opening.csv"), {}, EURO))
    assert "7    A6                 7     no cost" in stock
    people = list(dry_run_lines(read_parties(DATA / "customers.csv", "customer"), {}, EURO))
    assert "2    Anna Berg  Anna Berg" in people
