"""Numbers and lesions in words: rounded for the eye, never over a threshold."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.domain.lesion import LesionKind, Trend
from hcclog.rules import words
from hcclog.rules.readings import Reading
from tests.rules.tracks import a_track

LENGTHS = [
    pytest.param("12.4", "12.4 mm", "12.4 mm", id="one decimal"),
    pytest.param("12", "12.0 mm", "12 mm", id="a whole number"),
    pytest.param("100", "100.0 mm", "100 mm", id="zeros before the point stay"),
    pytest.param("8.21", "8.2 mm", "8.21 mm", id="two decimals"),
    pytest.param("0", "0.0 mm", "0 mm", id="nothing"),
]


@pytest.mark.parametrize(("size", "as_length", "as_limit"), LENGTHS)
def test_a_length_and_a_limit(size: str, as_length: str, as_limit: str) -> None:
    assert words.mm(Decimal(size)) == as_length
    assert words.limit(Decimal(size)) == as_limit


SIGNS = [
    pytest.param("1.5", "+1.5", id="a plus is written"),
    pytest.param("-1.5", "−1.5", id="the minus is a typographic one"),
    pytest.param("0.0", "0.0", id="zero has no sign"),
    pytest.param("-0.0", "0.0", id="nor has what was rounded to it"),
]


@pytest.mark.parametrize(("text", "shown"), SIGNS)
def test_a_sign(text: str, shown: str) -> None:
    assert words.signed(text) == shown


CHANGES = [
    pytest.param("35", "50", "0.7", "−30.0 %", id="exactly at the threshold"),
    pytest.param("35.01", "50", "0.7", "−29.98 %", id="one decimal would show the threshold"),
    pytest.param("70.3", "59.7", "1.2", "+17.8 %", id="far from it"),
    pytest.param("50", "50", "1.2", "0.0 %", id="no change"),
    pytest.param("20", "30", "0.7", "−33.3 %", id="a fraction without an end"),
]


@pytest.mark.parametrize(("now", "then", "at", "text"), CHANGES)
def test_a_change_in_percent(now: str, then: str, at: str, text: str) -> None:
    assert words.percent(Decimal(now), Decimal(then), Decimal(at)) == text


LIMITS = [
    pytest.param("0.7", "−30 %", id="partial response"),
    pytest.param("1.2", "+20 %", id="progression"),
    pytest.param("0.675", "−32.5 %", id="a trial's own"),
]


@pytest.mark.parametrize(("at", "text"), LIMITS)
def test_a_multiple_as_the_change_it_means(at: str, text: str) -> None:
    assert words.threshold_percent(Decimal(at)) == text


SIZES = st.decimals(min_value="0.1", max_value=999, places=2)


@given(SIZES, SIZES)
def test_a_change_is_shown_as_the_threshold_only_where_it_is(now: Decimal, then: Decimal) -> None:
    at_threshold = now * 10 == then * 12
    assert (words.percent(now, then, Decimal("1.2")).rstrip("0 %") == "+20.") is at_threshold


LISTS = [
    pytest.param([], "", id="nothing"),
    pytest.param(["A"], "A", id="one"),
    pytest.param(["A", "B"], "A and B", id="two"),
    pytest.param(["A", "B", "C"], "A, B and C", id="three"),
]


@pytest.mark.parametrize(("parts", "text"), LISTS)
def test_a_list(parts: list[str], text: str) -> None:
    assert words.joined(parts) == text
    tracks = [a_track(f"{part} -") for part in parts]
    assert words.labels(tracks) == text
    assert words.was(tracks) == ("was" if len(parts) == 1 else "were")


LESIONS = [
    pytest.param("12.4", {"place": "lung"}, "L1, lung, 12.4 mm", id="place and size"),
    pytest.param("12.4", {}, "L1, 12.4 mm", id="no place"),
    pytest.param("present", {"place": "lung"}, "L1, lung", id="no size"),
    pytest.param("-", {"place": "lung"}, "L1, lung", id="no reading"),
    pytest.param("/8", {}, "L1, 8.0 mm", id="only the viable part"),
    pytest.param("30/8", {}, "L1, 30.0 mm", id="the whole before the viable part"),
    pytest.param("present", {"place": "lung", "multiple": True}, "L1, lung, several", id="several"),
    pytest.param("11", {"kind": LesionKind.NODE}, "L1, 11.0 mm", id="a node by its short axis"),
]


@pytest.mark.parametrize(("reading", "fields", "text"), LESIONS)
def test_a_lesion(reading: str, fields: dict[str, Any], text: str) -> None:
    track = a_track(f"L1 {reading}", **fields)
    assert words.lesion(track, track.readings[0]) == text


def test_a_node_without_a_short_axis_is_named_by_its_longest() -> None:
    node = a_track("L1 -", kind=LesionKind.NODE)
    assert words.shown_size(node, Reading(longest_mm=Decimal(20))) == 20


def test_lesions_by_name() -> None:
    larger = a_track("N1 -", place="lung")
    larger.readings = [Reading(trend=Trend.LARGER)]
    bare, sized = a_track("N2 present"), a_track("N3 8", place="bone")
    assert words.named([larger, bare, sized], 0) == ("N1 (lung, larger), N2 and N3 (bone, 8.0 mm)")


DAYS = [
    pytest.param(Fraction(1), "1 day", id="one"),
    pytest.param(Fraction(0), "0 days", id="none"),
    pytest.param(Fraction(-1), "-1 day", id="one before"),
    pytest.param(Fraction(121, 2), "60.5 days", id="the middle of an even stretch"),
    pytest.param(28, "28 days", id="whole"),
]


@pytest.mark.parametrize(("days", "text"), DAYS)
def test_days(days: Fraction | int, text: str) -> None:
    assert words.days(days) == text
