"""A command whose words nobody reads to the end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def run_unheard(*words: object) -> tuple[int, str]:
    """Run a command behind a reader that has gone already; return its status and its stderr."""
    command = [sys.executable, "-m", "hcclog", *map(str, words)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()
        told = child.stderr.read()
    return child.returncode, told


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("--help",), id="the help"),
        pytest.param(("rules",), id="many lines"),
        pytest.param(("rules", "--json"), id="one long text"),
        pytest.param(("show", "zhang-2024"), id="a record"),
    ],
)
def test_a_reader_that_has_gone_is_no_fault(run: Run, place: Path, words: tuple[str, ...]) -> None:
    run("patients", "--store", place)
    assert run_unheard("--store", place, *words) == (0, "")


def test_what_is_refused_is_refused_unheard(run: Run, place: Path) -> None:
    run("patients", "--store", place)
    status, told = run_unheard("show", "nobody", "--store", place)
    assert status == 1
    assert told.startswith("hcclog: There is no patient with the code 'nobody'")


def test_what_a_command_writes_is_written_and_backed_up_unheard(run: Run, place: Path) -> None:
    run("patients", "--store", place)
    words = ("labs", "add", "zhang-2024", "--on", "2023-03-02", "afp", "44.1", "ng/mL")
    assert run_unheard(*words, "--store", place) == (0, "")
    assert "AFP 44.1 ng/mL" in run("patients", "--store", place).out
    assert "at-closing" in run("backups", "--store", place).out
