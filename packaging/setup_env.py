"""The set-up that run.py and test.py share: a virtual environment, its packages and the system's own libraries.

Standard library only, because nothing else is there yet. It never asks and never waits for a key: what it cannot do
itself it says in a sentence, with the command to type, and stops.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "packaging"
ENVIRONMENT = ROOT / ".venv"
CONSTRAINTS = HOUSE / "constraints.txt"
# What the environment was made from; written last, so that an interrupted set-up is done again.
STAMP = ENVIRONMENT / "tillbook-setup.json"
OLDEST_PYTHON = (3, 11)
TAIL_LINES = 15
NEWER_PIP = "pip>=25"


class SetupError(Exception):
    """Something a person has to do first. The message is the whole of what they read."""


class SystemPackage(NamedTuple):
    """A Debian package and what shows that it is there: a library, a program or a file."""

    name: str
    proof: str


def prepare(*, groups: tuple[str, ...] = (), system: tuple[str, ...] = ("apt-runtime.txt",)) -> Path:
    """Make all that is missing and return the folder of the environment's programs.

    Args:
        groups: Optional dependencies of pyproject.toml to install beside the till's own (`dev`).
        system: Lists in packaging/ of the system packages that have to be there.

    Raises:
        SetupError: What is missing and how a person gets it.
    """
    check_python(sys.version_info[:2])
    ensure_system([package for name in system for package in read_packages(HOUSE / name)])
    ensure_environment(("till", *groups))
    return ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")


def check_python(version: tuple[int, int]) -> None:
    """Refuse a Python that is too old.

    Raises:
        SetupError: With the version that is needed.
    """
    if version < OLDEST_PYTHON:
        here, wanted = (".".join(map(str, pair)) for pair in (version, OLDEST_PYTHON))
        raise SetupError(
            f"Tillbook needs Python {wanted} or newer, and this is {here}. "
            f"Start it with a newer one: python{wanted} {' '.join(sys.argv)}"
        )


def say(line: str) -> None:
    """Print a line now, even into a pipe."""
    print(line, flush=True)


# The system's libraries


def read_packages(path: Path) -> list[SystemPackage]:
    """Read a list of system packages: on each line a name and its proof, # begins a comment."""
    lines = (line.split("#")[0].split() for line in path.read_text(encoding="utf-8").splitlines())
    return [SystemPackage(*words) for words in lines if words]


def is_present(proof: str) -> bool:
    """Whether a library, a program or a file is on this machine; a library counts when the loader takes it."""
    if proof.startswith("/"):
        return Path(proof).exists()
    if ".so" not in proof:
        return shutil.which(proof) is not None
    try:
        ctypes.CDLL(proof)
    except OSError:
        return False
    return True


def ensure_system(packages: list[SystemPackage]) -> None:
    """Install the system packages that are missing.

    Raises:
        SetupError: They are missing still; the message has the command to type.
    """
    if sys.platform != "linux":
        return
    wanted = packages + venv_packages()
    if names := missing_names(wanted):
        install_system(names)
        if names := missing_names(wanted):
            raise SetupError(advice(names))


def missing_names(packages: list[SystemPackage]) -> list[str]:
    """The names of the packages whose proof is not there."""
    return [package.name for package in packages if not is_present(package.proof)]


def venv_packages() -> list[SystemPackage]:
    """Debian keeps what makes a virtual environment apart from Python: the package, where it is not there."""
    importlib.invalidate_caches()
    if importlib.util.find_spec("ensurepip") is not None:
        return []
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    return [SystemPackage(f"{version}-venv", f"/usr/lib/{version}/ensurepip/__init__.py")]


def install_system(names: list[str]) -> None:
    """Install packages through apt-get.

    Raises:
        SetupError: There is no apt-get here or no right to use it without a password, or it failed.
    """
    rights = apt_rights()
    if rights is None:
        raise SetupError(advice(names))
    say(f"Installing {len(names)} system packages: {', '.join(names)}")
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"]
    # An update that fails is no end: what is wanted may be in the lists that are there.
    run_quietly([*apt, "update"])
    code, output = run_quietly([*apt, "install", "-y", "--no-install-recommends", *names])
    if code != 0:
        raise SetupError(f"{tail(output)}\nThe system packages could not be installed. {advice(names)}")


