"""The two commands: what they set up, what they say, and that the documents tell the truth about them."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import APP, ROOT, load_script, nodes, python_files, tree_of

setup_env = load_script("setup_env")
run = load_script("run")
checks = load_script("test")


@pytest.mark.parametrize("name", ["apt-runtime.txt", "apt-test.txt"])
def test_each_system_package_is_listed_once_with_its_proof(name: str) -> None:
    packages = setup_env.read_packages(ROOT / "packaging" / name)
    assert packages
    assert len({package.name for package in packages}) == len(packages)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9.+-]+", package.name) for package in packages)


def test_a_library_a_program_and_a_file_are_found_and_missed() -> None:
    assert setup_env.is_present("libc.so.6")
    assert setup_env.is_present("sh")
    assert setup_env.is_present(__file__)
    for proof in ("libnowhere-to-be-found.so.9", "nowhere-to-be-found", "/nowhere/to/be/found"):
        assert not setup_env.is_present(proof)


def test_what_a_person_has_to_install_is_one_line_to_type() -> None:
    advice = setup_env.advice(["libegl1", "xvfb"])
    assert "libegl1" in advice
    assert "xvfb" in advice
    if setup_env.shutil.which("apt-get"):
        assert re.search(r"^    .*apt-get install -y --no-install-recommends libegl1 xvfb$", advice, re.MULTILINE)


def test_an_old_python_is_refused_in_a_sentence() -> None:
    with pytest.raises(setup_env.SetupError, match=r"needs Python 3\.11 or newer, and this is 3\.9"):
        setup_env.check_python((3, 9))
    setup_env.check_python((3, 14))


def test_an_interrupted_set_up_is_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stamp = tmp_path / "stamp.json"
    monkeypatch.setattr(setup_env, "STAMP", stamp)
    monkeypatch.setattr(setup_env, "environment_python", lambda: Path(sys.executable))
    assert setup_env.groups_there("now") == []
    for broken in ("", "{", "[]", '{"digest": "now"}', '{"digest": "before", "groups": ["till"]}'):
        stamp.write_text(broken)
        assert setup_env.groups_there("now") == []
    stamp.write_text('{"digest": "now", "groups": ["till"]}')
    assert setup_env.groups_there("now") == ["till"]


def test_new_pins_make_a_new_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = setup_env.digest()
    assert before == setup_env.digest()
    changed = tmp_path / "constraints.txt"
    changed.write_text(setup_env.CONSTRAINTS.read_text(encoding="utf-8") + "extra==1\n")
    monkeypatch.setattr(setup_env, "CONSTRAINTS", changed)
    assert setup_env.digest() != before


def test_a_program_that_is_not_there_is_an_answer_and_no_traceback() -> None:
    status, output = setup_env.run_quietly(["/nowhere/to/be/found"])
    assert status == 127
    assert "No such file" in output


@pytest.mark.parametrize(
    ("display", "wayland"), [("", ""), (":987", ""), ("", "wayland-987"), (":987", "wayland-987"), ("rubbish", "")]
)
def test_the_demonstration_is_played_where_no_display_answers(
    display: str, wayland: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.setenv("WAYLAND_DISPLAY", wayland)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    started: list[list[str]] = []

    def start(_programs: Path, arguments: list[str], **variables: str) -> int:
        started.append([*arguments[:2], *variables.values()])
        return 3

    monkeypatch.setattr(run.setup_env, "prepare", lambda: Path(sys.executable).parent)
    monkeypatch.setattr(run, "start", start)
    assert run.main([]) == 3
    assert started == [["demo", "--out", "offscreen"]]


def test_a_shop_of_ones_own_is_opened_without_a_word_for_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []

    def start(_programs: Path, arguments: list[str], **_variables: str) -> int:
        started.append(arguments)
        return 0

    monkeypatch.setattr(run.setup_env, "prepare", lambda: Path(sys.executable).parent)
    monkeypatch.setattr(run, "start", start)
    assert run.main(["mine"]) == 0
    assert started == [[]]


def test_a_folder_below_its_floor_is_red_and_says_where_to_begin(capsys: pytest.CaptureFixture[str]) -> None:
    def figures(covered: int) -> dict[str, dict[str, int]]:
        counts = {"num_statements": 90, "num_branches": 10, "covered_lines": covered, "covered_branches": 0}
        return {"summary": counts}

    files = {"app/domain/tax.py": figures(90), "app/domain/basket.py": figures(60), "app/ui/bus.py": figures(0)}
    assert checks.hold_floor("app/domain", 75, files)
    assert not checks.hold_floor("app/domain", 76, files)
    assert "app/domain/basket.py (40 missed)" in capsys.readouterr().out
    assert checks.hold_floor("app/store", 95, files), "an empty folder has nothing to cover"


def test_every_folder_with_a_floor_exists() -> None:
    assert all((ROOT / folder).is_dir() for folder in checks.FLOORS)


def test_an_unknown_part_is_answered_with_the_parts_there_are() -> None:
    command = [sys.executable, str(ROOT / "packaging" / "test.py"), "everything"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "lint | types | contracts" in done.stderr


def test_ci_runs_the_same_command_as_a_developer() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "#!/usr/bin/env bash"
    assert lines[-1] == "exec python3 packaging/test.py"


def test_the_commands_in_the_documents_exist() -> None:
    for document in (ROOT / "README.md", APP / "README.md"):
        text = document.read_text(encoding="utf-8")
        for script, part in re.findall(r"python3 (packaging/\w+\.py)(?: ([a-z]+))?", text):
            assert (ROOT / script).exists(), f"{document.name} names {script}, which is not there."
            if script == "packaging/test.py" and part:
                assert part in {*checks.PARTS, "bench"}, f"{document.name} names {part}, which test.py does not know."


def _words_handed_to_the_program(text: str) -> set[str]:
    """The commands after packaging/run.py in a document: `init` of `run.py --book shop.db init --currency EUR`."""
    lines = re.findall(r"python3 packaging/run\.py((?: [^`\n]+)?)", text)
    without_options = (re.sub(r"--\w+ \S+", "", line).split() for line in lines)
    return {words[0] for words in without_options if words}


def test_the_words_handed_to_the_program_are_found() -> None:
    lines = ["    python3 packaging/run.py", "    python3 packaging/run.py --book a.db init --currency EUR"]
    text = "\n".join([*lines, "`python3 packaging/run.py help` lists"])
    assert _words_handed_to_the_program(text) == {"init", "help"}


def test_the_program_knows_the_commands_of_the_readme() -> None:
    doors = [path for path in (APP / "__main__.py", *python_files("app/cli")) if path.exists()]
    known = {node.value for path in doors for node in nodes(tree_of(path)) if isinstance(node, ast.Constant)}
    words = _words_handed_to_the_program((ROOT / "README.md").read_text(encoding="utf-8"))
    known |= set(run.MINE)  # which run.py answers to by itself
    assert words <= known, f"README.md hands over {sorted(words - known)}, which nothing in app/cli answers to."


def test_the_readme_gives_both_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "    python3 packaging/run.py\n" in text
    assert "    python3 packaging/test.py\n" in text
