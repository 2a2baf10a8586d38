"""The course of markers through lines of therapy, and of the three published cases."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import count
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.domain.chronology import Chronology
from hcclog.domain.ids import EntityId
from hcclog.domain.record import PatientRecord
from hcclog.exchange.casefile import case_paths, read_case
from hcclog.rules.markers.course import MarkerCourse, is_marker, marker_courses, points_by_id
from tests.rules.markers.series import a_record, courses, line_one, results


def shown(course: MarkerCourse) -> list[tuple[Fraction | None, ...]]:
    """Return the exact changes of each result: from start, lowest and previous."""
    return [
        tuple(
            change.bounds.exact if change and change.bounds else None
            for change in (point.from_start, point.from_nadir, point.from_previous)
        )
        for point in course.points
    ]


def test_changes_from_start_lowest_and_previous() -> None:
    found = line_one("day 0: 400 | day 30: 100 | day 60: 200 | day 90: 300")
    assert shown(found) == [
        (None, None, None),
        (Fraction(-3, 4), Fraction(-3, 4), Fraction(-3, 4)),
        (Fraction(-1, 2), Fraction(1), Fraction(1)),
        (Fraction(-1, 4), Fraction(2), Fraction(1, 2)),
    ]
    assert found.nadir is not None
    assert found.nadir.bounds.exact == 100


def test_the_lowest_begins_anew_with_each_line() -> None:
    first, second = courses("day 0: 10 | day 50: 100 | day 60: 50 | day 90: 75", "day 0", "day 50")
    assert len(first.points) == 1
    assert shown(second) == [
        (None, None, Fraction(9)),
        (Fraction(-1, 2), Fraction(-1, 2), Fraction(-1, 2)),
        (Fraction(-1, 4), Fraction(1, 2), Fraction(1, 2)),
    ]


def test_the_start_value_before_a_line_is_part_of_its_lowest() -> None:
    before, first = courses("day -9: 100 | day 9: 150 | day 20: 120")
    assert len(before.points) == 1
    assert shown(first)[0] == (Fraction(1, 2), Fraction(1, 2), Fraction(1, 2))
    assert first.nadir is not None
    assert first.nadir.sentence == "The lowest of the line is AFP 100 ng/mL (day -9)."


def test_a_line_with_nothing_but_a_start_value_is_there() -> None:
    found = courses("day -9: 100", "day 0")
    assert [c.line is None for c in found] == [True, False]
    assert found[1].points == ()


def test_a_line_without_any_value_is_not_there() -> None:
    assert [c.line and c.line.number for c in courses("day 90: 1", "day 0", "day 60")] == [2]


def test_two_results_of_one_day_are_not_compared_with_each_other() -> None:
    found = line_one("day 0: 400 | day 9: 200 | day 9: 100 | day 20: 50")
    assert shown(found)[2] == (Fraction(-3, 4), Fraction(-3, 4), Fraction(-3, 4))
    assert shown(found)[3] == (Fraction(-7, 8), Fraction(-1, 2), Fraction(-1, 2))


def test_the_previous_result_is_the_newest_that_can_be_compared() -> None:
    found = line_one("day 0: 400 | day 9: 7 IU/mL | day 20: falling | day 30: 100")
    assert shown(found)[-1] == (Fraction(-3, 4), Fraction(-3, 4), Fraction(-3, 4))
    in_iu = found.points[1].from_previous
    assert in_iu is not None
    assert in_iu.sentence == (
        "Not compared: 400 ng/mL (day 0) and 7 IU/mL (day 9) have units that do not "
        "convert exactly."
    )


def test_a_line_of_words_alone_has_no_lowest() -> None:
    found = line_one("day 0: raised | day 9: falling")
    assert found.nadir is None
    assert found.points[1].from_start is not None
    assert found.points[1].from_start.bounds is None


def test_which_tests_are_followed() -> None:
    labs = (*results("day 0: 1"), *results("day 0: 2", "bilirubin"), *results("day 0: 3", "new"))
    record = a_record(labs, "day 0")
    chronology = Chronology(record)
    assert [c.analyte for c in marker_courses(record, chronology)] == ["afp", "new"]
    assert [c.analyte for c in marker_courses(record, chronology, ["bilirubin"])] == ["bilirubin"]
    assert is_marker("vegf")
    assert not is_marker("albumin")


def test_points_are_found_by_the_id_of_their_result() -> None:
    record = a_record(results("day 0: 400 | day 9: <30"), "day 0")
    chronology = Chronology(record)
    assert set(points_by_id(record, chronology)) == {"r0", "r1"}
    assert points_by_id(record, chronology, ["vegf"]) == {}
    assert points_by_id(replace(record, labs=()), chronology) == {}


def test_without_codes_points_of_every_test_are_found() -> None:
    (afp,), (bilirubin,) = results("day 0: 400"), results("day 0: 20 umol/L", "bilirubin")
    record = a_record((afp, replace(bilirubin, id=EntityId("b"))), "day 0")
    assert set(points_by_id(record, Chronology(record))) == {"r0", "b"}


PLACES = [
    pytest.param("between day -9 and day -1: 5", "", id="surely before"),
    pytest.param(
        "between day -9 and day 0: 5",
        "It is not certain whether 5 ng/mL (between day -9 and day 0) lies before the start of "
        "line 1.",
        id="before, or the day itself",
    ),
    pytest.param("between day 0 and day 9: 5", "", id="the day itself or after"),
    pytest.param("day 0: 5", "", id="the day itself"),
]


@pytest.mark.parametrize(("text", "words"), PLACES)
def test_whether_a_result_surely_lies_in_its_line(text: str, words: str) -> None:
    (point,) = (point for course in courses(text) for point in course.points)
    assert point.place_unsure == words


VALUES = st.lists(
    st.tuples(st.integers(-60, 400), st.integers(1, 500)),
    min_size=1,
    max_size=8,
    unique_by=lambda pair: pair[0],
)


@given(VALUES, st.randoms(use_true_random=False))
def test_the_order_of_entry_does_not_matter(values: list[tuple[int, int]], rng: Random) -> None:
    def told(pairs: list[tuple[int, int]]) -> list[object]:
        found = courses(
            " | ".join(f"day {day}: {value}" for day, value in pairs), "day 0", "day 90"
        )
        return [
            (c.line, c.start and c.start.sentence, shown(c), [r.sentence for r in c.responses])
            for c in found
        ]

    turned = rng.sample(values, len(values))
    assert told(turned) == told(values)


@given(VALUES)
def test_no_result_is_lost_and_none_stands_twice(values: list[tuple[int, int]]) -> None:
    found = courses(" | ".join(f"day {day}: {value}" for day, value in values), "day 0", "day 90")
    ids = [point.result.lab.id for course in found for point in course.points]
    assert sorted(ids) == sorted(f"r{n}" for n in range(len(values)))


@given(VALUES, st.integers(2, 9))
def test_scale_changes_no_change(values: list[tuple[int, int]], scale: int) -> None:
    def changes(factor: int) -> list[object]:
        text = " | ".join(f"day {day}: {value * factor}" for day, value in values)
        return [shown(course) for course in courses(text)]

    assert changes(scale) == changes(1)


def case(code: str) -> PatientRecord:
    """Return one of the published cases."""
    numbers = count()
    path = next(path for path in case_paths() if path.stem == code)
    return read_case(path, lambda: f"id{next(numbers)}")


ANSWERS = [
    pytest.param("ikeda-2021", 1, ["yes", "yes", "cannot tell", "no"], id="Ikeda, lenvatinib"),
    pytest.param("ikeda-2021", 2, ["yes", "yes", "cannot tell", "yes"], id="Ikeda, sorafenib"),
    pytest.param("ikeda-2021", 3, ["yes", "yes", "cannot tell", "yes"], id="Ikeda, regorafenib"),
    pytest.param("ikeda-2021", 5, ["yes", "no", "cannot tell", "yes"], id="Ikeda, rechallenge"),
    pytest.param("zhang-2024", 1, ["cannot tell"] * 3 + ["no"], id="Zhang, start below 20"),
    pytest.param("zhang-2024", 2, ["cannot tell"] * 4, id="Zhang, no start value"),
    pytest.param("fonc-2024", 1, ["cannot tell"] * 4, id="words alone"),
]


@pytest.mark.parametrize(("code", "line", "answers"), ANSWERS)
def test_the_published_cases(code: str, line: int, answers: list[str]) -> None:
    record = case(code)
    found = marker_courses(record, Chronology(record), ["afp"])
    course = next(c for c in found if c.line and c.line.number == line)
    assert [verdict.value.value for verdict in course.responses] == answers
