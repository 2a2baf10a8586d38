"""A file's command: one step for all of it, checked as one by one, all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from hcclog.commands.base import Add
from hcclog.commands.imports import Import
from hcclog.commands.refused import Refused
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.labs import LabResult
from hcclog.domain.patient import Patient, TimeAxis
from hcclog.exchange.progress import Cancelled
from hcclog.logbook import Logbook
from tests.books import a_lab, a_patient, an_id

PATIENT = a_patient("P-1", birth_on=ClinicalDate.of(1960))
COUNTED = a_patient("D-1", time_axis=TimeAxis.RELATIVE)
GOOD = [a_lab(PATIENT, str(n), "2021-10-01") for n in range(5)]


@pytest.fixture
def ward(book: Logbook) -> Logbook:
    """A store with two patients."""
    book.do(Add((PATIENT, COUNTED)))
    return book


def labs_of(book: Logbook, patient: Patient = PATIENT) -> tuple[LabResult, ...]:
    record = book.patient(patient.id)
    assert record is not None
    return record.labs


BAD: list[Any] = [
    pytest.param(lambda: a_lab(PATIENT, "5", "2026-11-22"), id="D-06 after today"),
    pytest.param(lambda: a_lab(PATIENT, "5", "1950-01-01"), id="D-07 before birth"),
    pytest.param(lambda: a_lab(PATIENT, "5", "day 3"), id="a count without a day 0"),
    pytest.param(lambda: a_lab(COUNTED, "5", "2021-10-01"), id="a day without a calendar"),
    pytest.param(lambda: a_lab(PATIENT, analyte="nonsense"), id="a test that is not known"),
    pytest.param(lambda: a_lab(PATIENT, unit="furlong"), id="a unit that is none of the test"),
    pytest.param(lambda: a_lab(PATIENT, "-5"), id="N-09 less than nothing"),
    pytest.param(lambda: replace(a_lab(PATIENT), value=None), id="no value"),
    pytest.param(
        lambda: a_lab(PATIENT, reference_low=Decimal(160), reference_high=Decimal(0)),
        id="C-17 a range upside down",
    ),
    pytest.param(lambda: a_lab(PATIENT, note="a\u202eb"), id="T-03 a mark that reorders"),
    pytest.param(lambda: a_lab(PATIENT, laboratory="x" * 501), id="T-07 too long"),
    pytest.param(lambda: a_lab(a_patient("nobody")), id="a patient who is not there"),
    pytest.param(lambda: GOOD[0], id="a result twice"),
    pytest.param(
        lambda: a_lab(PATIENT, "5", "lab_result:nothing:on + 3 days"), id="counted from nothing"
    ),
]


@pytest.mark.parametrize("make", BAD)
def test_many_are_refused_as_one_is(ward: Logbook, make: Callable[[], LabResult]) -> None:
    bad = make()
    sentences = []
    for command in (
        Import("one", (GOOD[0],)),
        Import("many", (*GOOD, bad)),
        Import("alone", (bad,)),
    ):
        try:
            ward.do(command)
        except Refused as refusal:
            sentences.append((command.label, refusal.sentence, refusal.field))
        else:
            sentences.append((command.label, "", ""))
            ward.undo()
    (_, one, _), (_, many, at), (_, alone, field) = sentences
    assert one == ""
    if bad is not GOOD[0]:
        assert (many, at) == (alone, field)
    else:
        assert many
    assert labs_of(ward) == ()


def test_all_is_one_step_that_is_taken_back_at_once(ward: Logbook) -> None:
    ward.do(Import("labs.csv", tuple(GOOD)))
    assert labs_of(ward) == tuple(GOOD)
    assert ward.undo_label == "Import labs.csv: 5 results"
    ward.undo()
    assert labs_of(ward) == ()


def test_new_patients_and_their_results_come_together(book: Logbook) -> None:
    other = a_patient("P-2")
    mixed = (PATIENT, *GOOD[:2], other, a_lab(other), a_lab(other), *GOOD[2:])
    book.do(Import("Import", mixed))
    assert labs_of(book) == tuple(GOOD)
    assert len(labs_of(book, other)) == 2
    assert book.store.check() == []


def test_what_is_created_amended_and_retracted_is_one_step(ward: Logbook) -> None:
    ward.do(Import("Import", tuple(GOOD[:3])))
    better = replace(GOOD[0], note="corrected")
    ward.do(
        Import("Again", (GOOD[3],), ((GOOD[0], better),), retracted=(("lab_result", GOOD[1].id),))
    )
    assert labs_of(ward) == (better, GOOD[2], GOOD[3])
    ward.undo()
    assert labs_of(ward) == tuple(GOOD[:3])


def test_days_that_are_counted_are_checked_too(ward: Logbook) -> None:
    labs = tuple(a_lab(COUNTED, str(n), f"day {n}") for n in range(3))
    ward.do(Import("Import", labs))
    assert labs_of(ward, COUNTED) == labs


def test_days_counted_from_a_result_of_the_same_file_stand(ward: Logbook) -> None:
    first = a_lab(PATIENT, "5", "2021-10-01", id=an_id())
    later = a_lab(PATIENT, "6", f"lab_result:{first.id}:on + 3 days")
    ward.do(Import("Import", (first, later)))
    assert labs_of(ward) == (first, later)


@pytest.mark.parametrize("at", [0, 1000, 2000])
def test_what_is_cancelled_leaves_the_store_as_it_was(ward: Logbook, at: int) -> None:
    labs = tuple(a_lab(PATIENT, str(n), "2021-10-01") for n in range(2500))

    def give_up(done: int, of: int) -> None:
        assert of == len(labs)
        if done >= at:
            raise Cancelled

    before = ward.revision, ward.store.reader.n_changes()
    with pytest.raises(Cancelled):
        ward.do(Import("Import", labs, advanced=give_up))
    assert (ward.revision, ward.store.reader.n_changes()) == before
    assert labs_of(ward) == ()
    assert ward.store.check() == []
    ward.do(Import("Import", labs[:3]))
    assert len(labs_of(ward)) == 3


def test_progress_is_told_from_nothing_to_nearly_all(ward: Logbook) -> None:
    labs = tuple(a_lab(PATIENT, str(n), "2021-10-01") for n in range(2500))
    told: list[int] = []
    ward.do(Import("Import", labs, advanced=lambda done, _of: told.append(done)))
    assert told == [0, 1000, 2000]


def test_a_day_to_come_is_written_where_a_person_confirmed_it(ward: Logbook) -> None:
    labs = tuple(a_lab(PATIENT, str(n), "2026-11-22") for n in range(3))
    ward.do(Import("Import", labs, accepted=frozenset({"after-today"})))
    assert labs_of(ward) == labs
