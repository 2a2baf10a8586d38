"""How an outside validator is asked: a folder to work in, what is installed, one line of answer."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

CHECKOUT = Path(__file__).resolve().parent.parent
_LONGEST_S = 600
_SHOWN = 12


class Judged(NamedTuple):
    """What one validator said.

    Attributes:
        name: The validator.
        version: Its version; empty where it is not known.
        is_good: None where the validator is not at hand.
        said: What it looked at, or how to get it.
        faults: What it found.
    """

    name: str
    version: str
    is_good: bool | None
    said: str
    faults: tuple[str, ...] = ()

    def lines(self) -> Iterator[str]:
        """Yield what is told of it."""
        word = {True: "good", False: "FAILED", None: "not here"}[self.is_good]
        yield f"{word:8}  {f'{self.name} {self.version}'.strip()}: {self.said}"
        yield from (f"          {fault}" for fault in self.faults[:_SHOWN])
        if len(self.faults) > _SHOWN:
            yield f"          and {len(self.faults) - _SHOWN} more"


Judge = Callable[[Path, Path], Iterator[Judged]]
"""Takes the folder with the exports, a folder each format, and one for its tools."""


def ran(program: list[str], folder: Path) -> tuple[int, str]:
    """Run a program in a folder; return its status, and all that it said."""
    done = subprocess.run(
        program, cwd=folder, capture_output=True, text=True, check=False, timeout=_LONGEST_S
    )
    return done.returncode, f"{done.stdout}{done.stderr}"


def is_here(program: str) -> bool:
    """Return whether a program of the system can be started."""
    return shutil.which(program) is not None


def node_package(name: str, tools: Path) -> str:
    """Install a package of npm by its name; return its version, empty where npm has none."""
    folder = tools / "node_modules" / name
    if not folder.exists():
        ran(["npm", "install", "--no-audit", "--no-fund", "--prefix", str(tools), name], tools)
    try:
        told = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    except OSError:
        return ""
    return str(told["version"])
