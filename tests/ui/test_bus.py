from __future__ import annotations

from app.domain.changes import Changes
from app.ui.bus import Bus


def test_what_changed_reaches_every_view(qtbot):
    bus = Bus()
    heard: list[Changes] = []
    bus.changed.connect(heard.append)
    changes = Changes(frozenset({"stock"}), frozenset({7}))
    bus.publish(changes)
    assert heard == [changes]


def test_nothing_goes_out_when_nothing_changed(qtbot):
    bus = Bus()
    heard: list[Changes] = []
    bus.changed.connect(heard.append)
    bus.publish(Changes())
    assert heard == []
