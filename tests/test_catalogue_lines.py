"""The table of bad inputs in the README beside this file says which tests there are."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
SCRIPT = CHECKOUT / "packaging" / "catalogue_of_tests.py"


@pytest.fixture(scope="module")
def made() -> Any:
    """The script that makes the table; packaging is no package."""
    found = spec_from_file_location(SCRIPT.stem, SCRIPT)
    assert found is not None
    assert found.loader is not None
    module = module_from_spec(found)
    # A dataclass looks its module up while it is made.
    sys.modules[SCRIPT.stem] = module
    found.loader.exec_module(module)
    return module


def test_the_table_of_bad_inputs_says_what_is_collected() -> None:
    # In a process of its own: one run of pytest does not start another.
    command = [sys.executable, str(SCRIPT), "--check"]
    told = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert (told.stdout, told.returncode) == ("", 0), "run packaging/catalogue_of_tests.py"


@pytest.mark.parametrize(
    ("line", "tests", "says"),
    [
        pytest.param(("Z-01", "x", "", ""), ["Z-01"], [], id="held"),
        pytest.param(("Z-01", "x", "", ""), [], [], id="not yet, as the table says"),
        pytest.param(("Z-01", "x", "", ""), ["Z-02"], ["A test stands for Z-02"], id="unknown"),
        pytest.param(
            ("Z-01", "x", "not yet", "no"), ["Z-01"], ["Z-01 has a test now"], id="a stale reason"
        ),
        pytest.param(
            ("Z-01", "x", "in part", "no"), [], ["and has no test"], id="in part, and nothing"
        ),
        pytest.param(("Z-01", "x", "not yet", ""), [], ["with its reason"], id="no reason"),
        pytest.param(("Z-01", "x", "never", "no"), [], ["the state is one of"], id="no state"),
    ],
)
def test_a_line_that_contradicts_the_tests_is_named(
    made: Any, line: tuple[str, ...], tests: list[str], says: list[str]
) -> None:
    told = list(made.faults([made.Line(*line)], tests))
    assert len(told) == len(says)
    assert all(words in sentence for words, sentence in zip(says, told, strict=True))


def test_the_words_of_each_line_are_few(made: Any) -> None:
    lines = made.read_lines()
    assert len({line.id for line in lines}) == len(lines)
    assert [line.words for line in lines if not 1 <= len(line.words.split()) <= 10] == []
