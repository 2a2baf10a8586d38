"""FHIR from the command line: out of one store and into another, and nothing is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hcclog.paths import default_store
from tests.cli.conftest import Run

CODES = ["zhang-2024", "fonc-2024", "ikeda-2021"]


@pytest.mark.parametrize("code", CODES)
def test_x09_a_case_is_equal_in_another_store(
    code: str, run: Run, place: Path, tmp_path: Path
) -> None:
    out, other = tmp_path / "out.json", tmp_path / "other" / "other.db"
    other.parent.mkdir()
    said = run("export", code, "--to", "fhir", "--out", out, "--store", place)
    assert (said.status, said.out) == (0, f"{out}\n")
    assert said.err.startswith(f"not held: {code}: ")
    assert run("import", out, "--store", other).status == 0
    assert (
        run("show", code, "--json", "--store", other).out
        == run("show", code, "--json", "--store", place).out
    )
    (entry,) = json.loads(run("journal", code, "--json", "--store", other).out)
    assert entry["label"] == f"Import out.json: {len(entry['changes'])} entries"
    again = run("import", out, "--store", other)
    assert (again.status, "already there. Nothing is written." in again.out) == (0, True)


def test_a_folder_of_all_patients_comes_back(run: Run, place: Path, tmp_path: Path) -> None:
    out, other = tmp_path / "out", tmp_path / "other" / "other.db"
    other.parent.mkdir()
    assert run("export", "--all", "--to", "fhir", "--out", out, "--store", place).status == 0
    assert sorted(path.name for path in out.iterdir()) == [f"{code}.json" for code in sorted(CODES)]
    assert run("import", out, "--store", other).status == 0
    listed = json.loads(run("patients", "--json", "--store", other).out)
    assert sorted(row["code"] for row in listed) == sorted(CODES)


def test_an_edited_value_is_refused_and_nothing_is_written(
    run: Run, place: Path, tmp_path: Path
) -> None:
    out, other = tmp_path / "out.json", tmp_path / "other" / "other.db"
    other.parent.mkdir()
    run("export", "zhang-2024", "--to", "fhir", "--out", out, "--store", place)
    text = out.read_text(encoding="utf-8")
    out.write_text(text.replace('"value": 9.86', '"value": 9.99'), encoding="utf-8")
    said = run("import", out, "--store", other)
    assert said.status == 1
    assert "valueQuantity.value says 9.99, its hcclog part says 9.86" in said.err
    assert run("patients", "--store", other).out == ""


@pytest.mark.parametrize("own", [False, True], ids=["a store that is named", "one's own"])
def test_a_preview_makes_no_store(run: Run, place: Path, tmp_path: Path, own: bool) -> None:
    out, other = tmp_path / "out.json", tmp_path / "other.db"
    run("export", "fonc-2024", "--to", "fhir", "--out", out, "--store", place)
    said = run("import", out, "--dry-run", *(() if own else ("--store", other)))
    assert (said.status, "would be written" in said.out) == (0, True)
    assert not (default_store() if own else other).exists()
    assert sorted(tmp_path.glob("other*")) == []


def test_a_preview_writes_nothing(run: Run, place: Path, tmp_path: Path) -> None:
    out, other = tmp_path / "out.json", tmp_path / "other.db"
    run("export", "fonc-2024", "--to", "fhir", "--out", out, "--store", place)
    run("export", "ikeda-2021", "--to", "fhir", "--out", tmp_path / "one.json", "--store", place)
    run("import", tmp_path / "one.json", "--store", other)
    before = run("patients", "--store", other).out
    said = run("import", out, "--dry-run", "--store", other)
    assert (said.status, "would be written" in said.out) == (0, True)
    assert run("patients", "--store", other).out == before
    assert before.count("\n") == 1


def test_results_of_others_are_one_step_of_the_journal(
    run: Run, place: Path, tmp_path: Path
) -> None:
    path = tmp_path / "result.json"
    quantity = {"value": 5, "system": "http://unitsofmeasure.org", "code": "ng/mL"}
    coding = {"system": "http://loinc.org", "code": "53962-7"}
    result = {
        "resourceType": "Observation",
        "status": "final",
        "code": {"coding": [coding]},
        "effectiveDateTime": "2023-03-01",
        "valueQuantity": quantity,
    }
    path.write_text(json.dumps(result), encoding="utf-8")
    assert run("cases", "--store", place).status == 0
    words = ("--patient", "zhang-2024", "--accept", "--store", place)
    assert run("import", path, *words).status == 0
    entries = json.loads(run("journal", "zhang-2024", "--json", "--store", place).out)
    assert entries[-1]["label"] == "Import result.json: 1 result"