def apt_rights() -> list[str] | None:
    """What to put before apt-get: nothing for root, sudo where it asks no password, None where neither helps."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and run_quietly(["sudo", "-n", "true"])[0] == 0:
        return ["sudo", "-n"]
    return None


def advice(names: list[str]) -> str:
    """The sentence and the command for packages that a person has to install."""
    if shutil.which("apt-get") is None:
        return (
            f"These system libraries are missing (names as in Debian): {', '.join(names)}.\n"
            "Install them with this system's package manager, then start again."
        )
    sudo = "" if os.geteuid() == 0 else "sudo "
    return (
        "Some system packages are missing. Type this line, then start again:\n"
        f"    {sudo}apt-get update && {sudo}apt-get install -y --no-install-recommends {' '.join(names)}"
    )


# The virtual environment


def ensure_environment(groups: tuple[str, ...]) -> None:
    """Make the environment, or add to it, unless it already holds these groups at the pinned versions.

    Raises:
        SetupError: The packages could not be had.
    """
    wanted = digest()
    there = groups_there(wanted)
    missing = [group for group in groups if group not in there]
    if not missing:
        return
    if not there:
        say(f"Making the virtual environment in {ENVIRONMENT}")
        # The interpreter below any environment, so that this also works when started from inside .venv.
        base = getattr(sys, "_base_executable", None) or sys.executable
        code, output = run_quietly([base, "-m", "venv", "--clear", str(ENVIRONMENT)])
        if code != 0:
            raise SetupError(f"{tail(output)}\nThe virtual environment could not be made in {ENVIRONMENT}.")
        renew_pip()
    install_packages([line for group in missing for line in dependencies()[group]])
    STAMP.write_text(json.dumps({"digest": wanted, "groups": [*there, *missing]}) + "\n", encoding="utf-8")


def dependencies() -> dict[str, list[str]]:
    """The dependencies that pyproject.toml names: the till's own as `till`, the optional ones by their group."""
    import tomllib  # noqa: PLC0415 -- Python 3.10 has to get as far as the sentence in check_python

    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    return {"till": project["dependencies"], **project["optional-dependencies"]}


def digest() -> str:
    """A digest of all that makes the environment what it is: versions, dependencies, Python and place."""
    parts = [CONSTRAINTS.read_text(encoding="utf-8"), dependencies(), sys.version, sys.base_prefix, str(ENVIRONMENT)]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def groups_there(wanted: str) -> list[str]:
    """The groups which the environment holds, none when it was made from something else or was never finished."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
        if stamp["digest"] == wanted and environment_python().exists():
            return list(stamp["groups"])
    return []


def environment_python() -> Path:
    """The environment's interpreter."""
    return ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def renew_pip() -> None:
    """Take a newer pip than the one that comes with an older Python, which reads the package index half as fast.

    That one will do where no other can be had; what is wrong then is told with the packages.
    """
    pip = [str(environment_python()), "-I", "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    run_quietly([*pip, "--retries", "1", "--timeout", "30", NEWER_PIP])


def install_packages(requirements: list[str]) -> None:
    """Install Python packages at the pinned versions.

    Raises:
        SetupError: With the end of what pip said.
    """
    say("Fetching the Python packages; this takes a minute or two, and later starts skip it")
    pip = [str(environment_python()), "-I", "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    quiet = ["--progress-bar", "off", "--constraint", str(CONSTRAINTS)]
    # A machine that is offline is told within a minute, unless its own settings say otherwise.
    environment = {"PIP_RETRIES": "2", "PIP_DEFAULT_TIMEOUT": "30", **os.environ, "PIP_USER": "0"}
    with subprocess.Popen(
        [*pip, *quiet, *requirements],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        env=environment,
    ) as process:
        lines = []
        for line in process.stdout or ():
            lines.append(line)
            show_progress(line)
    show_progress("")
    if process.returncode != 0:
        raise SetupError(
            f"{tail(''.join(lines))}\nThe Python packages could not be installed. "
            "Check the connection to the package index and start again; nothing is lost."
        )


def show_progress(line: str) -> None:
    """On a terminal, show which package is being fetched, on one line that is written over; "" clears it."""
    if not sys.stdout.isatty():
        return
    if not line:
        print("\r\033[K", end="", flush=True)
    elif match := re.match(r"\s*(Collecting|Downloading|Installing) (\S+)", line):
        print(f"\r\033[K  {match[1].lower()} {match[2].rpartition('/')[2][:70]}", end="", flush=True)


# Other programs


def run_quietly(command: list[str]) -> tuple[int, str]:
    """Run a program that may ask nothing, and return its exit status and all it said."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        return 127, f"{command[0]}: {error.strerror}"
    return done.returncode, done.stdout


def tail(output: str) -> str:
    """The last lines of what a program said."""
    return "\n".join(output.rstrip().splitlines()[-TAIL_LINES:])
