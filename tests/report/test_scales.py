"""Value axes."""

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.report.scales import ValueScale, nice_step, tick_text, value_scale

positive = st.floats(1e-6, 1e9)


@pytest.mark.parametrize(
    ("values", "logarithmic"),
    [
        ([5.51, 84.59], False),
        ([117, 5505], True),
        ([1, 20], False),
        ([1, 20.1], True),
        ([0, 1, 100], True),
        ([-1, 1, 100], False),
        ([0, 0], False),
        ([], False),
    ],
    ids=[
        "15-fold stays linear",
        "47-fold is logarithmic",
        "20-fold itself is linear",
        "just beyond 20-fold is logarithmic",
        "zeros do not count for the range",
        "a negative value cannot be logarithmic",
        "only zeros",
        "nothing at all",
    ],
)
def test_the_axis_turns_logarithmic_beyond_a_20_fold_range(
    values: list[float], logarithmic: bool
) -> None:
    assert value_scale(values).logarithmic is logarithmic


def test_a_choice_overrules_the_range() -> None:
    assert value_scale([1, 1000], logarithmic=False).logarithmic is False
    assert value_scale([10, 20], logarithmic=True).logarithmic is True


@given(st.lists(positive, min_size=1), st.booleans())
def test_every_value_lies_on_its_axis(values: list[float], logarithmic: bool) -> None:
    scale = value_scale(values, logarithmic=logarithmic)
    assert scale.low <= min(values) * (1 + 1e-9)
    assert max(values) <= scale.high * (1 + 1e-9)
    assert all(0 <= scale.share(value) <= 1 for value in values)


@given(st.lists(st.floats(), max_size=5), st.none() | st.booleans(), st.integers(1, 12))
def test_any_numbers_make_an_axis_with_ticks_in_rising_order(
    values: list[float], logarithmic: bool | None, most: int
) -> None:
    scale = value_scale(values, logarithmic=logarithmic)
    assert scale.low < scale.high
    ticks = [tick.value for tick in scale.ticks(most)]
    assert ticks == sorted(set(ticks))


def test_a_linear_axis_begins_at_zero() -> None:
    assert value_scale([5.51, 84.59]) == ValueScale(0.0, 100.0)


def test_a_logarithmic_axis_is_named_at_its_decades() -> None:
    scale = value_scale([117, 5505])
    assert (scale.low, scale.high) == (100, 10_000)
    assert [t.text for t in scale.ticks(6) if t.text] == ["100", "1\u2009000", "10\u2009000"]


def test_within_one_decade_more_than_its_ends_are_named() -> None:
    texts = [tick.text for tick in ValueScale(2, 50, logarithmic=True).ticks(8) if tick.text]
    assert texts == ["2", "5", "10", "20", "50"]


def test_a_higher_value_never_stands_lower() -> None:
    scale = value_scale([1, 5, 500, 90_000])
    shares = [scale.share(value) for value in (0, 1, 5, 500, 90_000)]
    assert shares == sorted(shares)


def test_zero_stands_on_the_edge_of_a_logarithmic_axis() -> None:
    assert value_scale([0, 1, 1000]).share(0) == 0


@pytest.mark.parametrize(
    ("rough", "step"), [(0.9, 1), (1, 1), (1.1, 2), (3, 5), (7, 10), (0.03, 0.05)]
)
def test_steps_are_round(rough: float, step: float) -> None:
    assert nice_step(rough) == pytest.approx(step)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.1 + 0.2, "0.3"), (1000.0, "1\u2009000"), (-5.0, "−5"), (1e6, "1\u2009000\u2009000")],
)
def test_ticks_are_printed_plainly(value: float, text: str) -> None:
    assert tick_text(value) == text


@pytest.mark.parametrize("odd", [nan, inf, -inf])
def test_what_is_no_number_does_not_stretch_the_axis(odd: float) -> None:
    assert value_scale([1, 3, odd]) == value_scale([1, 3])
