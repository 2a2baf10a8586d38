"""A laboratory's table from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

GOOD = "patient,date,test,value,unit\nzhang-2024,2023-03-01,AFP,50.1,ng/mL\n"
OPEN = (
    "Pat.-Nr.;Abnahme;Untersuchung;Befund;Einheit\n"
    "zhang-2024;03/04/2023;AFP-Roche;51,089;ng/ml\nzhang-2024;04/04/2023;TSHx;2;\n"
)


@pytest.fixture
def store(run: Run, place: Path) -> Path:
    """A store with the three cases."""
    assert run("patients", "--store", place).status == 0
    return place


def file(folder: Path, content: str) -> Path:
    path = folder / "labs.csv"
    path.write_text(content, encoding="utf-8")
    return path


def n_labs(run: Run, store: Path) -> int:
    return len(json.loads(run("show", "zhang-2024", "--json", "--store", store).out)["labs"])


def test_a_look_says_each_row_and_writes_nothing(run: Run, store: Path, tmp_path: Path) -> None:
    before = n_labs(run, store)
    said = run("import", file(tmp_path, GOOD), "--dry-run", "--store", store)
    assert said.status == 0
    assert said.out.splitlines() == [
        "labs.csv, row 2: new: zhang-2024 · AFP 50.1 ng/mL of 2023-03-01",
        "labs.csv: 1 line: 1 new. 1 would be written.",
    ]
    assert n_labs(run, store) == before


def test_a_table_is_taken_in_as_one_step_and_only_once(
    run: Run, store: Path, tmp_path: Path
) -> None:
    before = n_labs(run, store)
    path = file(tmp_path, GOOD)
    assert run("import", path, "--store", store).out == (
        "labs.csv: 1 line: 1 new. Written as one step.\n"
    )
    assert n_labs(run, store) == before + 1
    again = run("import", path, "--as", "labs", "--store", store)
    assert (again.status, again.out) == (
        0,
        "labs.csv: 1 line: 1 already there. Nothing is written.\n",
    )
    assert run("check", "--store", store).status == 0


def test_i_07_one_bad_row_keeps_all_out_and_is_named(run: Run, store: Path, tmp_path: Path) -> None:
    before = n_labs(run, store)
    path = file(tmp_path, GOOD + "zhang-2024,2023-02-30,AFP,5,ng/mL\n")
    said = run("import", path, "--accept", "--store", store)
    assert said.status == 1
    assert said.err.startswith("labs.csv, row 3: refused: zhang-2024 · ")
    assert n_labs(run, store) == before


def test_what_is_open_is_decided_by_options_and_remembered(
    run: Run, store: Path, tmp_path: Path
) -> None:
    path = file(tmp_path, OPEN)
    assert run("import", path, "--store", store).status == 1
    options = ("--dates", "day-first", "--decimals", "comma", "--test", "AFP-Roche=AFP")
    more = ("--leave-unknown", "--remember", "North")
    said = run("import", path, *options, *more, "--store", store)
    assert said.status == 0
    assert said.out.endswith("Written as one step.\nRemembered as North.\n")
    again = run("import", path, "--store", store)
    assert "Read as remembered for North." in again.err
    assert "1 already there" in again.out
    assert run("import", path, "--mapping", "South", "--store", store).status == 1


def test_a_look_remembers_nothing(run: Run, store: Path, tmp_path: Path) -> None:
    path = file(tmp_path, GOOD)
    said = run("import", path, "--dry-run", "--remember", "North", "--store", store)
    assert said.status == 0
    assert "Remembered" not in said.out
    assert "known are: none yet" in run("import", path, "--mapping", "North", "--store", store).err


def test_an_option_without_an_equals_sign_is_wrong_usage(
    run: Run, store: Path, tmp_path: Path
) -> None:
    said = run("import", file(tmp_path, GOOD), "--test", "AFP-Roche", "--store", store)
    assert said.status == 2
    assert "lacks an equals sign" in said.err


def test_letters_that_are_not_certain_are_asked_about(
    run: Run, store: Path, tmp_path: Path
) -> None:
    path = tmp_path / "labs.csv"
    path.write_bytes((GOOD.replace("unit\n", "unit,Größe\n")[:-1] + ",x\n").encode("cp1252"))
    said = run("import", path, "--store", store)
    assert said.status == 1
    assert "its letters can be Western (Windows-1252)" in said.err
    assert run("import", path, "--encoding", "cp1252", "--store", store).status == 0
