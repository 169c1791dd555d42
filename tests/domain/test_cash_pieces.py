"""The notes and coins that a drawer is counted by."""

from app.domain.cash_pieces import cash_pieces
from app.domain.figures import currency
from app.domain.tender import CashRounding


def test_the_euro_has_its_notes_and_coins():
    pieces = cash_pieces(currency("EUR"), None)
    assert pieces[0] == 200_00
    assert pieces[-3:] == (5, 2, 1)
    assert len(pieces) == 14


def test_coins_below_the_rounding_step_are_not_counted():
    assert cash_pieces(currency("EUR"), CashRounding(5))[-1] == 5
    assert cash_pieces(currency("SEK"), CashRounding(100))[-1] == 100


def test_an_unknown_currency_has_ones_twos_and_fives():
    assert cash_pieces(currency("ISK"), None) == (200, 100, 50, 20, 10, 5, 2, 1)
    assert cash_pieces(currency("TND"), None)[:4] == (200_000, 100_000, 50_000, 20_000)


def test_every_piece_is_there_once_and_the_largest_comes_first():
    for code in ("EUR", "GBP", "USD", "CHF", "SEK", "NOK", "DKK", "JPY", "KWD", "PLN"):
        pieces = cash_pieces(currency(code), None)
        assert list(pieces) == sorted(set(pieces), reverse=True)
