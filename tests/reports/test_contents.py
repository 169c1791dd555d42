"""The table of contents has every report once, in a group, by a short name."""

from app.reports import contents as table
from app.reports.asked import Asked
from app.reports.contents import Group, contents
from app.reports.offered import OFFERED, Reports


def test_every_report_stands_in_it_once():
    names = [one.name for one in contents()]
    assert sorted(names) == sorted(one.name for one in OFFERED)


def test_labels_are_short_and_groups_stand_together():
    listed = contents()
    assert all(len(one.label) <= 34 for one in listed), [one.label for one in listed if len(one.label) > 34]
    groups = [one.group for one in listed]
    assert list(dict.fromkeys(groups)) == list(Group)
    assert groups == sorted(groups, key=list(Group).index)


def test_a_report_is_called_on_paper_as_it_is_in_the_list(counter):
    reports = Reports(counter.book, counter.clock)
    assert {one.name: reports.ask(one.name, Asked()).title for one in contents()} == {
        one.name: one.label for one in contents()
    }


def test_a_report_that_nobody_has_put_into_a_group_is_listed_all_the_same(monkeypatch):
    monkeypatch.setattr(table, "_LABELS", {})
    assert [one.name for one in contents()] == [one.name for one in OFFERED]
