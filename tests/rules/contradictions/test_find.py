"""All rules together: their order, and what must hold for any record."""

from __future__ import annotations

import itertools
import random
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.domain.chronology import Chronology
from hcclog.domain.ids import EntityId
from hcclog.domain.patient import Patient
from hcclog.domain.record import PatientRecord
from hcclog.domain.staging import Staging
from hcclog.rules.contradictions.find import RULES, contradictions
from tests.rules.contradictions.records import (
    a_course,
    a_hold,
    a_lab,
    a_lesion,
    a_patient,
    a_procedure,
    findings,
    imaging,
    make,
    read,
    record_of,
    said,
    sentences,
)


def test_each_rule_has_a_name_of_its_own_and_says_when_it_speaks() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert all(rule.meaning.endswith(".") for rule in RULES)


def test_of_nothing_there_is_no_contradiction() -> None:
    assert sentences() == []


sizes = st.lists(st.decimals(1, 200, places=1), min_size=1, max_size=8)


def _trend(now: Any, then: Any) -> str:
    return "larger" if now > then else "smaller" if now < then else "unchanged"


@given(sizes, st.lists(st.decimals(0, 10**6, places=2), min_size=2, max_size=8), st.data())
def test_a_record_that_says_what_it_holds_has_no_contradiction(
    diameters: list[Any], values: list[Any], data: st.DataObject
) -> None:
    """Every word of it is made from its own numbers."""
    entities: list[Any] = [a_lesion("T1"), a_patient(sex="male", age_years=47, age_on="day 0")]
    entities[-1] = replace(entities[-1], time_axis="relative")
    entities.append(said("sex", sex="male"))
    entities.append(said("age", amount="48", to_on="month 14"))
    for n, size in enumerate(diameters):
        on, before = f"day {60 * n}", diameters[max(0, n - 1)]
        word = {"trend": _trend(size, before)} if n else {}
        entities += imaging(on, read(on, "T1", longest_mm=size, **word), n_lesions=1)
    for n, value in enumerate(values):
        entities.append(a_lab(f"day {30 * n}", value))
    for n, (then, now) in enumerate(itertools.pairwise(values)):
        direction = {"larger": "rising", "smaller": "falling"}.get(_trend(now, then), "unchanged")
        days = {"from_on": f"day {30 * n}", "to_on": f"day {30 * n + 30}"}
        entities.append(said("lab trend", analyte="afp", direction=direction, **days))
    n_done = data.draw(st.integers(0, 5))
    for n in range(n_done):
        entities.append(a_procedure(f"day {10 * n}", stated_ordinal=n + 1))
    entities.append(said("count", procedure_kind="tace", amount=str(n_done)))
    n_days = data.draw(st.integers(1, 2000))
    entities.append(a_course("day 0", f"day {n_days}"))
    entities.append(said("duration", course_id="lenvatinib", amount=str(n_days), unit="day"))
    entities.append(said("interruption", course_id="lenvatinib", amount="0"))
    assert sentences(*entities) == []


MUCH = record_of(
    a_patient(sex="male", age_years=47, age_on="2020-11"),
    said("sex", sex="female"),
    said("age", amount="60", to_on="2021"),
    a_procedure("2021-10"),
    a_procedure("2022-02", stated_ordinal=1),
    a_procedure("2022-05", stated_ordinal=1),
    a_course("2020-12", "2022-02"),
    a_hold("2020-01"),
    a_hold("2023-01"),
    said("duration", course_id="lenvatinib", amount="11", unit="month"),
    a_lab("2022-07", "39.97"),
    a_lab("2023-01", "53.43"),
    said("lab trend", analyte="afp", direction="falling", from_on="2022-07", to_on="2023-01"),
    a_lesion("T1"),
    *imaging("2021-11", read("2021-11", "T1", longest_mm="8.21")),
    *imaging("2022-02", read("2022-02", "T1", longest_mm="6.74", trend="larger")),
)


