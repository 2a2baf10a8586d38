"""The command for best responses: options, refusals, and nothing half written."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.cli.conftest import Run

TABLE = """\
date,response,patient,start
2026-03-01,PR,A,2026-01-01
2026-03-16,SD,A,2026-01-01
2026-04-01,PR,A,2026-01-01
"""

OPTIONS = [
    pytest.param([], "PR", id="unconfirmed"),
    pytest.param(["--confirmed"], "SD", id="confirmed"),
    pytest.param(["--confirmed", "--sd-between"], "PR", id="one SD between"),
    pytest.param(
        ["--confirmed", "--sd-between", "--confirm-days", "32"], "SD", id="confirmed too early"
    ),
    pytest.param(["--confirmed", "--sd-days", "91"], "NE", id="a longer least time"),
    pytest.param(["--confirmed", "--criteria", "mrecist"], "SD", id="mRECIST"),
]


@pytest.mark.parametrize(("options", "expected"), OPTIONS)
def test_options(run: Run, tmp_path: Path, options: list[str], expected: str) -> None:
    source, out = tmp_path / "responses.csv", tmp_path / "out.csv"
    source.write_text(TABLE, encoding="utf-8")
    said = run("best-response", source, "--out", out, *options)
    assert (said.status, said.out, said.err) == (0, "", "")
    with out.open(encoding="utf-8", newline="") as file:
        assert [row["best_response"] for row in csv.DictReader(file)] == [expected]


def test_a_bad_row_is_one_line_on_stderr(run: Run, tmp_path: Path) -> None:
    source, out = tmp_path / "responses.csv", tmp_path / "out.csv"
    source.write_text(TABLE.replace("SD", "stable"), encoding="utf-8")
    said = run("best-response", source, "--out", out)
    assert said.status == 1
    assert said.err.startswith(
        "hcclog: responses.csv, line 3, column response: 'stable' is none of CR, PR"
    )
    assert not out.exists()


@pytest.mark.parametrize(
    "options", [["--max-ne", "-1"], ["--criteria", "x"]], ids=["number", "word"]
)
def test_wrong_usage(run: Run, tmp_path: Path, options: list[str]) -> None:
    assert run("best-response", "x.csv", "--out", tmp_path / "o.csv", *options).status == 2


def test_a_long_table_shows_how_far_it_is_where_somebody_looks(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    source, out = tmp_path / "responses.csv", tmp_path / "out.csv"
    lines = "".join(f"2026-03-01,PR,P{n},2026-01-01\n" for n in range(150_000))
    source.write_text(TABLE + lines, encoding="utf-8")
    monkeypatch.setattr(type(sys.stderr), "isatty", lambda _self: True)
    said = run("best-response", source, "--out", out)
    assert said.status == 0
    assert "responses.csv" in said.err
    assert len(out.read_text(encoding="utf-8").splitlines()) == 150_002
