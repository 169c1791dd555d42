"""The list of the reports: each has a name, a title and what it takes."""

import pytest

from app.domain.refusal import Refusal
from app.reports.asked import Asked
from app.reports.report_names import JOURNAL, OFFERED, offered


def test_each_report_has_a_name_of_its_own_and_takes_what_a_question_has() -> None:
    assert len({one.name for one in OFFERED}) == len(OFFERED)
    assert len({one.title for one in OFFERED}) == len(OFFERED)
    known = set(Asked.__dataclass_fields__)
    assert all(one.takes <= known for one in OFFERED)
    assert offered(JOURNAL).name == JOURNAL


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(Refusal) as caught:
        offered("nothing")
    assert caught.value.code == "unknown_report"
