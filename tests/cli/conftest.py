"""Run the command line as a person does, and keep what it says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from hcclog.cli.main import main


@dataclass(frozen=True)
class Said:
    """What one run printed, and its exit status."""

    status: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run hcclog with words and return what it said."""

    def call(*words: object) -> Said:
        with pytest.raises(SystemExit) as stopped:
            main([str(word) for word in words])
        out, err = capsys.readouterr()
        return Said(int(stopped.value.code or 0), out, err)

    return call


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where a new store can be made."""
    return tmp_path / "store.db"
