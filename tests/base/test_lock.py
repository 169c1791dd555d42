import subprocess
import sys
from pathlib import Path

import pytest

from app.base.lock import FileLock
from app.base.trouble import Trouble
from tests.store.disks import open_folder, write_protected

HOLD = """
import sys
from pathlib import Path
from app.base.lock import FileLock
lock = FileLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path):
    """Another program that holds the lock."""
    command = [sys.executable, "-c", HOLD, str(tmp_path / "till.lock")]
    with subprocess.Popen(
        command, cwd=Path(__file__).parents[2], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as program:
        assert program.stdout.readline() == b"held\n"
        yield program
        program.stdin.close()


def test_what_another_program_holds_is_told(tmp_path, holder):
    with pytest.raises(Trouble) as caught:
        FileLock(tmp_path / "till.lock")
    assert (caught.value.code, caught.value.facts) == ("held_elsewhere", {"path": str(tmp_path / "till.lock")})


def test_a_program_that_is_killed_lets_go(tmp_path, holder):
    holder.kill()
    holder.wait()
    lock = FileLock(tmp_path / "till.lock")
    with pytest.raises(Trouble, match="held_elsewhere"):
        FileLock(tmp_path / "till.lock")
    lock.release()


def test_what_is_released_can_be_held_again_and_the_file_stays(tmp_path):
    path = tmp_path / "till.lock"
    first = FileLock(path)
    with pytest.raises(Trouble, match="held_elsewhere"):
        FileLock(path)
    first.release()
    second = FileLock(path)
    assert path.exists()
    second.release()
    second.release()


def test_two_names_are_two_locks(tmp_path):
    first, second = (FileLock(tmp_path / f"{name}.lock") for name in ("T1", "T2"))
    first.release()
    # One that is let go lets no other go.
    FileLock(tmp_path / "T1.lock").release()
    with pytest.raises(Trouble, match="held_elsewhere"):
        FileLock(tmp_path / "T2.lock")
    second.release()


@pytest.mark.parametrize("name", ["missing/till.lock", ".", "a" * 300])
def test_a_file_that_cannot_be_made_is_trouble(tmp_path, name):
    with pytest.raises(Trouble) as caught:
        FileLock(tmp_path / name)
    assert caught.value.code == "unwritable_file"


def test_a_folder_that_can_only_be_read_is_trouble():
    with open_folder() as folder, write_protected(folder), pytest.raises(Trouble, match="unwritable_file"):
        FileLock(folder / "till.lock")
