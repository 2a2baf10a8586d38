"""Patients who lack something: every command answers of them, and never with a number that is none.

P-06 and C-11: nothing known at all; a baseline sum of nought; no target lesion.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from hcclog.domain.lesion import LesionState, Measurement
from hcclog.domain.record import PatientRecord
from hcclog.domain.response import LesionRole
from tests.books import a_patient, new_book
from tests.cli.conftest import Run
from tests.report.samples import measured_case
from tests.ui.desks import add_record

# As words of their own: a name may well hold them.
NO_NUMBER = re.compile(r"(?<![\w.])(?:NaN|nan|[-−]?inf|Infinity|[-−]0(?:\.0+)? ?%)(?!\w)")


def nothing_known() -> PatientRecord:
    return PatientRecord(a_patient("example-01"))


def gone_at_the_baseline() -> PatientRecord:
    """Return a record whose targets were all absent at the baseline."""
    record = measured_case()
    return replace(record, measurements=tuple(map(_gone_at_first, record.measurements)))


def _gone_at_first(seen: Measurement) -> Measurement:
    if seen.assessment_id != "A0":
        return seen
    return Measurement(
        seen.id, seen.patient_id, seen.assessment_id, seen.lesion_id, state=LesionState.ABSENT
    )


def without_targets() -> PatientRecord:
    record = measured_case()
    roles = tuple(each for each in record.series_lesions if each.role is not LesionRole.TARGET)
    return replace(record, series_lesions=roles)


WORDS = [
    "patients",
    "show CODE",
    "show CODE --json",
    "responses CODE",
    "responses CODE --json",
    "endpoints CODE",
    "endpoints CODE --json",
    "markers CODE",
    "markers CODE --json",
    "scores CODE",
    "scores CODE --json",
    "journal CODE",
    "cohort",
    "cohort --json",
    "cohort --numbers OUT",
    "cohort --plot waterfall --out OUT.svg",
    "cohort --plot spider --out OUT.svg",
    "cohort --plot swimmer --out OUT.svg",
    "cohort --plot pfs --out OUT.svg",
    "chart CODE --out OUT.svg",
    "chart CODE --view change --out OUT.svg",
    "report CODE --out OUT.pdf",
    "report CODE --board --out OUT.pdf",
    "export CODE --to xlsx --out OUT.xlsx",
    "export CODE --to csv --out OUT",
    "export CODE --to fhir --out OUT.json",
    "export CODE --to sdtm --out OUT",
    "export CODE --to dicom-sr --out OUT",
    "export CODE --to jsonl --out OUT.jsonl",
    "export CODE --to csv --deidentify --out OUT",
]


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize(
    "make",
    [
        pytest.param(nothing_known, id="P-06 nothing known"),
        pytest.param(gone_at_the_baseline, id="C-11 a baseline of nought"),
        pytest.param(without_targets, id="C-11 no target"),
    ],
)
def test_every_command_answers(
    run: Run, place: Path, tmp_path: Path, make: Callable[[], PatientRecord], words: str
) -> None:
    book = new_book(place)
    add_record(book, make())
    book.close()
    folder = tmp_path / "made"
    folder.mkdir()
    asked = words.replace("CODE", "example-01").replace("OUT", str(folder / "out")).split()
    said = run(*asked, "--store", place)
    assert said.status == 0 or (said.status, said.err.count("\n")) == (1, 1)
    assert "Traceback" not in said.err
    read = {".csv", ".json", ".svg", ".jsonl"}
    made = [each for each in folder.rglob("*") if each.suffix in read]
    texts = [said.out, said.err, *(each.read_text(encoding="utf-8") for each in made)]
    assert [found for text in texts for found in NO_NUMBER.findall(text)] == []
