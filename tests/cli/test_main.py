"""The command line as a whole: where the book is named, how a call ends."""

import json
import shlex
import subprocess
import sys

import pytest

from app.base.trouble import Trouble
from app.cli import main
from app.cli.doors import Doors
from app.domain.refusal import Refusal
from app.version import VERSION
from tests.books import counter_at
from tests.cli.doors import ROOT, sale, started, tillbook, written

COMMANDS = [
    "post",
    "verify",
    "report",
    "import",
    "export",
    "init",
    "scan",
    "total",
    "help",
    "version",
    "sample",
    "demo",
]


@pytest.fixture
def book(tmp_path):
    counter = counter_at(tmp_path / "shop.book")
    counter.product("A", "1.50")
    counter.book.close_thread()
    return counter.book.path


@pytest.fixture
def asked():
    """What the doors were asked to open, by doors that only note it down."""
    notes = []

    def note(name, answer=0):
        def door(*given):
            notes.append((name, *given))
            return answer

        return door

    doors = Doors(note("open"), note("create"), note("till"), note("sample"), note("demo"))
    return doors, notes


def test_the_book_may_be_named_before_or_after_the_command(book, tmp_path, capsys):
    path = written(tmp_path / "in.jsonl", sale("s1"))
    for call in (["--book", book, "post", path], ["post", "--book", book, path], ["post", path, "--book", book]):
        assert tillbook(*call) == 0
    assert [json.loads(line)["status"] for line in capsys.readouterr().out.splitlines()] == [
        "posted",
        "already posted",
        "already posted",
    ]


def test_the_book_after_the_command_is_the_one_that_counts(book, tmp_path):
    path = written(tmp_path / "in.jsonl", sale("s1"))
    assert tillbook("--book", tmp_path / "other.book", "post", "--book", book, path) == 0


def test_without_a_book_it_is_the_users_own(home, asked):
    doors, notes = asked
    assert main.run([], doors) == 0
    assert [(name, path.name, home in path.parents, *till) for name, path, *till in notes] == [
        ("till", "shop.book", True, "")
    ]


def test_another_till_is_opened_by_its_code(asked, tmp_path):
    doors, notes = asked
    book = tmp_path / "x.book"
    assert main.run(["--till", "T2", "--book", str(book)], doors) == 0
    assert main.run(["--book", str(book), "--till", "T3"], doors) == 0
    assert notes == [("till", book, "T2"), ("till", book, "T3")]


@pytest.mark.parametrize("arguments", [["--book", ""], ["--book="], ["post", "--book", "", "x"]])
def test_an_empty_name_is_no_book(arguments, asked, capsys):
    """A script whose variable is empty must not write into the user's own book."""
    doors, notes = asked
    with pytest.raises(SystemExit) as end:
        main.run(arguments, doors)
    assert end.value.code == 2
    assert notes == []
    assert "--book" in capsys.readouterr().err


def test_windows_and_the_demonstration_are_opened_by_their_doors(asked, tmp_path):
    doors, notes = asked
    for call in (["--book", str(tmp_path / "x.book")], ["sample"], ["demo", "--out", str(tmp_path)], ["demo"]):
        assert main.run(call, doors) == 0
    assert [note[0] for note in notes] == ["till", "sample", "demo", "demo"]
    assert (notes[0][1], notes[2][1], notes[3][1].name) == (tmp_path / "x.book", tmp_path, "demo-day")


@pytest.mark.parametrize(("end", "status"), [(Refusal("no_lines"), 2), (Trouble("disk_full", book="b"), 3)])
def test_a_no_and_trouble_end_with_their_status_and_a_sentence(end, status, capsys):
    def door(*_):
        raise end

    assert main.run(["--book", "x.book"], Doors(door, door, door, door, door)) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments", [["sell"], ["post"], ["--no-such-option"], ["post", "a", "b"], ["import", "products"], ["--book"]]
)
def test_a_call_that_cannot_be_read_is_unusable(arguments, capsys):
    assert tillbook(*arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "usage: tillbook" in err
    assert "Traceback" not in err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command, capsys):
    assert tillbook(command, "--help") == 0
    assert f"tillbook {command}" in capsys.readouterr().out


def test_the_version_is_said(capsys):
    assert tillbook("version") == 0
    assert capsys.readouterr().out == f"tillbook {VERSION}\n"


@pytest.mark.parametrize(
    ("make", "status"),
    [
        (lambda path: None, 2),
        (lambda path: path.mkdir(), 2),
        (lambda path: path.touch(), 2),
        (lambda path: path.write_bytes(b"\x89PNG\r\n"), 2),
    ],
    ids=["none", "folder", "empty", "picture"],
)
@pytest.mark.parametrize("command", [["post", "-"], ["verify"], ["report", "tax"]])
def test_what_is_no_book_is_trouble_in_one_sentence(tmp_path, make, status, command, capsys):
    path = tmp_path / "shop.book"
    make(path)
    assert tillbook("--book", path, *command) == status
    out, err = capsys.readouterr()
    assert (out, len(err.splitlines())) == ("", 1)
    assert str(path) in err


def test_the_address_of_a_server_is_refused(capsys):
    assert tillbook("--book", "postgresql://server/shop", "verify") == 2
    assert "server" in capsys.readouterr().err


def test_the_program_itself_ends_with_the_status(tmp_path):
    for arguments, status in [(["version"], 0), (["--book", tmp_path / "none.book", "verify"], 2), (["sell"], 2)]:
        with started(*arguments) as program:
            out, err = program.communicate("")
            assert program.returncode == status
            assert "Traceback" not in out + err


@pytest.mark.parametrize(
    ("call", "status"),
    [
        ("help codes > /dev/full", 3),
        ("version > /dev/full", 3),
        ("report --list > /dev/full", 3),
        ("verify > /dev/full", 3),
        ("report sales >&-", 3),
        ("scan - <&-", 2),
    ],
)
def test_what_cannot_be_read_or_written_is_told_in_a_sentence(tmp_path, call, status):
    counter_at(tmp_path / "shop.book").book.close_thread()
    command = f"{shlex.quote(sys.executable)} -m app --book {shlex.quote(str(tmp_path / 'shop.book'))} {call}"
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, len(done.stderr.splitlines())) == (status, 1), done.stderr
