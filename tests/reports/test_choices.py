"""What reports can be narrowed to."""

from app.reports.choices import Choices, ReportChoices


def test_locations_categories_with_goods_and_suppliers(counter):
    assert ReportChoices(counter.book).choices() == Choices(
        locations=(("shop", "Shop"),), cashiers=(("owner", "Owner"),)
    )
    counter.post("location", code="back", name="Back room")
    counter.post("user", code="anna", name="Anna")
    counter.post("supplier", code="S2", name="Mill")
    counter.post("supplier", code="S1", name="Farm")
    counter.product("A", category="Drinks")
    counter.product("B", category="Bakery")
    counter.deliver("d1", "A", "2", "1.00")
    assert ReportChoices(counter.book).choices() == Choices(
        locations=(("shop", "Shop"), ("back", "Back room")),
        categories=(("Bakery", "Bakery"), ("Drinks", "Drinks")),
        suppliers=(("S1", "Farm"), ("S2", "Mill")),
        cashiers=(("anna", "Anna"), ("owner", "Owner")),
        first_day=20260302,
    )
