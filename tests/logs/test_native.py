"""Faults below Python: their lines are kept without folders, and memory is not."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hcclog.logs.keeping import begin_log, end_log
from hcclog.logs.native import note_native

ROOT = Path(__file__).resolve().parents[2]
NAME = "Zbigniewska"
unix = pytest.mark.skipif(sys.platform == "win32", reason="cores of Unix")
LEFT = f"""Fatal Python error: Segmentation fault

Current thread 0x00007f0c (most recent call first):
  File "/srv/{NAME}/hcclog/ui/desk.py", line 12 in _run
  File "{ROOT}/hcclog/logbook.py", line 40 in do
"""
CRASH = """
import sys
from pathlib import Path
from hcclog.logs.native import keep_native_faults, refuse_dumps
refuse_dumps()
keep_native_faults(Path(sys.argv[1]))
def show(patient):
    import ctypes
    ctypes.string_at(0)
show("Zbigniewska")
"""
LIMITS = """
import resource
from hcclog.logs.native import refuse_dumps
refuse_dumps()
print(resource.getrlimit(resource.RLIMIT_CORE)[0])
if __import__("sys").platform == "linux":
    import ctypes
    print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "hcclog.log"
    begin_log(path)
    yield path
    end_log()


def test_the_lines_of_the_last_run_come_into_the_log_without_folders(log: Path) -> None:
    note_native(LEFT)
    text = log.read_text(encoding="utf-8")
    assert "crashed in native code n_frames=2" in text
    assert "at=desk.py:12 in _run" in text
    assert "at=hcclog/logbook.py:40 in do" in text
    assert NAME not in text


def test_a_run_that_ended_well_leaves_nothing(log: Path) -> None:
    note_native("")
    assert not log.exists()


@unix
@pytest.mark.catalogue("L-03")
def test_a_crash_in_native_code_leaves_its_lines_and_no_value(tmp_path: Path) -> None:
    left = tmp_path / "native.log"
    ran = subprocess.run(
        [sys.executable, "-c", CRASH, str(left)], cwd=ROOT, capture_output=True, check=False
    )
    assert ran.returncode < 0
    text = left.read_text(encoding="utf-8")
    assert "in show" in text
    assert NAME not in text
    assert left.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.glob("core*")) == []


@unix
def test_no_copy_of_the_memory_is_written() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", LIMITS], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert set(ran.stdout.split()) == {"0"}
