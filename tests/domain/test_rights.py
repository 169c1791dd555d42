"""Who may do what: every role against every right, written out."""

from __future__ import annotations

import pytest

from app.domain.refusal import Refusal
from app.domain.rights import Person, Right, Role, require
from app.domain.wording import sentence

MAY = {
    Role.OWNER: set(Right),
    Role.MANAGER: {
        Right.SELL,
        Right.CHANGE_TENDER,
        Right.RECEIVE,
        Right.OPEN_STOCK,
        Right.BILL,
        Right.ORDER,
        Right.ADJUST,
        Right.COUNT,
        Right.SEE_EXPECTED,
        Right.POST_COUNT,
        Right.TRANSFER,
        Right.REVALUE,
        Right.REVERSE,
        Right.HANDLE_CASH,
        Right.CLOSE_PERIOD,
        Right.SEE_REPORTS,
        Right.LABEL,
        Right.EDIT_CATALOGUE,
        Right.DESIGN_LABELS,
    },
    Role.CASHIER: {Right.SELL, Right.CHANGE_TENDER, Right.HANDLE_CASH, Right.LABEL},
    Role.CLERK: {Right.RECEIVE, Right.COUNT, Right.TRANSFER, Right.LABEL},
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("right", Right)
def test_each_role_may_do_just_what_is_its_own(role: Role, right: Right) -> None:
    person = Person("anna", "Anna", role)
    if right in MAY[role]:
        require(person, right)
        return
    with pytest.raises(Refusal) as caught:
        require(person, right)
    assert caught.value.code == "not_allowed"
    assert caught.value.facts["name"] == "Anna"
    said = sentence("not_allowed", caught.value.facts)
    assert said.startswith("Anna may not ")
    assert "_" not in said