def shuffled(record: PatientRecord, seed: int) -> PatientRecord:
    """Return the record with its entities entered in another order."""
    mixed = random.Random(seed)
    parts: dict[str, Any] = {}
    for field in fields(record):
        part = getattr(record, field.name)
        if not isinstance(part, Patient):
            parts[field.name] = tuple(mixed.sample(part, len(part)))
    return replace(record, **parts)


@pytest.mark.parametrize("seed", range(10))
def test_the_order_of_entry_changes_nothing(seed: int) -> None:
    other = shuffled(MUCH, seed)
    found = [one.sentence for one in contradictions(MUCH, Chronology(MUCH))]
    assert len(found) == 9
    assert [one.sentence for one in contradictions(other, Chronology(other))] == found


def staged(points: int | None = None) -> Staging:
    """Return a stage with Child-Pugh class A."""
    return make(Staging, on="2022-02", child_pugh_class="A", child_pugh_points=points)  # type: ignore[no-any-return]


COURSE, MONTHS = a_course("2021-01", "2021-12"), {"unit": "month", "course_id": "lenvatinib"}
HELD = {"start": "2021-03-01", "end": "2021-03-15"}
SILENT_FIRST = [
    pytest.param(
        (said("count", amount="3"), said("count", procedure_kind="tace", amount="3")),
        id="a count of nothing",
    ),
    pytest.param(
        (a_procedure("2021-10"), a_procedure("2021-10", until_on="2021-10", n_fractions=40)),
        id="a procedure without fractions",
    ),
    pytest.param(
        (
            a_lesion("T1"),
            *imaging("2021-08", read("2021-08", "T1", longest_mm="8")),
            *imaging("2021-11", read("2021-11", "T1", longest_mm="8")),
            *imaging("2022-02", read("2022-02", "T1", longest_mm="6", trend="larger")),
        ),
        id="a reading without a word",
    ),
    pytest.param(
        (
            a_lesion("T1"),
            *imaging("2021-11", read("2021-11", "T1")),
            *imaging("2022-02", read("2022-02", "T1"), n_lesions=2),
        ),
        id="an assessment without a count",
    ),
    pytest.param((staged(), staged(5), staged(9)), id="stages without points, and that fit"),
    pytest.param(
        (COURSE, said("duration", amount="11", **MONTHS), said("duration", amount="5", **MONTHS)),
        id="a duration that fits",
    ),
    pytest.param(
        (COURSE, a_hold(**HELD), a_hold(**HELD, n_days=14), a_hold(**HELD, n_days=5)),
        id="holds without a length, and with the right one",
    ),
    pytest.param(
        (
            COURSE,
            said("interruption", course_id="gone"),
            said("interruption", course_id="lenvatinib"),
        ),
        id="an interruption of a course that is gone",
    ),
    pytest.param(
        (COURSE, a_hold("2020-12", course="gone"), a_hold("2020-12")),
        id="a hold of a course that is gone",
    ),
    pytest.param(
        (
            a_course("2021-01", agent="sorafenib"),
            a_course("2021-01"),
            a_course("2021-06", id=EntityId("again")),
        ),
        id="a course of another agent",
    ),
]


@pytest.mark.parametrize("entities", SILENT_FIRST)
def test_what_is_in_order_hides_nothing_behind_it(entities: tuple[Any, ...]) -> None:
    assert len(findings(*entities)) == 1


def test_what_is_said_twice_is_found_once() -> None:
    twice = [said("sex", sex="female"), said("sex", sex="female")]
    assert len(findings(a_patient(sex="male"), *twice)) == 1


def test_a_finding_begins_as_a_sentence_and_ends_as_one() -> None:
    for found in contradictions(MUCH, Chronology(MUCH)):
        assert found.sentence[0].isupper() or found.sentence[0].isdigit()
        assert found.sentence.endswith(".")
        assert found.marks
