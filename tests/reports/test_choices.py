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


def test_accounts_ways_to_pay_and_reasons_are_called_as_the_shop_says(counter):
    counter.post("account", code="sales", name="Income:4400")
    counter.post("tender", kind="meal", name="Meal voucher", account="1470 Vouchers")
    counter.post("reason", code="tasting", name="Tasting", account="6640 Tasting")
    found = {(one.kind, one.code): one for one in ReportChoices(counter.book).accounts()}
    sales, meal = found["account", "sales"], found["tender", "meal"]
    assert (sales.account, sales.full_name) == ("Income:4400", "Income:4400")
    assert (meal.name, meal.full_name) == ("Meal voucher", "Assets:1470-Vouchers")
    assert found["reason", "tasting"].full_name == "Expenses:6640-Tasting"
    # What every shop has stands there, too, as the program calls it.
    assert (found["reason", "damaged"].name, found["reason", "damaged"].account) == ("", "")
    assert found["reason", "damaged"].full_name == "Expenses:WriteOff:Damaged"
