"""Faults below Python: where they happened is kept, what was in memory is not.

A core file would hold every record that was open. It is switched off where the system lets a
program say so: by its limit on Unix, and on Linux by its own mark, which also keeps other programs
of the same user from reading its memory.
"""

from __future__ import annotations

import faulthandler
import re
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from hcclog.logs.frames import short_path
from hcclog.logs.noting import Event, note

if TYPE_CHECKING:
    from io import TextIOWrapper
    from pathlib import Path

_PR_SET_DUMPABLE = 4
_MOST_FRAMES = 60
_PLACE = re.compile(r'^\s*File "(?P<file>.+)", line (?P<line>\d+) in (?P<name>\S+)', re.MULTILINE)
_kept: list[TextIOWrapper] = []


def refuse_core_files() -> None:
    """Let the system write no copy of this program's memory when it ends badly; quick."""
    if sys.platform == "win32":
        return
    import resource

    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))


def refuse_dumps() -> None:
    """Let nobody copy this program's memory: not the system, not another program of the user."""
    refuse_core_files()
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def keep_native_faults(path: Path) -> None:
    """Keep the lines that lead to a fault in native code, after noting what the last run left.

    The file holds functions and lines, no values. The log takes the lines over without the folders
    in which a person keeps the program.
    """
    with suppress(OSError):
        note_native(path.read_text(encoding="utf-8", errors="replace"))
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(0o600)
        file = path.open("w", encoding="utf-8")
    except OSError:
        return
    faulthandler.enable(file, all_threads=True)
    _kept[:] = [file]


def note_native(left: str) -> None:
    """Write into the log where a run before this one ended in native code, if it did."""
    places = [
        f"{short_path(found['file'])}:{found['line']} in {found['name']}"
        for found in _PLACE.finditer(left)
    ]
    if not places:
        return
    note(Event.CRASHED_NATIVELY, n_frames=len(places))
    for place in places[:_MOST_FRAMES]:
        note(Event.CRASHED_NATIVELY, at=place)
