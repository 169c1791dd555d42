"""The rows of the list on the left: favourites, what was made last, and the reports by group."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from app.ui.screens.reports.state import ListRow

if TYPE_CHECKING:
    from app.reports.contents import Listed
    from app.ui.screens.reports.texts import ReportTexts


def list_rows(
    found: Sequence[Listed],
    made: Sequence[tuple[Listed, str]],
    favourites: Collection[str],
    rhythm: Callable[[Listed], str],
    texts: ReportTexts,
    *,
    is_searched: bool = False,
) -> tuple[ListRow, ...]:
    """The rows.

    Args:
        found: The reports that are listed.
        made: What was made last, the newest first, with the days that it was made of.
        favourites: The names of those that stand first, in order.
        rhythm: How a report is made by itself, written; "" where it is not.
        texts: Writes the headings.
        is_searched: Whether only some are listed: the nearest stand first then, whatever the favourites are.
    """
    rows = [
        ListRow(listed=one, is_favourite=True, detail=rhythm(one))
        for name in favourites for one in found if one.name == name and not is_searched
    ]  # fmt: skip
    if rows:
        rows.insert(0, ListRow(heading=texts.favourites))
    if made:
        rows.append(ListRow(heading=texts.made_last))
        rows += [ListRow(listed=one, run=place, detail=detail) for place, (one, detail) in enumerate(made)]
    group = None
    for one in found:
        if one.group is not group:
            group = one.group
            rows.append(ListRow(heading=texts.group(group)))
        rows.append(ListRow(listed=one, is_favourite=one.name in favourites, detail=rhythm(one)))
    return tuple(rows)
