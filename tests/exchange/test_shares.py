"""A table that several processes share: the same answers, and every fault left to one alone."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from decimal import localcontext
from multiprocessing import Pipe
from pathlib import Path

import pytest

from hcclog.domain.response import Criteria
from hcclog.exchange import shares
from hcclog.exchange.bad_table import BadTable
from hcclog.exchange.evaluate import evaluate_table
from hcclog.exchange.lesion_file import LesionFile
from hcclog.exchange.shares import Share, answers_in_order, n_processes_for
from hcclog.rules.readings import EXACT
from tests.exchange.lesion_rows import Row, a_row, written

BY = (Criteria.RECIST_1_1, Criteria.MRECIST)
IN_THREE = """
import sys
from pathlib import Path
from hcclog.domain.response import Criteria
from hcclog.exchange import shares
from hcclog.exchange.bad_table import BadTable
from hcclog.exchange.evaluate import evaluate_table
shares.TURN = 2
try:
    by = (Criteria.RECIST_1_1, Criteria.MRECIST)
    evaluate_table(Path(sys.argv[1]), by, Path(sys.argv[2]), n_processes=3)
except BadTable as refused:
    sys.exit(str(refused))
"""


def in_three(source: Path, out: Path) -> str:
    """Judge a table in three processes, and return what stands on the standard error."""
    command = [sys.executable, "-c", IN_THREE, str(source), str(out)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stderr


def patients(names: Sequence[str], **cells: str) -> list[Row]:
    return [
        row
        for name in names
        for row in (a_row(patient=name), a_row(patient=name, date="2024-03-01", **cells))
    ]


NAMES = [f"P{n}" for n in range(15)]
TABLES = [
    pytest.param(patients(NAMES), id="patients that stand together"),
    pytest.param(patients(NAMES[:1]), id="less patients than processes"),
    pytest.param([], id="none"),
    pytest.param([*patients(NAMES), a_row(patient="P3", lesion="T2")], id="one who comes back"),
]


@pytest.mark.parametrize("rows", TABLES)
def test_the_answers_are_those_of_one_process(tmp_path: Path, rows: list[Row]) -> None:
    source = written(tmp_path / "lesions.csv", rows)
    evaluate_table(source, BY, tmp_path / "one.csv")
    assert in_three(source, tmp_path / "three.csv") == ""
    assert (tmp_path / "three.csv").read_bytes() == (tmp_path / "one.csv").read_bytes()
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"lesions.csv", "one.csv", "three.csv"}


@pytest.mark.parametrize("n", range(0, 15, 3))
def test_a_bad_cell_in_any_share_is_named(tmp_path: Path, n: int) -> None:
    rows = patients(NAMES)
    rows[2 * n]["role"] = "index"
    source = written(tmp_path / "lesions.csv", rows)
    said = in_three(source, tmp_path / "out.csv")
    assert said.startswith(f"lesions.csv, line {2 * n + 2}, column role: 'index' is none of")
    assert [path.name for path in tmp_path.iterdir()] == ["lesions.csv"]


def test_a_helper_keeps_its_share_and_sends_the_lengths(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shares, "TURN", 1)
    path = written(tmp_path / "lesions.csv", patients(["a", "b", "c", "d"]))
    ours, theirs = Pipe(duplex=False)
    shares._help(theirs, Share(path, BY, 1, 2, tmp_path / "share"))
    with localcontext(EXACT):
        told = list(answers_in_order(LesionFile(path), BY, tmp_path))
    assert (tmp_path / "share").read_text(encoding="utf-8") == told[1] + told[3]
    assert shares._received(ours) == [len(told[1]), len(told[3])]


def test_a_helper_that_cannot_ends_without_a_word(tmp_path: Path) -> None:
    path = written(tmp_path / "lesions.csv", [a_row(role="index")])
    ours, theirs = Pipe(duplex=False)
    shares._help(theirs, Share(path, BY, 0, 1, tmp_path / "share"))
    theirs.close()
    with pytest.raises(BadTable, match="could not be judged"):
        shares._received(ours)


def test_a_helper_that_nobody_hears_ends(tmp_path: Path) -> None:
    path = written(tmp_path / "lesions.csv", patients(["a"]))
    ours, theirs = Pipe(duplex=False)
    ours.close()
    shares._help(theirs, Share(path, BY, 0, 1, tmp_path / "share"))


LENGTHS = [
    pytest.param(shares.LONG_BYTES - 1, 1, id="a short table"),
    pytest.param(shares.LONG_BYTES, 3, id="a long one"),
]


@pytest.mark.parametrize(("size", "wanted"), LENGTHS)
def test_only_a_long_table_is_shared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, wanted: int
) -> None:
    monkeypatch.setattr(shares, "_n_processors", lambda: 3)
    with (tmp_path / "lesions.csv").open("wb") as file:
        file.truncate(size)
    assert n_processes_for(tmp_path / "lesions.csv") == wanted


def test_the_number_of_helpers_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shares, "LONG_BYTES", 0)
    monkeypatch.setattr(shares, "_n_processors", lambda: 64)
    assert n_processes_for(tmp_path) == shares.MOST_PROCESSES
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert n_processes_for(tmp_path) == 1
