from __future__ import annotations

import sys
import threading
from functools import partial

import pytest
from PySide6.QtCore import QObject, QStringListModel, QThread, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QStyledItemDelegate, QTableView, QWidget
from shiboken6 import delete

from app.base.trouble import Trouble
from app.domain.refusal import Refusal
from app.ui.tasks import PatientPool, Pool, StoreThread


@pytest.fixture
def store(qtbot):
    thread = StoreThread()
    yield thread
    thread.close()


@pytest.fixture
def pool(qtbot):
    made = Pool()
    yield made
    made.close()


class Asker(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.answers: list[object] = []
        self.errors: list[Refusal | Trouble] = []
        self.on_gui_thread: list[bool] = []

    def take(self, answer: object) -> None:
        self.answers.append(answer)
        self.on_gui_thread.append(QThread.currentThread() is self.thread())

    def fail(self, error: Refusal | Trouble) -> None:
        self.errors.append(error)


def test_busy_workers_hand_python_on_sooner_than_a_key_may_wait(pool):
    # Drawing asks for Python again and again, and waits each time for the turns of all of them.
    assert sys.getswitchinterval() < 0.001


def test_jobs_run_in_the_order_asked_and_answer_on_the_gui_thread(qtbot, store):
    asker = Asker()
    gui = threading.get_ident()
    ran_on: list[int] = []

    def job(number: int) -> int:
        ran_on.append(threading.get_ident())
        return number

    for number in range(200):
        store.submit(partial(job, number), asker.take, asker.fail)
    qtbot.waitUntil(lambda: len(asker.answers) == 200)
    assert asker.answers == list(range(200))
    assert gui not in ran_on
    assert len(set(ran_on)) == 1
    assert all(asker.on_gui_thread)


@pytest.mark.parametrize("error", [Refusal("quantity_zero"), Trouble("disk_full")])
def test_a_refusal_and_trouble_go_to_the_one_who_asked(qtbot, store, error):
    asker = Asker()

    def job() -> None:
        raise error

    store.submit(job, asker.take, asker.fail)
    qtbot.waitUntil(lambda: bool(asker.errors))
    assert asker.errors == [error]
    assert asker.answers == []


def test_a_bug_is_told_to_the_one_who_asked_and_to_the_crash_handler(qtbot, store):
    asker = Asker()
    with qtbot.captureExceptions() as caught:
        store.submit(lambda: 1 // 0, asker.take, asker.fail)
        store.submit(lambda: "next", asker.take, asker.fail)
        qtbot.waitUntil(lambda: asker.answers == ["next"])
    assert [error.code for error in asker.errors] == ["program_fault"]
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]


def test_closing_does_everything_that_was_asked(qtbot):
    store = StoreThread()
    asker = Asker()
    gate = threading.Event()
    done: list[int] = []
    store.submit(gate.wait, asker.take, asker.fail)
    for number in range(50):
        store.submit(partial(done.append, number), asker.take, asker.fail)
    gate.set()
    store.close()
    assert done == list(range(50))
    with pytest.raises(RuntimeError):
        store.submit(gate.wait, asker.take, asker.fail)


def test_the_pool_finishes_what_was_asked_before_it_closes(qtbot):
    pool = Pool()
    asker = Asker()
    done: list[int] = []
    for number in range(50):
        pool.submit(partial(done.append, number), asker.take, asker.fail)
    pool.close()
    assert sorted(done) == list(range(50))


def test_the_pool_answers_on_the_gui_thread(qtbot, pool):
    asker = Asker()
    pool.submit(lambda: "read", asker.take, asker.fail)
    qtbot.waitUntil(lambda: asker.answers == ["read"])
    assert asker.on_gui_thread == [True]


class Picture(QWidget):
    def __init__(self, seen: list[str]) -> None:
        super().__init__()
        self.seen = seen

    def paintEvent(self, event: QPaintEvent) -> None:
        self.seen.append("painted")


def test_a_patient_pool_begins_when_the_window_is_painted(qtbot):
    seen: list[str] = []
    pool, asker, picture = PatientPool(), Asker(), Picture(seen)
    qtbot.addWidget(picture)
    picture.show()
    qtbot.waitExposed(picture)
    qtbot.waitUntil(lambda: bool(seen))
    seen.clear()
    pool.submit(partial(seen.append, "worked"), asker.take, asker.fail)
    picture.update()
    qtbot.waitUntil(lambda: bool(asker.answers))
    assert seen == ["painted", "worked"]
    assert asker.on_gui_thread == [True]
    pool.close()


class RowPainter(QStyledItemDelegate):
    def __init__(self, seen: list[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.seen = seen

    def paint(self, _painter, _option, index) -> None:
        self.seen.append(str(index.data()))


def test_a_patient_pool_begins_when_a_table_has_painted_its_other_rows(qtbot):
    seen: list[str] = []
    pool, asker, table, model = PatientPool(), Asker(), QTableView(), QStringListModel(["old"])
    qtbot.addWidget(table)
    table.setItemDelegate(RowPainter(seen, table))
    table.setModel(model)
    table.show()
    qtbot.waitExposed(table)
    qtbot.waitUntil(lambda: "old" in seen)
    seen.clear()
    model.setStringList(["new"])
    pool.submit(partial(seen.append, "worked"), asker.take, asker.fail)
    qtbot.waitUntil(lambda: bool(asker.answers))
    assert seen.index("new") < seen.index("worked")
    pool.close()


def test_a_patient_pool_does_what_has_not_begun_before_it_closes(qtbot):
    pool, asker = PatientPool(), Asker()
    done: list[int] = []
    for number in range(50):
        pool.submit(partial(done.append, number), asker.take, asker.fail)
    pool.close()
    assert sorted(done) == list(range(50))
    with pytest.raises(RuntimeError):
        pool.submit(partial(done.append, 50), asker.take, asker.fail)


@pytest.mark.parametrize("wrap", [lambda method: method, partial])
def test_an_answer_for_a_widget_that_is_gone_is_dropped(qtbot, store, wrap):
    gone, stays = Asker(), Asker()
    gate = threading.Event()
    store.submit(gate.wait, wrap(gone.take), gone.fail)
    store.submit(lambda: "end", stays.take, stays.fail)
    delete(gone)
    gate.set()
    qtbot.waitUntil(lambda: stays.answers == ["end"])
    assert gone.answers == []


def test_the_gui_goes_on_while_a_job_takes_long(qtbot, store):
    asker = Asker()
    gate = threading.Event()
    ticks: list[int] = []
    store.submit(gate.wait, asker.take, asker.fail)
    QTimer.singleShot(0, lambda: ticks.append(1))
    qtbot.waitUntil(lambda: ticks == [1])
    assert asker.answers == []
    gate.set()
    qtbot.waitUntil(lambda: asker.answers == [True])
