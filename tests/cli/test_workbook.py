"""Workbooks at the command line: out for all, edited, in as one step; de-identified out too."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from hcclog.cli.commands import run
from tests.exchange.workbook.workbooks import edited, put, row_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workbook of the three cases."""
    assert run(["export", "--all", "--to", "xlsx", "--out", str(tmp_path / "all.xlsx")]) == 0
    return tmp_path / "all.xlsx"


def test_an_edited_workbook_is_looked_at_then_written(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def edit(workbook: openpyxl.Workbook) -> None:
        row = row_of(workbook["labs"], patient="zhang-2024", analyte="afp", value=53.43)
        put("labs", row, "value", 54.5)(workbook)

    edited(path, edit)
    capsys.readouterr()
    assert run(["import", str(path), "--dry-run"]) == 0
    assert "value from 53.43 to 54.50" in capsys.readouterr().out
    assert run(["import", str(path)]) == 0
    assert "1 changed, 278 already there. Written as one step." in capsys.readouterr().out
    assert run(["import", str(path)]) == 0
    assert "Nothing is written." in capsys.readouterr().out


@pytest.mark.catalogue("X-09")
def test_a_workbook_brings_its_patients_into_an_empty_store(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = str(tmp_path / "other.db")
    assert run(["import", str(path), "--store", store]) == 0
    shown = []
    for words in (
        ["show", "ikeda-2021", "--json"],
        ["show", "ikeda-2021", "--json", "--store", store],
    ):
        capsys.readouterr()
        assert run(words) == 0
        shown.append(capsys.readouterr().out)
    assert shown[0] == shown[1]


@pytest.mark.parametrize("name", ["xlsx", "csv"])
@pytest.mark.parametrize("dates", ["days", "shift"])
def test_tables_leave_deidentified(tmp_path: Path, name: str, dates: str) -> None:
    out = tmp_path / f"out.{name}"
    words = ["export", "--all", "--to", name, "--out", str(out), "--deidentify", "--dates", dates]
    assert run(words) == 0
    assert out.exists()
