"""The order of lanes: a choice holds, and what it does not name keeps its neighbour."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.report.course.arrangement import arranged, moved, order_after, woven
from hcclog.report.course.options import CourseOptions
from tests.report.course.charts import figure_of
from tests.report.samples import marker_case, measured_case

keys = st.lists(st.sampled_from("abcdefgh"), unique=True)


@pytest.mark.parametrize(
    ("first", "rest", "expected"),
    [
        ("", "abc", "abc"),
        ("cb", "abc", "acb"),
        ("ca", "abc", "cab"),
        ("cxa", "abc", "cxab"),
        ("aa", "ab", "ab"),
    ],
    ids=[
        "nothing chosen leaves the usual order",
        "what usually stands first still does",
        "a lane follows the one that it usually follows",
        "a lane of another patient keeps its place",
        "a lane that is named twice counts once",
    ],
)
def test_lanes_are_woven_into_an_order(first: str, rest: str, expected: str) -> None:
    assert "".join(woven(first, rest)) == expected


@given(keys, keys)
def test_an_order_loses_no_lane_and_keeps_what_was_chosen(
    first: list[str], rest: list[str]
) -> None:
    result = woven(first, rest)
    assert sorted(result) == sorted({*first, *rest})
    assert [key for key in result if key in first] == first


@pytest.mark.parametrize(
    ("key", "by", "expected"),
    [("b", 1, "acb"), ("b", -1, "bac"), ("a", -1, "abc"), ("c", 5, "abc"), ("a", 2, "bca")],
    ids=["down", "up", "up from the top", "beyond the end", "two places"],
)
def test_a_lane_is_moved(key: str, by: int, expected: str) -> None:
    assert "".join(moved("abc", key, by)) == expected


@given(keys, keys, st.data())
def test_a_moved_lane_stands_where_it_was_put_and_nothing_is_forgotten(
    order: list[str], natural: list[str], data: st.DataObject
) -> None:
    every = list(woven([k for k in order if k in natural], natural))
    shown = [key for key in every if data.draw(st.booleans())]
    if not shown:
        return
    key, by = data.draw(st.sampled_from(shown)), data.draw(st.integers(-3, 3))
    kept = order_after(order, every, shown, key, by)
    assert sorted(kept) == sorted({*order, *every})
    again = woven([k for k in kept if k in natural], natural)
    assert tuple(k for k in again if k in shown) == moved(shown, key, by)


def test_a_chart_follows_the_order_and_hides_what_is_hidden() -> None:
    usual = figure_of(measured_case())
    options = CourseOptions(order=("events", "burden"), hidden=("regimens", "no such lane"))
    figure = figure_of(measured_case(), options)
    shown = [lane.key for lane in figure.lanes]
    assert [key for key in shown if key in options.order] == list(options.order)
    assert "regimens" not in shown
    assert sorted(shown) == sorted(lane.key for lane in usual.lanes if lane.key != "regimens")
    assert [lane.key for lane in figure.every if lane.key != "regimens"] == shown
    assert (figure.home, figure.extent) == (usual.home, usual.extent)


def test_without_a_choice_the_order_is_the_usual_one() -> None:
    lanes = figure_of(marker_case()).lanes
    assert arranged(lanes, ()) == lanes
    assert [lane.key for lane in arranged(lanes, ("marker:pivka-ii:words",))][-1] == lanes[-1].key
