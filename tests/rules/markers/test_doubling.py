"""Doubling time: from exact values that rise, with the interval that uncertain dates leave."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.rules.markers.doubling import doubling
from tests.rules.markers.series import line_one, read

TIMES = [
    pytest.param("day 0: 100 | day 30: 200", ("30.0000", "30.0000", "30.0000"), id="doubled"),
    pytest.param("day 0: 100 | day 30: 400", ("15.0000", "15.0000", "15.0000"), id="four times"),
    pytest.param("day 0: 100 | day 60: 150", ("102.5707", "102.5707", "102.5707"), id="half more"),
    pytest.param("day 0: 100 | week 4: 200", ("28.0000", "25.0000", "31.0000"), id="a week"),
    pytest.param("day 0: 0.1 ug/mL | day 30: 200", ("30.0000", "30.0000", "30.0000"), id="units"),
    pytest.param(
        "day 0: 100 | between day 0 and day 9: 200",
        ("4.5000", "0.0000", "9.0000"),
        id="perhaps the same day",
    ),
    pytest.param("month 1: 100 | month 2: 200", ("31.0000", "1.0000", "61.0000"), id="months"),
]


@pytest.mark.parametrize(("text", "days"), TIMES)
def test_a_doubling_time(text: str, days: tuple[str, str, str]) -> None:
    (then, now), chronology = read(text)
    found = doubling(now, then, chronology)
    assert found is not None
    times = (found.value_days, found.least_days, found.most_days)
    assert tuple(f"{each:.4f}" for each in times) == days
    assert (found.first, found.last) == (then.lab, now.lab)


NONE = [
    pytest.param("day 0: 200 | day 30: 200", id="no change"),
    pytest.param("day 0: 200 | day 30: 100", id="a fall"),
    pytest.param("day 0: >200 | day 30: 300", id="a rise that is not sure"),
    pytest.param("day 0: 100 | day 30: 200 IU/mL", id="another unit"),
    pytest.param("day 0: 100 ng/mL A | day 30: 200 ng/mL B", id="another assay"),
    pytest.param("day 0: raised | day 30: 200", id="words"),
    pytest.param("day 0: 0 | day 30: 200", id="from 0"),
]


@pytest.mark.parametrize("text", NONE)
def test_without_a_sure_rise_there_is_none(text: str) -> None:
    (then, now), chronology = read(text)
    assert doubling(now, then, chronology) is None


SENTENCES = [
    pytest.param(
        "day 0: 100 | day 30: 200",
        "AFP doubled in 30.0 days from 100 ng/mL (day 0) to 200 ng/mL (day 30), 30 days apart.",
        id="exact days",
    ),
    pytest.param(
        "week 4: 117 | month 2: 1089",
        "AFP doubled in 10.3 days (4.7 to 15.8) from 117 ng/mL (week 4) to 1089 ng/mL (month 2), "
        "15 to 51 days apart.",
        id="days that are not",
    ),
    pytest.param(
        "day 0: 0.1 ug/mL | day 30: 200",
        "AFP doubled in 30.0 days from 0.1 ug/mL (day 0) to 200 ng/mL (day 30), 30 days apart."
        " 1 ug/mL is 1000 ng/mL exactly.",
        id="units converted exactly",
    ),
    pytest.param(
        "day 0: <100 | day 30: 200",
        "No doubling time from <100 ng/mL (day 0) to 200 ng/mL (day 30): "
        "a value with a comparator is not exact.",
        id="a comparator",
    ),
    pytest.param(
        "month 1: 100 | week 5: 200",
        "No doubling time from 100 ng/mL (month 1) to 200 ng/mL (week 5): "
        "their order is not certain.",
        id="order unsure",
    ),
]


@pytest.mark.parametrize(("text", "sentence"), SENTENCES)
def test_what_is_said_of_it(text: str, sentence: str) -> None:
    (then, now), chronology = read(text)
    found = doubling(now, then, chronology)
    assert found is not None
    assert found.sentence == sentence
    assert (found.value_days is None) is sentence.startswith("No")
    assert (found.first, found.last) == (then.lab, now.lab)


LINES = [
    pytest.param("day 1: 100 | day 30: 200", "", id="in the line"),
    pytest.param("day 0: 100 | day 30: 200", "", id="from its first day"),
    pytest.param("day -30: 100 | day 0: 200", " This was before line 1 began.", id="before it"),
    pytest.param(
        "day -30: 100 | day 1: 200",
        " The time between lies on both sides of the start of line 1.",
        id="across its start by a day",
    ),
    pytest.param(
        "between day -9 and day -1: 100 | day 30: 200",
        " The time between lies on both sides of the start of line 1.",
        id="surely from before it",
    ),
    pytest.param(
        "between day -9 and day 0: 100 | day 30: 200",
        " The time between may lie on both sides of the start of line 1.",
        id="perhaps from its first day",
    ),
    pytest.param(
        "between day -9 and day 1: 100 | day 30: 200",
        " The time between may lie on both sides of the start of line 1.",
        id="perhaps from the day after",
    ),
    pytest.param(
        "day -30: 100 | between day 0 and day 9: 200",
        " The time between may lie on both sides of the start of line 1.",
        id="perhaps up to its first day",
    ),
    pytest.param(
        "day -30: 100 | day 30: 200",
        " The time between lies on both sides of the start of line 1.",
        id="across its start",
    ),
    pytest.param(
        "between day -9 and day 3: 100 | day 30: 200",
        " The time between may lie on both sides of the start of line 1.",
        id="perhaps across its start",
    ),
]


@pytest.mark.parametrize(("text", "remark"), LINES)
def test_a_rise_before_a_line_is_not_laid_at_its_door(text: str, remark: str) -> None:
    found = line_one(text).doublings
    assert len(found) == 1
    assert found[0].sentence.endswith(f"apart.{remark}")


def test_a_rise_before_the_first_line_needs_no_remark() -> None:
    (then, now), chronology = read("day -60: 100 | day -30: 200")
    assert doubling(now, then, chronology) is not None


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(1, 4000))
def test_growing_so_long_by_the_doubling_time_gives_the_later_value(
    first: int, more: int, n_days: int
) -> None:
    (then, now), chronology = read(f"day 0: {first} | day {n_days}: {first + more}")
    found = doubling(now, then, chronology)
    assert found is not None
    assert found.value_days is not None
    grown = Decimal(first) * Decimal(2) ** (Decimal(n_days) / found.value_days)
    assert abs(grown - (first + more)) < Decimal("1e-15") * (first + more)
    assert found.least_days == found.most_days == found.value_days


def test_the_smallest_rise_is_not_rounded_to_none() -> None:
    (then, now), chronology = read(f"day 0: 1 | day 1: 1.{'0' * 80}1")
    found = doubling(now, then, chronology)
    assert found is not None
    assert found.value_days is not None
    assert found.value_days > Decimal(10) ** 79
