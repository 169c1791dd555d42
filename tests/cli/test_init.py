"""`tillbook init` from the outside: what is usual in a country, and what is named."""

import json
import os

import pytest

from app.domain.figures import currency
from app.domain.shop import Costing, Shop, StockSystem
from app.domain.tax import TaxPolicy
from app.domain.tender import CashRounding
from app.store import database
from tests.cli.doors import answers, tillbook, written


@pytest.fixture
def path(tmp_path):
    return tmp_path / "shop.book"


def shop_of(path):
    book = database.open_book(path)
    book.close_thread()
    return book.shop


def test_a_book_without_a_word_is_one_in_germany(path, capsys):
    assert tillbook("init", "--book", path) == 0
    assert capsys.readouterr() == (f"{path} is ready for My shop: location shop, till T1, office T0.\n", "")
    assert shop_of(path) == Shop(
        name="My shop",
        currency=currency("EUR"),
        country="DE",
        tax_policy=TaxPolicy.INCL_RATE,
        prices_include_tax=True,
        cash_rounding=None,
        costing=Costing.FIFO,
        stock=StockSystem.PERPETUAL,
        region=None,
        timezone="Europe/Berlin",
        day_cut_minutes=240,
        language="de-DE",
        tax_rates=(19_000, 7000, 0),
    )


def test_everything_can_be_named(path):
    assert tillbook(
        "--book", path, "init", "--name", " Corner Shop ", "--country", "ch", "--currency", "CHF", "--tax-policy",
        "per_line", "--prices", "excl", "--cash-rounding", "0.05", "--costing", "average", "--stock", "periodic",
        "--region", "de", "--timezone", "Europe/Zurich", "--day-cut", "5:30", "--over-delivery", "2.5",
        "--cost-warning", "20",
    ) == 0  # fmt: skip
    shop = shop_of(path)
    assert (shop.name, shop.country, shop.currency, shop.language) == ("Corner Shop", "CH", currency("CHF"), "de-CH")
    assert (shop.tax_policy, shop.prices_include_tax) == (TaxPolicy.PER_LINE, False)
    assert (shop.cash_rounding, shop.costing, shop.stock) == (CashRounding(5), Costing.AVERAGE, StockSystem.PERIODIC)
    assert (shop.region, shop.timezone, shop.day_cut_minutes) == ("de", "Europe/Zurich", 330)
    assert (shop.over_delivery_milli, shop.cost_percent) == (2500, 20)


def test_the_shops_own_weight_and_price_codes_are_read_wherever_a_code_is(path, tmp_path, capsys):
    rules = ["--in-store-pattern", "weight 21.....{NNDDD}", "--in-store-pattern", "price 22.....{NNNDD}"]
    assert tillbook("--book", path, "init", *rules) == 0
    ham = {"type": "product", "sku": "HAM", "name": "Ham", "price": "20.00", "unit": "kg", "codes": ["2100042000001"]}
    bun = {"type": "product", "sku": "BUN", "name": "Bun", "price": "1.00", "codes": ["2200007000005"]}
    sale = {"type": "sale", "uid": "s1", "lines": [{"code": "2100042012509", "quantity": "1"}]}
    assert tillbook("--book", path, "post", written(tmp_path / "in.jsonl", ham, bun, sale)) == 0
    capsys.readouterr()
    for code in ("2100042012509", "2200007001255"):
        assert tillbook("scan", "--book", path, code) == 0
    weighed, priced = answers(capsys.readouterr().out)
    assert (weighed["product"], weighed["quantity"], weighed["weight"]) == ("HAM", "1.25", "1.250")
    assert (priced["product"], priced["quantity"], priced["price"]) == ("BUN", "1", "1.25")
    assert tillbook("report", "--book", path, "sales") == 0
    assert json.loads(capsys.readouterr().out)["totals"]["gross"] == "25.00"


def test_a_rule_that_is_none_makes_no_book(path, capsys):
    assert tillbook("--book", path, "init", "--in-store-pattern", "21.....{NNDDD}") == 2
    assert "weight 21.....{NNDDD}" in capsys.readouterr().err
    assert not path.exists()


