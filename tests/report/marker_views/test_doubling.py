"""Doubling times on the curve: as the rule gives them, at the stretch that they are of."""

from __future__ import annotations

import pytest

from hcclog.domain.record import PatientRecord
from hcclog.report.marker_views.kinds import MarkerView
from tests.report.course.charts import drawn
from tests.report.marker_views.views import curves_of, notes_of, published, view_of
from tests.rules.markers.series import a_record, results

FORMULA = "Doubling time: days x ln 2 / ln(later / earlier)."


def doubling(labs: str) -> PatientRecord:
    return a_record(results(labs), "day 0")


def stretches(record: PatientRecord) -> list[tuple[float, float, str]]:
    """Return first and last day of each stretch, and what is written at it."""
    lane = curves_of(view_of(record, MarkerView.DOUBLING))
    return [(rise.first[0], rise.last[0], rise.captions[0]) for rise in lane.rises]


STRETCHES = [
    pytest.param(
        "day 0: 100 | day 30: 200", [(0, 30, "doubled in 30.0 days")], id="from day to day"
    ),
    pytest.param(
        "day 0: 100 | week 4: 200",
        [(0, 28, "doubled in 28.0 days (25.0 to 31.0)")],
        id="a week has a range",
    ),
    pytest.param("day 0: 200 | day 30: 100", [], id="a fall has none"),
    pytest.param("day 0: <100 | day 30: 200", [], id="a comparator is not exact"),
    pytest.param("day 0: 100 ng/mL A | day 30: 200 ng/mL B", [], id="another assay"),
    pytest.param("day 0: 0.1 ug/mL | day 30: 200", [], id="nothing is drawn across two units"),
    pytest.param(
        "day 0: 100 | day 30: 200 | day 60: 50 | day 90: 100",
        [(0, 30, "doubled in 30.0 days"), (60, 90, "doubled in 30.0 days")],
        id="each rise has its own",
    ),
]


@pytest.mark.parametrize(("labs", "expected"), STRETCHES)
def test_rising_stretches(labs: str, expected: list[tuple[float, float, str]]) -> None:
    assert stretches(doubling(labs)) == expected


NOTED = [
    pytest.param("day 0: 100 | day 30: 200", (FORMULA,), id="the formula alone"),
    pytest.param(
        "day 0: <100 | day 30: 200",
        (
            (
                "No doubling time from <100 ng/mL (day 0) to 200 ng/mL (day 30): a value with a "
                "comparator is not exact."
            ),
            FORMULA,
        ),
        id="why there is none",
    ),
    pytest.param(
        "day 0: 0.1 ug/mL | day 30: 200",
        (
            (
                "AFP doubled in 30.0 days from 0.1 ug/mL (day 0) to 200 ng/mL (day 30), 30 days "
                "apart. 1 ug/mL is 1000 ng/mL exactly."
            ),
            FORMULA,
        ),
        id="one that lies across two units is told in words",
    ),
]


@pytest.mark.parametrize(("labs", "notes"), NOTED)
def test_what_is_said_under_the_plot(labs: str, notes: tuple[str, ...]) -> None:
    assert notes_of(view_of(doubling(labs), MarkerView.DOUBLING)) == notes


def test_the_axis_is_logarithmic_whatever_the_range() -> None:
    assert curves_of(
        view_of(doubling("day 0: 100 | day 30: 101"), MarkerView.DOUBLING)
    ).scale.logarithmic


def test_the_later_value_says_how_quickly_it_was_reached() -> None:
    figure = view_of(doubling("day 0: 100 | day 30: 200"), MarkerView.DOUBLING)
    readings = {mark.id: mark.reading for mark in figure.marks()}
    assert readings["r1"] == (
        "day 30: AFP 200 ng/mL. AFP doubled in 30.0 days from 100 ng/mL (day 0) to 200 ng/mL "
        "(day 30), 30 days apart."
    )
    assert readings["r0"] == "day 0: AFP 100 ng/mL"


def test_the_middle_of_a_stretch_can_be_pointed_at() -> None:
    drawing = drawn(view_of(doubling("day 0: 100 | day 30: 200"), MarkerView.DOUBLING))
    spots = [h for h in drawing.hits if h.mark.key == ("lab_result", "r1")]
    assert len(spots) == 2
    middle = min(spots, key=lambda hit: hit.rect.left).rect
    found = drawing.hit((middle.left + middle.right) / 2, (middle.top + middle.bottom) / 2)
    assert found is not None
    assert "doubled in 30.0 days" in found.reading


def test_results_in_words_stay_a_band() -> None:
    figure = view_of(doubling("day 0: 100 | day 30: 200 | day 40: raised"), MarkerView.DOUBLING)
    assert [lane.title for lane in figure.lanes] == ["Regimens", "AFP", "AFP", "Notes"]


def test_the_doublings_of_ikeda_2021() -> None:
    assert [caption for _, _, caption in stretches(published("ikeda-2021"))] == [
        "doubled in 10.3 days (4.7 to 15.8)",
        "doubled in 37.7 days (0.0 to 75.4)",
        "doubled in 17.5 days (8.9 to 26.2)",
        "doubled in 168.3 days (80.3 to 256.3)",
        "doubled in 51.6 days (1.7 to 101.5)",
    ]


def test_the_doublings_of_zhang_2024() -> None:
    assert [caption for _, _, caption in stretches(published("zhang-2024"))] == [
        "doubled in 53.8 days (46.2 to 61.4)",
        "doubled in 439.4 days (367.8 to 511.1)",
    ]


def test_of_a_crowd_of_rises_none_is_written_and_all_can_be_pointed_at() -> None:
    labs = " | ".join(f"day {n}: {100 + n % 2}" for n in range(140))
    drawing = drawn(view_of(doubling(labs), MarkerView.DOUBLING))
    assert not any("doubled" in words.text for words in drawing.words() if "=" not in words.text)
    assert drawing.n_dropped >= 70
    assert sum("doubled in" in hit.mark.reading for hit in drawing.hits) >= 140
