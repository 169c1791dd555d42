import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.settings import LabelPrinter, Machine, Settings, label_printer_of
from app.base.trouble import Trouble
from app.domain.wording import sentence
from tests.store.disks import open_folder, write_protected


@pytest.fixture
def path(tmp_path):
    return tmp_path / "config" / "machine.json"


def test_a_new_machine_has_what_is_usual(path):
    assert Settings(path).machine == Machine()
    assert not path.exists()


def test_what_is_changed_is_kept(path):
    kept = Settings(path)
    assert kept.change(theme="dark", volume=0, sound=False, receipt_printer="Kasse 1") == kept.machine
    kept.change(receipt_paper="A5", scanner_gap_ms=150)
    assert Settings(path).machine == Machine("dark", False, 0, "Kasse 1", "A5", 150)
    assert [one.name for one in path.parent.iterdir()] == ["machine.json"]


def test_favourites_and_what_was_asked_last_are_of_the_book_that_is_open(path, tmp_path):
    corner, kiosk = tmp_path / "corner.book", tmp_path / "kiosk.book"
    # What was kept before books had their own goes to the first that changes something.
    Settings(path).change(favourite_reports="tax abc", theme="dark")
    first, second = Settings(path, corner), Settings(path, kiosk)
    assert first.machine.favourite_reports == "tax abc"
    first.change(last_reports=[{"name": "tax"}])
    second.change(favourite_reports="day-end", last_reports=[])
    first.change(volume=10)
    for book, favourites, last in ((corner, "tax abc", [{"name": "tax"}]), (kiosk, "day-end", [])):
        machine = Settings(path, book).machine
        assert (machine.favourite_reports, machine.last_reports, machine.theme) == (favourites, last, "dark")
    assert Settings(path, tmp_path / "new.book").machine.favourite_reports == ""
    # Known by where it lies, however it is named.
    assert Settings(path, tmp_path / "x" / ".." / "kiosk.book").machine.favourite_reports == "day-end"


def test_what_makes_no_sense_of_a_book_is_as_if_it_had_never_been_kept(path, tmp_path):
    book = tmp_path / "corner.book"
    for kept in (7, {"favourite_reports": 7, "last_reports": {}}, None):
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps({"books": {str(book): kept}}))
        assert Settings(path, book).machine.favourite_reports == ""
        assert Settings(path, book).change(volume=3).last_reports == []


def test_only_so_many_books_are_kept_and_the_newest(path, tmp_path):
    for number in range(60):
        Settings(path, tmp_path / f"{number}.book").change(favourite_reports=f"report-{number}")
    kept = json.loads(path.read_text())["books"]
    assert len(kept) == 50
    assert Settings(path, tmp_path / "59.book").machine.favourite_reports == "report-59"
    assert Settings(path, tmp_path / "9.book").machine.favourite_reports == ""


def test_only_what_there_is_can_be_changed(path):
    with pytest.raises(TypeError):
        Settings(path).change(colour="red")


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", "7", '"dark"', "\x00", '{"theme": {"a": 1}}', "[" * 100_000, '{"theme": "dark"']
)
def test_a_file_that_makes_no_sense_is_as_if_it_were_not_there(path, text):
    path.parent.mkdir()
    path.write_text(text)
    assert Settings(path).machine == Machine()
    # And it can be set again.
    Settings(path).change(theme="dark")
    assert Settings(path).machine.theme == "dark"


def test_a_file_that_is_no_text_is_as_if_it_were_not_there(path):
    path.parent.mkdir()
    path.write_bytes(b"\xff\xfe\x00")
    assert Settings(path).machine == Machine()


def test_what_makes_sense_is_taken_and_the_rest_is_as_usual(path):
    path.parent.mkdir()
    stored = {
        "theme": "purple", "sound": "yes", "volume": 1000, "receipt_printer": "Kasse 1", "receipt_paper": "A3",
        "scanner_gap_ms": -1, "unknown": 7,
    }  # fmt: skip
    path.write_text(json.dumps(stored))
    assert Settings(path).machine == Machine(receipt_printer="Kasse 1")
    path.write_text(json.dumps({"volume": True, "sound": 1, "scanner_gap_ms": 80.5, "theme": None}))
    assert Settings(path).machine == Machine()


STORED = st.dictionaries(
    st.sampled_from([*Machine.__slots__, "x"]),
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.lists(st.integers(), max_size=2),
)


@settings(max_examples=50)
@given(STORED)
def test_whatever_the_file_says_there_are_settings(stored):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "machine.json"
        path.write_text(json.dumps(stored))
        machine = Settings(path).machine
    assert machine.theme in ("auto", "light", "dark")
    assert machine.receipt_paper in ("80mm", "A4", "A5")
    assert 0 <= machine.volume <= 100
    assert 10 <= machine.scanner_gap_ms <= 1000
    assert type(machine.sound) is bool


def test_what_cannot_be_kept_holds_until_the_program_ends():
    with open_folder() as folder:
        kept = Settings(folder / "machine.json")
        with write_protected(folder), pytest.raises(Trouble) as caught:
            kept.change(theme="dark")
        assert caught.value.code == "settings_not_kept"
        assert sentence(caught.value.code, caught.value.facts)
        assert kept.machine.theme == "dark"
        assert Settings(folder / "machine.json").machine.theme == "auto"


def test_what_a_printer_of_labels_is_off_is_kept_by_its_name(tmp_path):
    settings = Settings(tmp_path / "machine.json")
    settings.change(sheet_printers={"Zebra": [203, 3, -5, 1004]})
    again = Settings(tmp_path / "machine.json").machine
    assert label_printer_of(again, "Zebra") == LabelPrinter(203, 3, -5, 1004)
    assert label_printer_of(again, "Canon") == LabelPrinter()


@pytest.mark.parametrize("junk", ["x", [1, 2], [203, "a", 0, 1000], [203, True, 0, 1000]])
def test_a_printer_that_makes_no_sense_is_as_if_it_had_never_been_set(tmp_path, junk):
    assert label_printer_of(Machine(sheet_printers={"Zebra": junk}), "Zebra") == LabelPrinter()


def test_two_threads_that_change_settings_lose_neither(path):
    kept = Settings(path)
    with ThreadPoolExecutor(2) as threads:
        asked = [
            threads.submit(kept.change, **{name: number})
            for number in range(1, 50)
            for name in ("scanner_gap_ms", "volume")
        ]
        for one in asked:
            one.result()
    machine = Settings(path).machine
    assert machine == kept.machine
    assert (machine.scanner_gap_ms, machine.volume) != (Machine().scanner_gap_ms, Machine().volume)
