"""The grey hints of a visit's page: what the record says up to it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from hcclog.domain.chronology import Chronology
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.record import PatientRecord
from hcclog.domain.response import LesionRole
from hcclog.domain.therapy import DoseStep, StopReason
from hcclog.entry.visit.before import (
    followed_lesions,
    last_results,
    last_scan_words,
    last_weight,
    next_label,
    running_courses,
)
from tests.books import an_id
from tests.entry.visit.visits import TESTS, under_treatment
from tests.report.samples import empty_case, lab

RECORD = under_treatment()


def analytes_of(record: PatientRecord) -> list[str]:
    return [lab.analyte for lab in last_results(record, Chronology(record))]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        pytest.param((), [code for code, _, _ in TESTS], id="the order of entry"),
        pytest.param((("2026-10-19", "alt"),), [code for code, _, _ in TESTS], id="an older day"),
        pytest.param((("2026-10-21", "cea"), ("2026-10-21", "alt")), ["cea", "alt"], id="newer"),
        pytest.param((("2026-10-21", "alt"), ("2026-10-21", "alt")), ["alt"], id="once each"),
    ],
)
def test_the_tests_are_those_of_the_last_day_with_results(
    more: tuple[tuple[str, str], ...], expected: list[str]
) -> None:
    later = tuple(lab(when, "1", code) for when, code in more)
    assert analytes_of(replace(RECORD, labs=(*RECORD.labs, *later))) == expected


def test_lesions_come_targets_first_with_their_last_size() -> None:
    found = followed_lesions(RECORD, Chronology(RECORD))
    assert [(x.lesion.label, x.role) for x in found] == [
        (label, LesionRole.TARGET) for label in ("T1", "T2", "T3")
    ]
    first = found[0]
    assert first.last is not None
    assert first.seen_at is not None
    assert (first.last.longest_mm, str(first.seen_at.on)) == (Decimal("41.2"), "2026-05-18")


def test_a_lesion_that_is_not_followed_is_not_asked_about() -> None:
    roles = (replace(RECORD.series_lesions[0], role=LesionRole.NOT_FOLLOWED),)
    record = replace(RECORD, series_lesions=(*roles, *RECORD.series_lesions[1:]))
    found = followed_lesions(record, Chronology(record))
    assert [each.lesion.label for each in found] == ["T2", "T3"]


def test_without_a_series_every_lesion_is_asked_about() -> None:
    record = replace(RECORD, series=(), series_lesions=())
    found = followed_lesions(record, Chronology(record))
    assert [(x.lesion.label, x.role) for x in found] == [("T1", None), ("T2", None), ("T3", None)]


def test_a_course_runs_until_it_has_an_end_or_a_reason_to_have_ended() -> None:
    day = ClinicalDate.parse("2026-11-01")
    one, other = RECORD.courses
    ended = replace(RECORD, courses=(replace(one, end_on=day), other))
    stopped = replace(RECORD, courses=(one, replace(other, stop_reason=StopReason.TOXICITY)))
    running = [
        [each.course.agent for each in running_courses(record, Chronology(record))]
        for record in (RECORD, ended, stopped)
    ]
    assert running == [["lenvatinib", "sintilimab"], ["sintilimab"], ["lenvatinib"]]


def test_a_course_is_shown_as_it_stands() -> None:
    one, other = RECORD.courses
    steps = tuple(
        DoseStep(an_id(), one.patient_id, one.id, ClinicalDate.parse(when), Decimal(dose))
        for when, dose in (("2026-09-01", "4"), ("2026-05-01", "12"))
    )
    record = replace(RECORD, dose_steps=steps)
    first, second = running_courses(record, Chronology(record))
    assert (first.dose, first.hold) == (Decimal(4), None)
    assert (second.dose, second.hold) == (Decimal(200), RECORD.holds[0])
    over = replace(RECORD, holds=(replace(RECORD.holds[0], n_days=7),))
    assert running_courses(over, Chronology(over))[1].hold is None
    assert other.id == second.course.id


def test_weight_and_pictures_of_last_time() -> None:
    visit = last_weight(RECORD, Chronology(RECORD))
    assert visit is not None
    assert visit.weight_kg == Decimal("61.5")
    assert last_scan_words(RECORD, Chronology(RECORD)) == ""


def test_of_a_patient_of_whom_nothing_is_known_there_is_no_hint() -> None:
    record = empty_case()
    chronology = Chronology(record)
    assert last_results(record, chronology) == ()
    assert followed_lesions(record, chronology) == ()
    assert running_courses(record, chronology) == ()
    assert last_weight(record, chronology) is None
    assert next_label(record) == "L1"
    assert next_label(record, ["L1"]) == "L2"
