"""Check everything, cheapest first.

    python3 packaging/test.py

A part alone:  lint | types | contracts | tests [pytest's arguments] | bench.  Sets up what is missing first.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import setup_env

ROOT = setup_env.ROOT


class Check(NamedTuple):
    """A tool that looks at the code, and what to do when it finds something."""

    name: str
    command: list[str]
    advice: str


# The longest first: the others have their turns beside it.
STATIC: dict[str, list[Check]] = {
    "types": [Check("types", ["mypy"], "Mend the types; a cast or an ignore needs its reason beside it.")],
    "lint": [
        Check("format", ["ruff", "format", "--check", "."], "Run .venv/bin/ruff format ."),
        Check("lint", ["ruff", "check", "."], "Mend what it names; .venv/bin/ruff check --fix . does some of it."),
        Check(
            "spelling",
            ["codespell", "app", "tests", "packaging", "README.md", "pyproject.toml"],
            "Mend the word; a word that is right goes to ignore-words-list in pyproject.toml.",
        ),
    ],
    "contracts": [
        Check("imports", ["lint-imports"], "app/README.md says where things go and which way data flows."),
        Check("packages", ["deptry", "--no-ansi", "."], "What is imported stands in pyproject.toml, nothing else."),
        Check("dead code", ["vulture"], "Delete what nothing uses."),
    ],
}
# By path: what coverage tells of each file.
Files = dict[str, dict[str, dict[str, int]]]
PARTS = (*STATIC, "tests")
FOR_TESTS = ("apt-runtime.txt", "apt-test.txt")

# Least coverage with branches, in percent, for each folder.
FLOORS = {
    "app/domain": 95,
    "app/store": 95,
    "app/services": 95,
    "app/reports": 95,
    "app/printing": 95,
    "app/ui": 85,
}


def main(arguments: list[str]) -> int:
    """Run the parts that are asked for; 0 when all of them are clean."""
    part, rest = (arguments[0], arguments[1:]) if arguments else ("all", [])
    if part in {"-h", "--help"}:
        setup_env.say(str(__doc__))
        return 0
    if part not in {*PARTS, "all", "bench"} or (rest and part != "tests"):
        print(__doc__, file=sys.stderr)
        return 2
    os.chdir(ROOT)
    began = time.monotonic()
    try:
        clean = run_all() if part == "all" else run_part(part, rest)
    except setup_env.SetupError as error:
        print(error, file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        return 130
    setup_env.say(f"{'All clean' if clean else 'Not clean'} after {time.monotonic() - began:.0f} s.")
    return 0 if clean else 1


def run_all() -> bool:
    """Run all parts; the tests only where the others found nothing, since they would say it at greater length."""
    programs = setup_env.prepare(groups=("dev",), system=FOR_TESTS)
    # Python compiles each test once: else both processes that run the tests would, at the same time.
    read = [str(programs / "python"), "-m", "pytest", "--collect-only", "--no-cov", "-q"]
    with subprocess.Popen(read, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment()) as reading:
        clean = run_checks(programs, (check for checks in STATIC.values() for check in checks))
        if not clean:
            reading.terminate()
    return clean and run_all_tests(programs)


def run_part(name: str, rest: list[str]) -> bool:
    """Run one part."""
    programs = setup_env.prepare(groups=("dev",), system=() if name in STATIC else FOR_TESTS)
    if name in STATIC:
        return run_checks(programs, STATIC[name])
    if name == "bench":
        return run_benchmarks(programs)
    return run_some_tests(programs, rest) if rest else run_all_tests(programs)


def run_checks(programs: Path, checks: Iterable[Check]) -> bool:
    """Run tools, two at a time. Every one runs, so that one round shows all there is to mend."""
    with ThreadPoolExecutor(max_workers=2) as two:
        return list(two.map(lambda check: run_check(programs, check), checks)).count(False) == 0


def run_check(programs: Path, check: Check) -> bool:
    """Run one tool; what it says is shown only when it finds something."""
    began = time.monotonic()
    status, output = setup_env.run_quietly([str(programs / check.command[0]), *check.command[1:]])
    said = f"{'ok ' if status == 0 else 'RED'}  {check.name:<10} {time.monotonic() - began:5.1f} s"
    # In one piece: another tool may end at the same moment.
    setup_env.say(said if status == 0 else f"{said}\n{output.rstrip()}\n     {check.advice}\n")
    return status == 0


def run_benchmarks(programs: Path) -> bool:
    """Run each benchmark; it prints its ratio beside the budget and fails when it is over."""
    scripts = sorted((ROOT / "tests" / "benchmarks").glob("bench_*.py"))
    return [run_shown([str(programs / "python"), str(script)]) for script in scripts].count(False) == 0


def run_some_tests(programs: Path, arguments: list[str]) -> bool:
    """Run pytest as asked: one process, no coverage, so that a debugger and prints work."""
    return run_shown([str(programs / "python"), "-m", "pytest", *arguments])


def run_all_tests(programs: Path) -> bool:
    """Run every test on a few processes and hold each folder to its coverage."""
    python = str(programs / "python")
    with tempfile.TemporaryDirectory(prefix="tillbook-test-") as folder:
        variables = {"COVERAGE_FILE": str(Path(folder) / "coverage")}
        # A file's tests stay together: what they share is made once. tests/conftest.py says which files come first.
        # One more than most machines have cores: many a test waits for a disk, a display or a program that it started.
        shared = ["-n", "3", "--dist", "loadfile", "--no-loadscope-reorder"]
        counted = ["--cov", "--cov-report=", "--durations=20"]
        passed = run_shown([python, "-m", "pytest", *shared, *counted], **variables)
        return passed and report_coverage(python, Path(folder), variables) and hold_floors(Path(folder))


def report_coverage(python: str, folder: Path, variables: dict[str, str]) -> bool:
    """Write down what ran of each file: of the window and of all else, one as long as the other, at the same time."""
    halves = {"window": "--include=app/ui/*", "rest": "--omit=app/ui/*"}
    command = [python, "-m", "coverage", "json", "-q"]
    with ThreadPoolExecutor(max_workers=2) as two:
        jobs = [
            two.submit(run_shown, [*command, half, "-o", str(folder / f"{name}.json")], **variables)
            for name, half in halves.items()
        ]
    return all(job.result() for job in jobs)


def run_shown(command: list[str], **variables: str) -> bool:
    """Run a program with its output shown and nothing to read from."""
    return subprocess.run(command, stdin=subprocess.DEVNULL, env=environment(**variables), check=False).returncode == 0


def environment(**variables: str) -> dict[str, str]:
    """What programs find around them: windows are drawn without a screen, and what Python compiled is kept.

    The tests start the program hundreds of times: to compile it anew would take longer than all else about a start.
    """
    own = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", **variables}
    own.pop("PYTHONDONTWRITEBYTECODE", None)
    return own


def hold_floors(reports: Path) -> bool:
    """Print the coverage of each folder and tell whether all stand above their floors."""
    files: Files = {}
    for report in reports.glob("*.json"):
        files |= json.loads(report.read_text(encoding="utf-8"))["files"]
    return [hold_floor(folder, floor, files) for folder, floor in FLOORS.items()].count(False) == 0


def hold_floor(folder: str, floor: int, files: Files) -> bool:
    """Print the coverage of one folder, and below its floor the files that miss most."""
    inside = {path: file["summary"] for path, file in files.items() if path.startswith(f"{folder}/")}
    missed = {
        path: figures["num_statements"] + figures["num_branches"] - hit(figures) for path, figures in inside.items()
    }
    whole = sum(missed.values()) + sum(map(hit, inside.values()))
    covered = 100 * (whole - sum(missed.values())) / whole if whole else 100.0
    reached = covered >= floor
    setup_env.say(f"{'ok ' if reached else 'RED'}  {folder:<13} {covered:5.1f} % covered, at least {floor} %")
    if not reached:
        worst = sorted(missed, key=lambda path: -missed[path])[:5]
        setup_env.say("     Test first: " + ", ".join(f"{path} ({missed[path]} missed)" for path in worst))
    return reached


def hit(figures: dict[str, int]) -> int:
    """How many statements and branches ran."""
    return figures["covered_lines"] + figures["covered_branches"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
