"""Who it is, and the boxes at the top."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from hcclog.domain.patient import Aetiology, Serology, Sex
from hcclog.domain.record import PatientRecord
from hcclog.domain.response import Category
from hcclog.domain.staging import Staging
from hcclog.domain.therapy import Course, Hold
from hcclog.domain.visit import Outcome, OutcomeKind
from hcclog.report.patient.choices import Choices
from hcclog.report.patient.content import Fact
from hcclog.report.patient.material import Material
from hcclog.report.patient.sections.who import facts, person_words
from tests.report.samples import (
    PATIENT,
    course,
    empty_case,
    lab,
    measured_case,
    new_id,
    on,
    relative_case,
)


def boxes(record: PatientRecord) -> list[Fact]:
    """Return the boxes of a record."""
    return list(facts(Material(record, Choices())))


def words_of(record: PatientRecord) -> list[str]:
    """Return what is told of the person."""
    return list(person_words(Material(record, Choices())))


def test_what_is_known_of_a_person_is_told_in_few_words() -> None:
    patient = replace(
        empty_case().patient,
        sex=Sex.MALE,
        birth_on=on("1973"),
        aetiologies=(Aetiology.HBV,),
        hbv=Serology.POSITIVE,
        cirrhosis=True,
    )
    old = Staging(new_id(), PATIENT, on("2020-11"), bclc="A", cnlc="Ia")
    new = Staging(new_id(), PATIENT, on("2021-11"), bclc="B", child_pugh_class="A")
    record = replace(empty_case(), patient=patient, stagings=(old, new))
    assert words_of(record) == [
        "Man, born 1973",
        "HBV+",
        "cirrhosis",
        "Child-Pugh A",
        "BCLC B",
        "CNLC Ia",
    ]


def test_a_time_without_a_calendar_says_from_when_it_counts() -> None:
    assert words_of(relative_case())[-1] == "time counted from start of lenvatinib"


def test_of_nobody_nothing_is_known() -> None:
    assert words_of(empty_case()) == []


@pytest.mark.parametrize(
    ("made", "box"),
    [
        pytest.param(
            (course("C1", "lenvatinib", "2021-01-02", dose=Decimal(8), every_days=1),),
            Fact("Current regimen", "lenvatinib 8 mg", detail="since 2021-01-02"),
            id="one goes on",
        ),
        pytest.param(
            (course("C1", "lenvatinib", "2021-01-02", "2021-05-02"),),
            Fact("Current regimen", "none goes on", detail="last: lenvatinib, ended 2021-05-02"),
            id="one has ended",
        ),
        pytest.param((), Fact("Current regimen", "none recorded"), id="none was given"),
    ],
)
def test_the_regimen_is_what_goes_on(made: tuple[Course, ...], box: Fact) -> None:
    assert boxes(replace(empty_case(), courses=made))[0] == box


@pytest.mark.parametrize(
    ("given", "value"),
    [
        pytest.param({}, "lenvatinib 8 mg (held since 2021-03-01)", id="held and not taken up"),
        pytest.param({"end_on": on("2021-03-08")}, "lenvatinib 8 mg", id="taken up again"),
        pytest.param({"n_days": 7}, "lenvatinib 8 mg", id="held for some days"),
    ],
)
def test_a_regimen_that_is_held_says_so(given: dict[str, Any], value: str) -> None:
    given_once = course("C1", "lenvatinib", "2021-01-02", dose=Decimal(8), every_days=1)
    hold = Hold(new_id(), PATIENT, given_once.id, on("2021-03-01"), **given)
    assert boxes(replace(empty_case(), courses=(given_once,), holds=(hold,)))[0].value == value


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        pytest.param(OutcomeKind.DEATH, ["died 2025-02"], id="death"),
        pytest.param(OutcomeKind.LAST_FOLLOW_UP, [], id="last seen"),
    ],
)
def test_a_death_is_told_at_the_top(kind: OutcomeKind, words: list[str]) -> None:
    outcome = Outcome(new_id(), PATIENT, on("2025-02"), kind)
    assert words_of(replace(empty_case(), outcomes=(outcome,))) == words


def test_the_last_imaging_is_told_by_each_criteria() -> None:
    box = boxes(measured_case())[1]
    assert (box.title, box.value) == ("Last imaging", "2026-05-18")
    assert box.chips == ((Category.SD, "RECIST 1.1"), (Category.PD, "mRECIST"))


def test_a_marker_is_told_with_its_change_since_the_one_before() -> None:
    record = replace(empty_case(), labs=(lab("2022-07", "39.97"), lab("2023-01", "53.43")))
    box = boxes(record)[2]
    assert box == Fact("AFP, last", "53.43 ng/mL", detail="2023-01 · +33.7 % since 2022-07")
