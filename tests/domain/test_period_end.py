"""The figures of a period: each kind of movement in its column, and the identities of the two costs of goods."""

import hypothesis.strategies as st
from hypothesis import given

from app.domain.movement import MovementKind
from app.domain.period_end import Moved, PeriodFigures, period_figures, total, unexplained_milli


def test_each_kind_of_movement_has_its_column_and_sign() -> None:
    """Opening 10 at 10.00; the closing that follows is 29 at 28.10.

    | kind | quantity | value |
    |---|---|---|
    | opening stock, delivery, invoice | 5, 20, 0 | 5.00, 20.00, 0.40 |
    | supplier return, landed, landed sold | -2, 0, 0 | -2.00, 1.50, -0.50 |
    | transfers in, out | 6, -1 | 6.00, -1.00 |
    | adjustment, sale, usage | 1, -8, -1 | 1.00, -8.10, -1.00 |
    | customer return, correction | 1, 0 | 1.10, -0.30 |
    | count loss, gain, revaluation | -3, 1, 0 | -3.00, 1.00, -2.00 |
    """
    moved = [
        Moved(MovementKind.OPENING_STOCK, 5000, 500),
        Moved(MovementKind.DELIVERY, 20_000, 2000, 7),
        Moved(MovementKind.INVOICE, 0, 40),
        Moved(MovementKind.SUPPLIER_RETURN, -2000, -200, -3),
        Moved(MovementKind.LANDED, 0, 150),
        Moved(MovementKind.LANDED_SOLD, 0, -50),
        Moved(MovementKind.TRANSFER_IN, 6000, 600),
        Moved(MovementKind.TRANSFER_OUT, -1000, -100),
        Moved(MovementKind.ADJUSTMENT, 1000, 100),
        Moved(MovementKind.SALE, -8000, -810),
        Moved(MovementKind.USAGE, -1000, -100),
        Moved(MovementKind.CUSTOMER_RETURN, 1000, 110),
        Moved(MovementKind.CORRECTION, 0, -30),
        Moved(MovementKind.COUNT_LOSS, -3000, -300),
        Moved(MovementKind.COUNT_GAIN, 1000, 100),
        Moved(MovementKind.REVALUATION, 0, -200),
    ]
    figures = period_figures((10_000, 1000), moved, (29_000, 2810))
    assert figures == PeriodFigures(
        opening_quantity=10_000, opening_value=1000,
        opening_stock_quantity=5000, opening_stock_value=500,
        purchases_quantity=20_000, purchases_value=2040,
        supplier_returns_quantity=2000, supplier_returns_value=200,
        landed_value=150,
        transfers_in_quantity=6000, transfers_in_value=600,
        transfers_out_quantity=1000, transfers_out_value=100,
        adjustments_quantity=1000, adjustments_value=100,
        sold_quantity=9000, sold_value=910,
        customer_returns_quantity=1000, customer_returns_value=110,
        landed_sold_value=50, corrections_value=30,
        shrinkage_quantity=2000, shrinkage_value=200, count_losses_value=300, count_gains_value=100,
        writedown_value=200,
        closing_quantity=29_000, closing_value=2810,
        # 10.00 + 5.00 + 20.40 - 2.00 + 1.50 + 6.00 - 1.00 + 1.00 - 28.10
        periodic_cogs=1280,
        # 9.10 - 1.10 + 0.50 + 0.30; then 2.00 of shrinkage and 2.00 of write-down between the two
        perpetual_cogs=880, gap=400, tie_out=0, purchase_variance_value=4,
    )  # fmt: skip
    assert unexplained_milli(figures) == 0


def test_what_the_movements_do_not_explain_is_left_over() -> None:
    sold = [Moved(MovementKind.SALE, -2000, -200)]
    figures = period_figures((10_000, 1000), sold, (7000, 750))
    assert (figures.periodic_cogs, figures.perpetual_cogs, figures.gap, figures.tie_out) == (250, 200, 50, 50)
    assert unexplained_milli(figures) == -1000


def test_a_movement_of_no_known_kind_is_left_over_too() -> None:
    assert period_figures((0, 0), [Moved("gift", 1000, 100)], (1000, 100)).tie_out == -100


amounts = st.integers(-(10**9), 10**9)
kinds = st.sampled_from(MovementKind)
moves = st.lists(st.builds(Moved, kinds, amounts, amounts, amounts), max_size=30)


@given(opening=st.tuples(amounts, amounts), moved=moves)
def test_the_identities_hold_for_any_movements(opening: tuple[int, int], moved: list[Moved]) -> None:
    # Kinds that move value alone have no quantity.
    in_columns = [
        one
        if one.kind not in {"landed", "landed_sold", "correction", "revaluation"}
        else one._replace(quantity_milli=0)
        for one in moved
    ]
    closing = (
        opening[0] + sum(one.quantity_milli for one in in_columns),
        opening[1] + sum(one.value_minor for one in in_columns),
    )
    row = period_figures(opening, in_columns, closing)
    assert row.tie_out == 0
    assert row.gap == row.periodic_cogs - row.perpetual_cogs == row.shrinkage_value + row.writedown_value
    assert unexplained_milli(row) == 0
    assert row.purchase_variance_value == sum(one.variance_minor for one in moved)
    assert total([row, row]) == PeriodFigures(*(2 * figure for figure in row))
