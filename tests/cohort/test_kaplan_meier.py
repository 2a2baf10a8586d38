"""Kaplan-Meier: against published tables, and against the product itself in exact fractions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import exp, log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.cohort.kaplan_meier import survival_curve
from hcclog.cohort.views import Estimate, Step, SurvivalCurve

# Freireich 1963, weeks in remission: 6-MP and placebo; a plus is censored.
SIX_MP = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
PLACEBO = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23"
# Miller 1981: weeks in remission of acute myelogenous leukaemia, with and without maintenance.
MAINTAINED = "9 13 13+ 18 23 28+ 31 34 45+ 48 161+"
NOT_MAINTAINED = "5 5 8 8 12 16+ 23 27 30 33 43 45"


def followed(text: str) -> tuple[list[float], list[bool]]:
    """Return times and whether each ended in an event."""
    words = text.split()
    return [float(word.rstrip("+")) for word in words], [not word.endswith("+") for word in words]


def curve_of(text: str) -> SurvivalCurve:
    """Return the estimate of times in words."""
    return survival_curve("group", *followed(text))


PUBLISHED = [
    pytest.param(
        SIX_MP,
        {
            6: (0.857, 0.620, 0.952, 21),
            7: (0.807, 0.563, 0.923, 17),
            10: (0.753, 0.503, 0.889, 15),
            13: (0.690, 0.432, 0.849, 12),
            16: (0.627, 0.368, 0.805, 11),
            22: (0.538, 0.268, 0.747, 7),
            23: (0.448, 0.188, 0.680, 6),
        },
        id="6-MP",
    ),
    pytest.param(
        PLACEBO,
        {
            1: (0.905, 0.670, 0.975, 21),
            5: (0.571, 0.338, 0.749, 14),
            8: (0.381, 0.183, 0.578, 12),
            17: (0.095, 0.016, 0.261, 3),
        },
        id="placebo",
    ),
]


@pytest.mark.parametrize(("text", "expected"), PUBLISHED)
def test_estimates_and_bands_are_the_published_ones(
    text: str, expected: dict[int, tuple[float, float, float, int]]
) -> None:
    steps = {step.days: step for step in curve_of(text).steps}
    found = {day: (s.share, s.low, s.high, s.n_at_risk) for day in expected if (s := steps[day])}
    for day, numbers in expected.items():
        assert found[day] == pytest.approx(numbers, abs=6e-4)


MEDIANS = [
    pytest.param(SIX_MP, Estimate(23, 13, None), id="6-MP"),
    pytest.param(PLACEBO, Estimate(8, 4, 11), id="placebo"),
    pytest.param(MAINTAINED, Estimate(31, 13, None), id="maintained"),
    pytest.param(NOT_MAINTAINED, Estimate(23, 5, 33), id="not maintained"),
    pytest.param("5+ 6+ 7+", Estimate(None, None, None), id="all censored: not reached"),
    pytest.param("7", Estimate(7, None, None), id="one patient"),
    pytest.param("4 9", Estimate(4, 4, None), id="one half exactly, on its first day"),
    pytest.param("3 3 3", Estimate(3, None, None), id="all on one day"),
    pytest.param("0 0 0+ 0+", Estimate(0, 0, None), id="a length of nothing is a length"),
]


@pytest.mark.parametrize(("text", "median"), MEDIANS)
def test_medians(text: str, median: Estimate) -> None:
    assert curve_of(text).median_days == median


def test_a_group_of_nobody_has_a_curve_of_one_step() -> None:
    curve = survival_curve("none", [], [])
    assert curve.steps == (Step(0.0, 1.0, None, None, 0, 0, 0),)
    assert (curve.n, curve.n_events, curve.n_at_risk(0)) == (0, 0, 0)


def test_numbers_at_risk_hold_those_whose_follow_up_ends_on_the_day() -> None:
    curve = curve_of(SIX_MP)
    assert [curve.n_at_risk(week) for week in (0, 6, 7, 10, 20, 35, 36)] == [
        21,
        21,
        17,
        15,
        8,
        1,
        0,
    ]


def test_a_day_between_two_steps_has_the_share_of_the_earlier() -> None:
    curve = curve_of(PLACEBO)
    assert [round(curve.at(week).share, 3) for week in (0, 0.5, 1, 9, 100)] == [
        1.0,
        1.0,
        0.905,
        0.381,
        0.0,
    ]


def product_limit(times: Sequence[float], events: Sequence[bool]) -> list[tuple[float, Fraction]]:
    """Return the estimate by its definition, exactly."""
    share, found = Fraction(1), []
    for day in sorted(set(times)):
        n = sum(time >= day for time in times)
        died = sum(event and time == day for time, event in zip(times, events, strict=True))
        share *= Fraction(n - died, n)
        found.append((day, share))
    return found


_ENDS = st.lists(st.tuples(st.integers(0, 40), st.booleans()), min_size=1, max_size=60)


@given(_ENDS)
def test_the_estimate_is_the_product_limit(ends: list[tuple[int, bool]]) -> None:
    times, events = [float(t) / 2 for t, _ in ends], [event for _, event in ends]
    curve = survival_curve("group", times, events)
    exact = product_limit(times, events)
    assert [step.days for step in curve.steps[1:]] == [day for day, _ in exact]
    shares = [float(share) for _, share in exact]
    assert [step.share for step in curve.steps[1:]] == pytest.approx(shares, abs=1e-9)
    half = next((day for day, share in exact if share <= Fraction(1, 2)), None)
    assert curve.median_days.value == half


@given(_ENDS)
def test_everybody_is_counted_once(ends: list[tuple[int, bool]]) -> None:
    curve = survival_curve("group", [float(t) for t, _ in ends], [event for _, event in ends])
    n = len(ends)
    assert curve.n == curve.steps[0].n_at_risk == n
    assert curve.n_events == sum(step.n_events for step in curve.steps)
    assert sum(step.n_events + step.n_censored for step in curve.steps) == n
    for step in curve.steps[1:]:
        assert step.n_at_risk == n
        n -= step.n_events + step.n_censored


@given(_ENDS)
def test_the_band_is_that_of_greenwood_on_the_log_log_scale(ends: list[tuple[int, bool]]) -> None:
    curve = survival_curve("group", [float(t) for t, _ in ends], [event for _, event in ends])
    variance = 0.0
    for step in curve.steps[1:]:
        left = step.n_at_risk - step.n_events
        if not left or not 0 < step.share < 1 - 1e-12:
            assert step.low is None
            assert step.high is None
            continue
        variance += step.n_events / (step.n_at_risk * left)
        wide = 1.959963984540054 * sqrt(variance) / log(step.share)
        bounds = step.share ** exp(-wide), step.share ** exp(wide)
        assert (step.low, step.high) == pytest.approx(bounds, abs=1e-9)
