"""Survival curves: each step at its day and share, each number at risk under its tick."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.cohort.views import Estimate, Step, Survival, SurvivalCurve
from hcclog.domain.response import Criteria
from hcclog.report.cohort.dashes import dashed
from hcclog.report.cohort.looks import group_look
from hcclog.report.cohort.survival import SurvivalPicture, median_text
from hcclog.report.day_axis import MONTH_DAYS
from hcclog.report.drawing import Area, Drawing, Strokes
from hcclog.report.palette import LIGHT
from tests.report.cohort.drawings import (
    NARROW,
    drawn,
    middle,
    plot_strokes,
    said,
    shapes,
    texts,
    word,
)
from tests.report.cohort.samples import survival

_STEPS = (
    Step(0.0, 1.0, None, None, 4, 0, 0),
    Step(2 * MONTH_DAYS, 0.75, 0.13, 0.96, 4, 1, 0),
    Step(3 * MONTH_DAYS, 0.75, 0.13, 0.96, 3, 0, 1),
    Step(5 * MONTH_DAYS, 0.375, 0.01, 0.81, 2, 1, 0),
    Step(6 * MONTH_DAYS, 0.0, None, None, 1, 1, 0),
)
CURVE = SurvivalCurve("all", _STEPS, Estimate(5 * MONTH_DAYS, 2 * MONTH_DAYS, None), 4, 3)


def of(*curves: SurvivalCurve, endpoint: str = "PFS") -> Survival:
    """Return curves of an endpoint."""
    name = "Progression-free survival"
    return Survival(endpoint, name, Criteria.MRECIST, curves, (), "A method.", 0)


def place(drawing: Drawing, month: float, share: float) -> tuple[float, float]:
    """Return where a month and a share stand, by the numbers of the axes."""
    at = {w.text: w.rect for w in drawing.words() if w.rect.top > drawing.plot.bottom}
    left, right = middle(at["0"])[0], middle(at["6"])[0]
    top = middle(word(drawing, "100").rect)[1]
    bottom = drawing.plot.bottom
    return left + month / 6 * (right - left), bottom - share * (bottom - top)


def test_names_beside_the_numbers_at_risk_are_whole_whatever_their_letters() -> None:
    curves = [CURVE._replace(group=f"line {n}", n=k) for n, k in enumerate((3, 8, 4, 1, 11), 1)]
    found = texts(drawn(SurvivalPicture(of(*curves))))
    assert not [text for text in found if text.endswith("…")]


def test_the_curve_falls_at_its_days_to_its_shares() -> None:
    drawing = drawn(SurvivalPicture(of(CURVE)))
    look = group_look(LIGHT, 0)
    line = next(s for s in plot_strokes(drawing) if s.colour == look.colour and s.width > 1)
    corners = [line.segments[0][:2], *(segment[2:] for segment in line.segments)]
    wanted = [(0, 1), (2, 1), (2, 0.75), (3, 0.75), (5, 0.75), (5, 0.375), (6, 0.375), (6, 0)]
    for corner, at in zip(corners, wanted, strict=True):
        assert corner == pytest.approx(place(drawing, *at))


@given(st.lists(st.sampled_from((0.01, 0.2, 1.0, 9.0, 60.0)), min_size=1, max_size=30))
def test_steps_too_near_to_be_told_apart_leave_the_level_that_holds_on(gaps: list[float]) -> None:
    """Of events on two days that share a pixel the later one says how many are left."""
    days = [sum(gaps[: k + 1]) for k in range(len(gaps))]
    shares = [1 - (k + 1) / (len(days) + 1) for k in range(len(days))]
    steps = [
        Step(day, share, share / 2, share, len(days) - k, 1, 0)
        for k, (day, share) in enumerate(zip(days, shares, strict=True))
    ]
    last = Step(6 * MONTH_DAYS + days[-1], shares[-1], None, None, 1, 0, 1)
    curve = CURVE._replace(steps=(Step(0.0, 1.0, None, None, len(days), 0, 0), *steps, last))
    drawing = drawn(SurvivalPicture(of(curve)), NARROW)
    look = group_look(LIGHT, 0)
    line = next(s for s in plot_strokes(drawing) if s.colour == look.colour and s.width > 1)
    level = [(x1, x2, y1) for x1, y1, x2, y2 in line.segments if y1 == y2 and x2 - x1 > 2]
    (left, right) = line.segments[0][0], line.segments[-1][2]
    bottom = drawing.plot.bottom
    top = min(y for _, y, _, _ in line.segments)
    for one, after in pairwise(curve.steps):
        x1, x2 = (left + step.days / last.days * (right - left) for step in (one, after))
        if x2 - x1 > 3:
            (y,) = [y for a, b, y in level if a < (x1 + x2) / 2 < b]
            assert (bottom - y) / (bottom - top) == pytest.approx(one.share)


def test_who_is_censored_is_a_tick_on_the_curve() -> None:
    drawing = drawn(SurvivalPicture(of(CURVE)))
    look = group_look(LIGHT, 0)
    (ticks,) = [
        s
        for s in shapes(drawing, Strokes)
        if s.colour == look.colour and s.width == 1 and not s.dash
    ]
    (x1, y1, x2, y2) = ticks.segments[0]
    assert (x1, (y1 + y2) / 2) == pytest.approx(place(drawing, 3, 0.75))
    assert x1 == x2


def test_the_band_is_drawn_where_it_is_given_and_nowhere_else() -> None:
    drawing = drawn(SurvivalPicture(of(CURVE)))
    (band,) = shapes(drawing, Area)
    xs, ys = zip(*band.points, strict=True)
    left, high = place(drawing, 2, 0.96)
    right, low = place(drawing, 6, 0.01)
    assert (min(xs), max(xs), min(ys), max(ys)) == pytest.approx((left, right, high, low))


def test_a_gap_in_the_band_parts_it() -> None:
    steps = [step._replace(low=0.2, high=0.9) for step in _STEPS]
    steps[2] = steps[2]._replace(low=None, high=None)
    drawing = drawn(SurvivalPicture(of(CURVE._replace(steps=tuple(steps)))))
    assert len(shapes(drawing, Area)) == 2


def test_the_median_is_dotted_from_half_to_its_day() -> None:
    drawing = drawn(SurvivalPicture(of(CURVE)))
    dots = [s.segments[0] for s in shapes(drawing, Strokes) if s.dash == "dot"]
    x, y = place(drawing, 5, 0.5)
    assert dots[0][1:] == pytest.approx((y, x, y))
    assert dots[1] == pytest.approx((x, y, x, drawing.plot.bottom))


def test_numbers_at_risk_stand_under_their_ticks() -> None:
    drawing = drawn(SurvivalPicture(of(CURVE)), (500.0, 400.0))
    top = word(drawing, "Number at risk").rect.bottom
    axis = [w for w in drawing.words() if w.text.isdigit() and w.rect.top > drawing.plot.bottom]
    ticks = {round(middle(w.rect)[0], 3): int(w.text) for w in axis if w.rect.bottom < top}
    at_risk = {round(middle(w.rect)[0], 3): int(w.text) for w in axis if w.rect.top >= top}
    assert list(at_risk) == list(ticks)
    expected = {0: 4, 1: 4, 2: 4, 3: 3, 4: 2, 5: 2, 6: 1}
    assert {ticks[x]: n for x, n in at_risk.items()} == {m: expected[m] for m in ticks.values()}


def test_groups_are_told_by_colour_dash_name_and_row() -> None:
    drawing = drawn(SurvivalPicture(survival(200)))
    looks = [group_look(LIGHT, k) for k in range(2)]
    assert looks[0].dash != looks[1].dash
    assert {look.colour for look in looks} <= {s.colour for s in shapes(drawing, Strokes)}
    assert texts(drawing).count("lenvatinib") == 2
    assert texts(drawing).count("sorafenib") == 2
    assert "lenvatinib: n = 100, 75 events, median" in said(drawing)


def test_one_curve_of_everybody_needs_no_name() -> None:
    assert "n = 4, 3 events, median 5.0 months (2.0 to not reached)" in texts(
        drawn(SurvivalPicture(of(CURVE)))
    )


@pytest.mark.parametrize(
    ("median", "text"),
    [
        (Estimate(8.3 * MONTH_DAYS, 6.1 * MONTH_DAYS, 11 * MONTH_DAYS), "8.3 months (6.1 to 11.0)"),
        (Estimate(8.3 * MONTH_DAYS, 6.1 * MONTH_DAYS, None), "8.3 months (6.1 to not reached)"),
        (Estimate(8.3 * MONTH_DAYS, None, None), "8.3 months"),
        (Estimate(None, 6.1 * MONTH_DAYS, None), "not reached (6.1 to not reached)"),
        (Estimate(None, None, None), "not reached"),
    ],
    ids=["all known", "no upper end", "no interval", "a lower end alone", "nothing"],
)
def test_a_median_is_told_in_months(median: Estimate, text: str) -> None:
    assert median_text(median) == text


@pytest.mark.parametrize(
    ("endpoint", "title", "axis"),
    [
        ("PFS", "Progression-free survival (PFS), mRECIST", "months since the start of the line"),
        ("DoR", "Progression-free survival (DoR), mRECIST", "months since the first response"),
        ("OS", "Progression-free survival (OS)", "months since the start of the line"),
    ],
)
def test_title_and_axis_suit_the_endpoint(endpoint: str, title: str, axis: str) -> None:
    drawing = drawn(SurvivalPicture(of(CURVE, endpoint=endpoint)))
    assert title in texts(drawing)
    assert axis in texts(drawing)


def test_below_stand_number_method_and_uncertain_dates() -> None:
    text = said(drawn(SurvivalPicture(survival(40)), NARROW))
    assert "n = 40 of 43; 3 left out:" in text
    assert "2 times rest on dates that are not known to the day." in text
    assert "Kaplan-Meier; 95 % band log-log (Greenwood)." in text


def test_a_note_that_is_too_long_ends_with_a_whole_sentence() -> None:
    view = of(CURVE)._replace(method="First sentence. " + "Another one that is longer. " * 40)
    drawing = drawn(SurvivalPicture(view), NARROW)
    lowest = max(drawing.words(), key=lambda words: words.rect.bottom)
    assert lowest.text.endswith("longer.")
    assert "…" not in said(drawing)


def test_numbers_are_those_of_the_view() -> None:
    rows = list(SurvivalPicture(of(CURVE)).numbers().rows)
    assert rows[0][:8] == ("all", "0", "1.000000", "", "", "4", "0", "0")
    assert rows[1][1:8] == ("60.875", "0.750000", "0.130000", "0.960000", "4", "1", "0")
    assert len(rows) == len(_STEPS)


@given(
    st.lists(st.tuples(st.floats(0, 900), st.floats(0, 900)), min_size=2, max_size=30),
    st.sampled_from(["", "dash", "dot"]),
)
def test_dashes_lie_on_their_line_and_keep_their_share_of_it(
    points: list[tuple[float, float]], dash: str
) -> None:
    whole = sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points))
    drawn_length = sum(hypot(x2 - x1, y2 - y1) for x1, y1, x2, y2 in dashed(points, dash))
    share, period = {"": (1.0, 0.0), "dash": (7 / 11, 11.0), "dot": (2 / 5.5, 5.5)}[dash]
    assert drawn_length == pytest.approx(share * whole, abs=period + 0.01)
