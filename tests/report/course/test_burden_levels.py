"""What a sum is read against is where the rules change their answer: a law for any sizes."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.domain.response import Category, Criteria
from hcclog.report.course.build import course_figure
from hcclog.report.course.figure import CurveLane
from hcclog.report.course.marks import Level
from hcclog.report.course.options import CourseOptions
from hcclog.rules.timeline import timeline
from tests.rules.courses import a_record

_SIZES = st.lists(st.none() | st.integers(10, 90), min_size=1, max_size=6)
# Least growth over the nadir in mm: RECIST 1.1, 4.3.1; the papers of mRECIST ask for none.
_LEAST_MM = {Criteria.RECIST_1_1: 5, Criteria.MRECIST: 0, Criteria.IRECIST: 5}
_PROGRESSED = {Category.PD, Category.IUPD, Category.ICPD}


def levels_of(sizes: list[int | None], criteria: Criteria) -> tuple[CurveLane, tuple[Level, ...]]:
    """Return the lane of one target in mm, and its steps of progression."""
    text = " | ".join("NE" if size is None else f"{size}/{size}" for size in sizes)
    record = a_record(f"T1 target liver enhancing: {text}")
    options = CourseOptions(criteria=(criteria,), burden_in_mm=True)
    figure = course_figure(record, timeline(record, (criteria,)), options)
    lane = figure.lane("burden")
    assert isinstance(lane, CurveLane)
    return lane, tuple(level for level in lane.levels if level.dash == "dot")


@pytest.mark.parametrize("criteria", list(_LEAST_MM), ids=str)
@given(st.integers(10, 90), _SIZES, st.integers(10, 90))
def test_the_step_of_each_assessment_is_what_progression_needs(
    criteria: Criteria, first: int, later: list[int | None], last: int
) -> None:
    sizes = [first, *later, last]
    _, steps = levels_of(sizes, criteria)
    assert len(steps) == len(sizes) - 1
    for k, step in enumerate(steps, start=1):
        nadir = min(size for size in sizes[:k] if size is not None)
        needed = max(Fraction(6, 5) * nadir, Fraction(nadir + _LEAST_MM[criteria]))
        assert step.value == float(needed)
        assert (step.start, step.end) == (60.0 * (k - 1), 60.0 * k)


@pytest.mark.parametrize("criteria", [Criteria.RECIST_1_1, Criteria.MRECIST], ids=str)
@given(st.integers(10, 90), _SIZES, st.integers(10, 90))
def test_a_sum_at_or_above_its_step_has_progressed_and_none_below(
    criteria: Criteria, first: int, later: list[int | None], last: int
) -> None:
    sizes = [first, *later, last]
    lane, steps = levels_of(sizes, criteria)
    (response,) = timeline(
        a_record(
            "T1 target liver enhancing: "
            + " | ".join("NE" if size is None else f"{size}/{size}" for size in sizes)
        ),
        (criteria,),
    ).responses
    drawn = {point.mark.day: point.value for point in lane.curves[0].points()}
    for step, point in zip(steps, response.timepoints[1:], strict=True):
        if step.end in drawn:
            assert (drawn[step.end] >= step.value) is (point.overall.value in _PROGRESSED)
        else:
            assert point.overall.value is Category.NE


@pytest.mark.parametrize("criteria", [Criteria.RECIST_1_1, Criteria.MRECIST], ids=str)
@given(st.integers(10, 90), st.integers(10, 90))
def test_a_first_sum_in_the_green_range_is_a_partial_response(
    criteria: Criteria, first: int, later: int
) -> None:
    lane, _ = levels_of([first, later], criteria)
    record = a_record(f"T1 target liver enhancing: {first}/{first} | {later}/{later}")
    (response,) = timeline(record, (criteria,)).responses
    limit = lane.ranges[0].high
    assert limit == float(Fraction(7, 10) * first)
    assert (later <= limit) is (response.timepoints[1].overall.value is Category.PR)
