"""What was stated of stage and performance, first and at the start of a line."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hcclog.cohort.summarise import summarise
from hcclog.cohort.summary import PatientSummary, Stage
from hcclog.domain.ids import EntityId
from hcclog.domain.staging import Staging
from hcclog.domain.visit import Visit
from tests.cohort.records import a_course, on, treated
from tests.rules.courses import P

COURSES = (a_course(1, "day 0", "day 60"), a_course(2, "day 100", agent="sorafenib"))


def staged(*stated: tuple[str, dict[str, Any]], visits: tuple[tuple[str, int], ...] = ()) -> Any:
    """Return the stages of a patient: the first, and those at the starts of two lines."""
    stagings = tuple(
        Staging(EntityId(f"g{n}"), P, on(when), **values) for n, (when, values) in enumerate(stated)
    )
    seen = tuple(
        Visit(EntityId(f"v{n}"), P, on(when), ecog) for n, (when, ecog) in enumerate(visits)
    )
    record = replace(treated(courses=COURSES), stagings=stagings, visits=seen)
    patient: PatientSummary = summarise(record)
    return patient.stage, *(line.stage for line in patient.lines)


def test_each_line_has_the_newest_at_its_start() -> None:
    found = staged(("day -5", {"bclc": "B"}), ("day 90", {"bclc": "C"}), ("day 150", {"bclc": "D"}))
    assert found == (Stage("B"), Stage("B"), Stage("C"))


def test_each_value_is_the_newest_of_its_own() -> None:
    first = {"bclc": "B", "cnlc": "IIa", "child_pugh_points": 6}
    found = staged(("day -5", first), ("day 90", {"child_pugh_class": "B"}))
    assert found[1:] == (Stage("B", "IIa", "A"), Stage("B", "IIa", "B"))


def test_what_may_be_of_the_day_before_counts() -> None:
    assert staged(("month 0", {"bclc": "B"}))[1] == Stage("B")
    assert staged(("month 3", {"bclc": "C"}))[2] == Stage("C")


def test_performance_is_read_from_visits_too() -> None:
    found = staged(("day -5", {"ecog": 0}), visits=(("day -1", 1), ("day 99", 2)))
    assert [stage.ecog for stage in found] == [0, 1, 2]


def test_what_has_no_place_in_time_stands_nowhere() -> None:
    assert staged(("2021", {"bclc": "B"})) == (Stage(), Stage(), Stage())
