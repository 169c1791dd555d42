"""Who may see what on the reports' screen: asked on a worker, where the answer is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.refusal import Refusal

if TYPE_CHECKING:
    from app.ui.parts import Parts


def require_right(parts: Parts, report: str | None = None) -> None:
    """Refuse whoever is at the till and may not see a report; without one, the day at a glance or a period.

    Raises:
        Refusal: `not_allowed_here`, which says how somebody else can.
    """
    try:
        parts.reports.require(parts.user, report)
    except Refusal as refusal:
        if refusal.code != "not_allowed":
            raise
        raise Refusal("not_allowed_here", **refusal.facts) from None
