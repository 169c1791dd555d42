"""Who changed the rule of a stocktake: from which difference on goods are counted again, and by whom."""

from __future__ import annotations

from app.domain.count_review import Tolerance
from app.domain.count_rule import Rule, RuleChange
from app.store.database import Connection


def changes(connection: Connection, stocktake_id: int) -> list[RuleChange]:
    """The changes of a stocktake's rule, the first first."""
    return [
        RuleChange(Rule(Tolerance(milli, rate_milli, minor), second == 1), name)
        for milli, rate_milli, minor, second, name in connection.execute(_CHANGES, (stocktake_id,))
    ]


_CHANGES = """
SELECT tolerance_milli, tolerance_rate_milli, tolerance_minor, second_person, person.name
FROM count_rule JOIN person ON person.id = person_id WHERE stocktake_id = ? ORDER BY place
"""
