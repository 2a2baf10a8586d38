"""Records and responses as lines of text, also beside a window that has the store open."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hcclog.domain.lesion import LesionState, Measurement
from tests.books import new_book
from tests.cli.conftest import Run
from tests.report.samples import measured_case
from tests.ui.desks import add_record

CODE = measured_case().patient.code


def lay_store(place: Path) -> None:
    """Make a store with one patient, of whom a target could not be read at the second imaging."""
    record = measured_case()
    lesion, assessment = record.lesions[1], record.assessments[1]

    def told(one: Measurement) -> Measurement:
        if (one.lesion_id, one.assessment_id) != (lesion.id, assessment.id):
            return one
        return replace(one, longest_mm=None, viable_mm=None, state=LesionState.NOT_EVALUABLE)

    book = new_book(place)
    add_record(book, replace(record, measurements=tuple(map(told, record.measurements))))
    book.close()


def test_a_sum_says_where_a_target_is_missing_in_it(run: Run, place: Path) -> None:
    lay_store(place)
    said = run("responses", CODE, "--criteria", "recist-1.1", "--store", place)
    lines = [line.strip() for line in said.out.splitlines() if ", sum " in line]
    assert lines == [
        "2025-10-28: baseline, sum 81.5 mm",
        "2025-12-22: NE, nothing reported, sum 51.3 mm, incomplete",
        "2026-02-16: SD, nothing reported, sum 59.7 mm",
        "2026-05-18: SD, nothing reported, sum 70.3 mm",
    ]


@pytest.mark.parametrize(
    "words",
    [
        ("patients",),
        *((each, CODE) for each in ("show", "responses", "endpoints", "markers", "scores")),
        ("journal", CODE),
        ("signatures", CODE),
        ("people", "list"),
        ("check",),
    ],
    ids=" ".join,
)
def test_what_only_prints_works_beside_a_window(
    run: Run, place: Path, words: tuple[str, ...]
) -> None:
    lay_store(place)
    window = new_book(place)
    n_events = len(window.store.reader.events())
    said = run(*words, "--store", place)
    assert said.status == 0
    assert "It can be read meanwhile, not written." in said.err
    assert len(window.store.reader.events()) == n_events
    window.close()


def test_what_writes_is_refused_beside_a_window(run: Run, place: Path) -> None:
    lay_store(place)
    window = new_book(place)
    said = run("labs", "add", CODE, "--on", "2026-06-01", "afp", "5", "ng/mL", "--store", place)
    assert said.status == 1
    assert "is open already" in said.err
    window.close()
