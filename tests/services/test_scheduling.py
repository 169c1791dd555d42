"""Which reports are made by themselves: asked for, changed, taken back."""

import pytest

from app.domain.refusal import Refusal
from app.domain.schedule import Each, Scheduled
from app.services.scheduling import Scheduling
from tests.books import refused


@pytest.fixture
def scheduling(counter):
    counter.clock.put("2026-03-04T10:00:00+01:00")
    return Scheduling(counter.book, counter.clock)


def test_a_report_is_scheduled_from_the_stretch_that_runs(scheduling):
    assert scheduling.schedule() == ()
    scheduling.set_scheduled("day-end", Each.DAY)
    scheduling.set_scheduled("tax", Each.MONTH, "xlsx")
    assert scheduling.schedule() == (
        Scheduled("day-end", Each.DAY, "pdf", 20260303), Scheduled("tax", Each.MONTH, "xlsx", 20260228),
    )  # fmt: skip


def test_what_was_made_is_not_due_again_and_never_goes_back(scheduling):
    scheduling.set_scheduled("tax", Each.MONTH)
    scheduling.note_done("tax", 20260331)
    scheduling.note_done("tax", 20260301)
    scheduling.note_done("sales", 20260401)
    assert scheduling.schedule() == (Scheduled("tax", Each.MONTH, "pdf", 20260331),)


def test_another_format_keeps_what_was_made_and_another_rhythm_begins_anew(scheduling):
    scheduling.set_scheduled("tax", Each.MONTH)
    scheduling.note_done("tax", 20260331)
    scheduling.set_scheduled("tax", Each.MONTH, "csv")
    assert scheduling.schedule() == (Scheduled("tax", Each.MONTH, "csv", 20260331),)
    scheduling.set_scheduled("tax", Each.WEEK, "csv", first_weekday=6)
    assert scheduling.schedule() == (Scheduled("tax", Each.WEEK, "csv", 20260228),)
    scheduling.set_scheduled("tax", None)
    scheduling.set_scheduled("tax", None)
    assert scheduling.schedule() == ()


def test_what_is_no_report_and_who_may_not_is_refused(scheduling, counter):
    counter.post("user", code="anna", name="Anna", role="cashier")
    assert refused(scheduling.set_scheduled, "taxes", Each.DAY).code == "unknown_report"
    assert refused(scheduling.set_scheduled, "tax", Each.DAY, "doc").code == "unknown_format"
    with pytest.raises(Refusal, match="not_allowed"):
        scheduling.set_scheduled("tax", Each.DAY, user="anna")
    assert scheduling.schedule() == ()