@pytest.mark.parametrize(
    ("country", "code", "zone", "inclusive"),
    [
        ("JP", "JPY", "Asia/Tokyo", True),
        ("KW", "KWD", "Asia/Kuwait", True),
        ("US", "USD", "America/New_York", False),
        ("gb", "GBP", "Europe/London", True),
        ("XX", "USD", "UTC", True),
    ],
)
def test_a_country_brings_what_is_usual_there(path, country, code, zone, inclusive):
    assert tillbook("init", "--book", path, "--country", country) == 0
    shop = shop_of(path)
    assert (shop.currency.code, shop.timezone, shop.prices_include_tax) == (code, zone, inclusive)
    assert shop.tax_policy is (TaxPolicy.INCL_RATE if inclusive else TaxPolicy.EN16931)


@pytest.mark.parametrize(
    ("options", "policy", "inclusive"),
    [
        (["--tax-policy", "en16931"], "en16931", False),
        (["--tax-policy", "incl_rate", "--country", "US"], "incl_rate", True),
        (["--tax-policy", "en16931", "--prices", "incl"], "en16931", True),
        (["--tax-policy", "document"], "document", True),
        (["--tax-policy", "per_line", "--country", "US"], "per_line", False),
        (["--prices", "excl"], "en16931", False),
        (["--prices", "incl", "--country", "US"], "incl_rate", True),
    ],
)
def test_the_policy_and_the_prices_go_together_unless_somebody_says_otherwise(path, options, policy, inclusive):
    assert tillbook("init", "--book", path, *options) == 0
    shop = shop_of(path)
    assert (shop.tax_policy.value, shop.prices_include_tax) == (policy, inclusive)


@pytest.mark.parametrize(
    ("step", "rounding"), [("0", None), ("0.00", None), ("0.10", CashRounding(10)), ("10", CashRounding(1000))]
)
def test_the_smallest_coin_rounds_cash(path, step, rounding):
    assert tillbook("init", "--book", path, "--cash-rounding", step) == 0
    assert shop_of(path).cash_rounding == rounding


@pytest.mark.parametrize(
    "options",
    [
        ["--country", "Germany"],
        ["--currency", "euro"],
        ["--currency", "EUT"],
        ["--currency", ""],
        ["--timezone", ""],
        ["--timezone", "Berlin"],
        ["--timezone", "../../etc/passwd"],
        ["--day-cut", "25:00"],
        ["--day-cut", "4"],
        ["--cash-rounding", "-0.05"],
        ["--cash-rounding", "0.005"],
        ["--cash-rounding", "coin"],
        ["--cash-rounding", "100000000"],
        ["--tax-rates", "20,much"],
        ["--tax-rates", "1,2,3,4,5,6,7"],
        ["--name", "  "],
        ["--name", "Corner\x1bShop"],
        ["--name", "x" * 101],
        ["--name", os.fsdecode(b"caf\xe9")],
        ["--book", "postgresql://server/shop"],
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_makes_no_book(path, options, capsys, monkeypatch):
    monkeypatch.chdir(path.parent)
    assert tillbook("init", "--book", path, *options) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize(
    "options",
    [
        ["--tax-policy", "vat"],
        ["--region", "xx"],
        ["--costing", "cheapest"],
        ["--stock", "some"],
        ["--price", "x"],
    ],
)
def test_a_word_that_is_not_known_is_an_unusable_call(path, options, capsys):
    assert tillbook("init", "--book", path, *options) == 2
    assert "invalid choice" in capsys.readouterr().err
    assert not path.exists()


@pytest.mark.parametrize("costing", list(Costing))
def test_a_shop_may_go_by_any_cost_method(path, costing):
    assert tillbook("init", "--book", path, "--costing", costing.value) == 0
    assert shop_of(path).costing is costing


def test_a_book_that_is_there_is_not_touched(path, capsys):
    assert tillbook("init", "--book", path, "--name", "First") == 0
    before = path.read_bytes()
    assert tillbook("init", "--book", path, "--name", "Second") == 2
    assert "was not touched" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_is_trouble(tmp_path, capsys):
    (tmp_path / "note.txt").touch()
    assert tillbook("init", "--book", tmp_path / "note.txt" / "shop.book") == 3
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_shop_names_its_own_tax_rates(path):
    assert tillbook("init", "--book", path, "--tax-rates", "20, 5.5,0") == 0
    assert shop_of(path).tax_rates == (20_000, 5500, 0)
