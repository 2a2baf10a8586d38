"""SDTM tables from the command line: out, in again, and foreign ones judged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.exchange.sdtm.exports import rows_of
from tests.exchange.sdtm.foreign_study import write_study

CODES = ("zhang-2024", "fonc-2024", "ikeda-2021")


@pytest.fixture
def store(run: Run, place: Path) -> Path:
    """A store with the three cases."""
    assert run("patients", "--store", place).status == 0
    return place


@pytest.mark.catalogue("X-09")
def test_out_and_into_an_empty_store_shows_the_same(run: Run, store: Path, tmp_path: Path) -> None:
    out, other = tmp_path / "sdtm", tmp_path / "other.db"
    said = run("export", "--all", "--to", "sdtm", "--study", "ONC1", "--out", out, "--store", store)
    assert said.status == 0
    assert "not held: ikeda-2021: The record has no calendar" in said.err
    assert {row["STUDYID"] for row in rows_of(out / "dm.csv")} == {"ONC1"}
    taken = run("import", out, "--store", other)
    assert taken.out.endswith("Written as one step.\n")
    for code in CODES:
        shown = [json.loads(run("show", code, "--json", "--store", s).out) for s in (store, other)]
        assert shown[0] == shown[1]


def test_a_foreign_study_is_taken_in_and_judged(run: Run, tmp_path: Path) -> None:
    study, store = write_study(tmp_path / "study"), tmp_path / "new.db"
    assert run("import", study / "tr.csv", "--store", store).status == 0
    found = json.loads(run("responses", "001", "--json", "--store", store).out)
    recist = next(each for each in found if each["criteria"] == "recist-1.1")
    overall = [each["overall"]["value"] for each in recist["assessments"]]
    assert overall[1:] == ["PR", "PD", "PD"]
    reported = [[r["category"] for r in each["reported"]] for each in recist["assessments"]]
    assert reported[1:3] == [["PR"], ["SD", "iUPD"]]


def test_a_bad_row_ends_it_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    study, store = write_study(tmp_path / "study"), tmp_path / "new.db"
    path = study / "tr.csv"
    path.write_text(path.read_text("utf-8").replace(",25,mm,", ",25 to 30,mm,"), "utf-8")
    said = run("import", study, "--store", store)
    assert said.status == 1
    assert "study, TR row 4, TRORRES: refused: 001" in said.err
    assert json.loads(run("patients", "--json", "--store", store).out) == []


def test_a_study_that_is_not_there_is_refused(run: Run, tmp_path: Path) -> None:
    study = write_study(tmp_path / "study")
    said = run("import", study, "--study", "OTHER", "--store", tmp_path / "new.db")
    assert said.status != 0
    assert "no study OTHER; they hold ONC1" in said.err


def test_nobody_is_found_in_what_leaves_de_identified(
    run: Run, store: Path, tmp_path: Path
) -> None:
    out = tmp_path / "sdtm"
    said = run("export", "--all", "--to", "sdtm", "--deidentify", "--out", out, "--store", store)
    assert said.status == 0
    written = b"".join(path.read_bytes() for path in out.iterdir())
    for code in CODES:
        assert code.encode() not in written
    assert not any(row["BRTHDTC"] for row in rows_of(out / "dm.csv"))
