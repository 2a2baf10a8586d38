"""The lanes of a swimmer plot."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.cohort.filters import Filter, choose
from hcclog.cohort.gather import gather
from hcclog.cohort.summarise import summarise
from hcclog.cohort.summary import PatientSummary
from hcclog.cohort.swimmer import swimmer
from hcclog.cohort.views import Stretch, SwimmerLane
from hcclog.domain.response import Category
from hcclog.logbook import Logbook
from tests.cohort.crowds import CRITERIA, crowd
from tests.cohort.records import RECIST, a_course, named, rows_of, summed_up, treated


def lane_of(patient: PatientSummary) -> SwimmerLane:
    """Return the lane of a patient by RECIST 1.1."""
    (lane,) = swimmer(rows_of(patient), RECIST).lanes
    return lane


def test_what_is_given_together_is_one_stretch() -> None:
    courses = (
        a_course(1, "day 0", "day 100"),
        a_course(1, "day 40", "day 100", "sintilimab"),
        a_course(2, "day 120", agent="regorafenib"),
    )
    lane = lane_of(summed_up(courses=courses, seen="day 300"))
    assert lane.stretches == (
        Stretch(0, 40, ("lenvatinib",), 1, end_known=True),
        Stretch(40, 100, ("lenvatinib", "sintilimab"), 1, end_known=True),
        Stretch(120, 300, ("regorafenib",), 2, end_known=False),
    )
    assert (lane.end, lane.ongoing, lane.alive) == (300, True, True)


def test_a_course_of_no_length_is_there() -> None:
    lane = lane_of(summed_up(courses=(a_course(1, "day 0", "day 0"),)))
    assert lane.stretches == (Stretch(0, 0, ("lenvatinib",), 1, end_known=True),)


def test_an_end_without_a_day_is_not_drawn_to_the_end_of_the_lane() -> None:
    courses = (a_course(1, "day 0", "2021-10"), a_course(2, "day 90", "day 120", "sorafenib"))
    lane = lane_of(summed_up(courses=courses))
    assert Stretch(0, 0, ("lenvatinib",), 1, end_known=False) in lane.stretches


def test_a_course_whose_start_has_no_day_is_named() -> None:
    courses = (a_course(1, "day 0", "day 60"), a_course(1, "2021", "day 60", "sintilimab"))
    lane = lane_of(summed_up(courses=courses))
    assert [stretch.agents for stretch in lane.stretches] == [("lenvatinib",)]
    assert "without a day: sintilimab" in lane.mark.reading


def test_response_and_progression_stand_at_their_assessments() -> None:
    lane = lane_of(summed_up("T1 target liver: 50 | 30 | 20 | 50", seen="day 200"))
    assert [(s.kind, s.day, s.category) for s in lane.signs] == [
        ("response", 60, Category.PR),
        ("progression", 180, Category.PD),
        ("last follow-up", 200, None),
    ]


def test_a_death_ends_the_lane_and_what_goes_on() -> None:
    lane = lane_of(summed_up("T1 target liver: 50 | 48", died="day 90"))
    assert [(s.kind, s.day) for s in lane.signs] == [("death", 90)]
    assert (lane.end, lane.ongoing, lane.alive) == (90, False, False)


def test_a_death_on_a_day_that_is_not_known_is_no_sign_and_nobody_is_called_alive() -> None:
    lane = lane_of(summed_up("T1 target liver: 50 | 48", died="?"))
    assert [s.kind for s in lane.signs] == ["last follow-up"]
    assert (lane.ongoing, lane.alive) == (False, False)


def test_uncertain_days_keep_their_first_and_last() -> None:
    record = treated("T1 target liver: 50 | 80", dates=("day 0", "month 3"))
    (progression, _last) = lane_of(summarise(record)).signs
    assert (progression.day, progression.earliest, progression.latest) == (91, 76, 106)


def test_the_longest_lane_is_the_first() -> None:
    patients = [named(summed_up(seen=f"day {n}"), str(n)) for n in (200, 900, 500)]
    lanes = swimmer(rows_of(*patients), RECIST).lanes
    assert [lane.code for lane in lanes] == ["900", "500", "200"]


LEFT_OUT = [
    pytest.param(summed_up(courses=()), "No line of therapy is recorded.", id="no line"),
    pytest.param(
        summed_up(courses=(a_course(1, "2021"),)),
        "No line of therapy has a start with a day.",
        id="no start",
    ),
]


@pytest.mark.parametrize(("patient", "why"), LEFT_OUT)
def test_who_has_no_day_0_is_left_out(patient: PatientSummary, why: str) -> None:
    shown = swimmer(rows_of(patient), RECIST)
    assert (shown.lanes, [one.why for one in shown.left_out]) == ((), [why])


def test_a_patient_of_whom_one_line_is_chosen_has_a_whole_lane() -> None:
    courses = (a_course(1, "day 0", "day 60"), a_course(2, "day 60", "day 90", "sorafenib"))
    chosen = choose([summed_up(courses=courses)], Filter(lines=frozenset({2})))
    (lane,) = swimmer(chosen.rows, RECIST).lanes
    assert [stretch.line for stretch in lane.stretches] == [1, 2]


def test_the_lanes_of_the_published_cases(cases: Logbook) -> None:
    lanes = swimmer(choose(gather(cases)).rows, RECIST).lanes
    assert [(lane.code, lane.end, lane.ongoing) for lane in lanes] == [
        ("fonc-2024", 1470.5, True),
        ("zhang-2024", 761.0, True),
        ("ikeda-2021", 597.0, True),
    ]
    days = {lane.code: [s.day for s in lane.signs if s.kind == "progression"] for lane in lanes}
    assert days == {
        "fonc-2024": [92.0],
        "zhang-2024": [425.5, 516.0],
        "ikeda-2021": [91.0, 264.0, 447.0],
    }


@given(st.integers(1, 40))
def test_stretches_follow_one_another_within_the_lane(seed: int) -> None:
    shown = swimmer(choose(crowd(20, seed)).rows, CRITERIA[0])
    assert len(shown.lanes) + len(shown.left_out) == 20
    for lane in shown.lanes:
        long = [stretch for stretch in lane.stretches if stretch.end > stretch.start]
        assert all(one.end <= other.start for one, other in pairwise(long))
        assert all(stretch.end <= lane.end for stretch in lane.stretches)
        assert all(sign.day <= lane.end for sign in lane.signs)


@given(st.randoms(use_true_random=False))
def test_the_order_of_patients_changes_nothing(random: object) -> None:
    patients = list(crowd(30))
    straight = swimmer(choose(patients).rows, RECIST)
    random.shuffle(patients)  # type: ignore[attr-defined]
    assert swimmer(choose(patients).rows, RECIST) == straight
