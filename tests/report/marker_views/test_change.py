"""Change of a marker from the start of each line: what is drawn is what the record says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.domain.quantities import Comparator
from hcclog.domain.record import PatientRecord
from hcclog.report.course.layout import lay_out
from hcclog.report.course.marks import CurvePoint
from hcclog.report.drawing import Strokes, Words
from hcclog.report.marker_views.kinds import MarkerView
from hcclog.report.naming import drug_colour
from hcclog.report.palette import PRINT, Palette, contrast, legible
from hcclog.report.sheet import Style
from hcclog.report.styles import BLACK_AND_WHITE, GREY
from hcclog.report.typeface import measure
from tests.report.course.charts import drawn
from tests.report.marker_views.views import curves_of, notes_of, published, view_of
from tests.rules.markers.series import a_record, results


def change(labs: str, *starts: str) -> PatientRecord:
    return a_record(results(labs), *(starts or ("day 0",)))


def points(record: PatientRecord) -> list[list[tuple[float, float, str]]]:
    """Return day, percent and text of each point, run by run over all lines."""
    lane = curves_of(view_of(record, MarkerView.CHANGE))
    runs = [run for curve in lane.curves for run in curve.runs]
    return [[(p.mark.day, round(p.value, 1), p.text) for p in run] for run in runs]


def last_of(record: PatientRecord) -> CurvePoint:
    return list(curves_of(view_of(record, MarkerView.CHANGE)).curves[0].points())[-1]


DRAWN = [
    pytest.param(
        "day 0: 400 | day 30: 100",
        ("day 0",),
        [[(0, 0, "0"), (30, -75, "−75.0")]],
        id="from the start value, over days since the start",
    ),
    pytest.param(
        "day -9: 400 | day 30: 100",
        ("day 0",),
        [[(-9, 0, "0"), (30, -75, "−75.0")]],
        id="a start value before the line stands before it",
    ),
    pytest.param(
        "day 0: 400 | day 50: 100 | day 80: 200",
        ("day 0", "day 50"),
        [[(0, 0, "0")], [(0, 0, "0"), (30, 100, "+100.0")]],
        id="each line from its own start",
    ),
    pytest.param(
        "day 0: 400 | day 30: <30",
        ("day 0",),
        [[(0, 0, "0"), (30, -92.5, "<−92.5")]],
        id="less than a value is a bound",
    ),
    pytest.param(
        "day 0: 400 | day 30: >=600",
        ("day 0",),
        [[(0, 0, "0"), (30, 50, "≥+50.0")]],
        id="at least a value is a bound",
    ),
    pytest.param(
        "day 0: 400 | day 9: 7 IU/mL | day 30: 100",
        ("day 0",),
        [[(0, 0, "0")], [(30, -75, "−75.0")]],
        id="nothing is drawn across another unit",
    ),
    pytest.param(
        "day 0: 400 ng/mL A | day 9: 90 ng/mL B | day 30: 100 ng/mL A",
        ("day 0",),
        [[(0, 0, "0")], [], [(30, -75, "−75.0")]],
        id="nothing is drawn across another assay",
    ),
    pytest.param(
        "day 0: 0.4 ug/mL | day 30: 100",
        ("day 0",),
        [[(0, 0, "0")], [(30, -75, "−75.0")]],
        id="an exact conversion is a point, and no line runs to it",
    ),
    pytest.param("day 40: 400 | day 60: 100", ("day 0",), [], id="nothing without a start value"),
    pytest.param("day 0: raised | day 60: 100", ("day 0",), [], id="nothing from a word"),
    pytest.param(
        "day 0: <400 | day 60: <100", ("day 0",), [[(0, 0, "0")], []], id="nothing of two bounds"
    ),
]


@pytest.mark.parametrize(("labs", "starts", "expected"), DRAWN)
def test_what_is_drawn(
    labs: str, starts: tuple[str, ...], expected: list[list[tuple[float, float, str]]]
) -> None:
    found = [run for run in points(change(labs, *starts)) if run]
    assert found == [run for run in expected if run]


NOTED = [
    pytest.param(
        "day 40: 400 | day 60: 100",
        "line 1 lenvatinib: There is no AFP from 28 days before to 7 days after line 1 began; the "
        "nearest is AFP 400 ng/mL (day 40), 40 days after.",
        id="no start value",
    ),
    pytest.param(
        "day 0: raised | day 60: 100",
        'line 1 lenvatinib: AFP "raised" (day 0), the start value, is no number.',
        id="a start value in words",
    ),
    pytest.param(
        "day 0: 400 | day 9: 7 IU/mL",
        "line 1 lenvatinib: Not compared: 400 ng/mL (day 0) and 7 IU/mL (day 9) have units that do "
        "not convert exactly.",
        id="another unit",
    ),
    pytest.param(
        "day 0: <400 | day 60: <100",
        "line 1 lenvatinib: Not comparable: from <400 ng/mL (day 0) to <100 ng/mL (day 60) it may "
        "have fallen or risen by anything.",
        id="two bounds",
    ),
]


@pytest.mark.parametrize(("labs", "sentence"), NOTED)
def test_what_is_not_drawn_is_said_under_the_plot(labs: str, sentence: str) -> None:
    assert notes_of(view_of(change(labs), MarkerView.CHANGE))[0] == sentence


def test_a_bound_has_its_symbol() -> None:
    assert last_of(change("day 0: 400 | day 30: <30")).comparator is Comparator.LESS
    assert last_of(change("day 0: 400 | day 30: <=30")).comparator is Comparator.LESS_OR_EQUAL
    assert last_of(change("day 0: 400 | day 30: >500")).comparator is Comparator.GREATER
    assert last_of(change("day 0: 400 | day 30: 500")).comparator is Comparator.EQUAL


def test_a_point_is_tied_to_its_result_and_says_how_it_was_reached() -> None:
    point = last_of(change("day 0: 400 | day 30: 100"))
    assert point.mark.key == ("lab_result", "r1")
    assert point.mark.reading == (
        "day 30: line 1 lenvatinib, AFP fell by 75.0 %: from 400 ng/mL (day 0) to 100 ng/mL "
        "(day 30)."
    )


def test_lines_have_the_colours_of_their_agents_and_a_second_one_is_dashed() -> None:
    record = change("day 0: 400 | day 30: 100 | day 50: 90 | day 70: 80", "day 0", "day 50")
    first, second = curves_of(view_of(record, MarkerView.CHANGE)).curves
    assert (first.colour, first.style) == (drug_colour("lenvatinib"), "first")
    assert (second.colour, second.style) == (drug_colour("lenvatinib"), "second")
    other = replace(record, courses=(record.courses[0], replace(record.courses[1], agent="x")))
    assert curves_of(view_of(other, MarkerView.CHANGE)).curves[1].style == "first"


def test_the_published_cut_offs_are_drawn_with_their_sources() -> None:
    figure = view_of(change("day 0: 400 | day 30: 100"), MarkerView.CHANGE)
    levels = [(level.value, level.captions[0]) for level in curves_of(figure).levels]
    assert levels == [
        (0, "start value"),
        (-20, "−20 %: Chan 2009"),
        (-50, "−50 %: Riaz 2009"),
        (-75, "−75 %: Zhu 2022"),
    ]
    drawing = drawn(figure)
    assert [hint.words for hint in drawing.hints] == list(notes_of(figure))
    first = drawing.hints[0].rect
    assert drawing.words_at(first.left + 5, (first.top + first.bottom) / 2).startswith(
        "−20 %: Chan 2009, J Clin Oncol 27:446, for a start value from 20 ng/mL"
    )
    assert drawing.words_at(1, 1) == ""


def test_another_marker_has_no_cut_offs() -> None:
    record = a_record(results("day 0: 400 pg/mL | day 30: 100 pg/mL", "vegf"), "day 0")
    figure = view_of(record, MarkerView.CHANGE, "vegf")
    assert [level.value for level in curves_of(figure).levels] == [0]
    assert notes_of(figure) == ()


def test_a_line_without_courses_in_the_record_has_no_colour_of_its_own() -> None:
    figure = view_of(change("day 0: 400 | day 30: 100"), MarkerView.CHANGE)
    assert figure.kind == "Change per line"
    assert not figure.is_in_time
    assert figure.axis.title(*figure.home).endswith("since the start of each line")


# By hand: 117/379, 1089/379, 1891/379; 165/5505; 257/1840, 439/1840; 691/2991; 821/1048.
IKEDA = {
    "line 1 lenvatinib": [0, -69.1, 187.3, 398.9],
    "line 2 sorafenib": [0, -97.0],
    "line 3 regorafenib": [0, -86.0, -76.1],
    "line 4 sorafenib": [0, -76.9],
    "line 5 regorafenib": [0, -21.7],
}


def test_the_changes_of_ikeda_2021() -> None:
    lane = curves_of(view_of(published("ikeda-2021"), MarkerView.CHANGE))
    found = {c.label: [round(p.value, 1) for p in c.points()] for c in lane.curves}
    assert found == IKEDA


def test_zhang_2024_says_that_its_second_line_has_no_start_value() -> None:
    figure = view_of(published("zhang-2024"), MarkerView.CHANGE)
    found = [c.label for c in curves_of(figure).curves]
    assert found == ["line 1 lenvatinib + sintilimab", "line 3 lenalidomide + lenvatinib"]
    assert notes_of(figure)[0].startswith("line 2 regorafenib: There is no AFP from 28 days")


AGENTS = ("lenvatinib", "sorafenib", "regorafenib")
VALUES = st.lists(st.tuples(st.integers(1, 300), st.integers(1, 10**6)), max_size=12)


@given(VALUES)
def test_every_result_of_a_line_is_a_point_or_the_line_is_spoken_of(
    values: list[tuple[int, int]],
) -> None:
    days = sorted(dict(values))
    labs = "".join(f" | day {day}: {dict(values)[day]}" for day in days)
    figure = view_of(change(f"day 0: 50{labs}", "day 0", "day 90"), MarkerView.CHANGE)
    shown = {point.mark.id for curve in curves_of(figure).curves for point in curve.points()}
    missing = [day for n, day in enumerate(days, 1) if f"r{n}" not in shown]
    is_told = notes_of(figure)[0].startswith("line 2 lenvatinib: There is no AFP")
    assert missing == ([day for day in days if day >= 90] if is_told else [])


LOOKS = [
    pytest.param(PRINT, True, id="colours in colour"),
    pytest.param(GREY, False, id="greys in grey"),
    pytest.param(BLACK_AND_WHITE, False, id="black in black and white"),
]


@pytest.mark.parametrize(("palette", "is_coloured"), LOOKS)
def test_curves_keep_to_the_style_of_the_paper(palette: Palette, is_coloured: bool) -> None:
    figure = view_of(published("ikeda-2021"), MarkerView.CHANGE)
    drawing = lay_out(figure, (720.0, 440.0), Style(palette, measure))
    inks = {shape.colour for shape in drawing.shapes if isinstance(shape, Strokes | Words)}
    hued = [ink for ink in inks if len({ink[1:3], ink[3:5], ink[5:7]}) > 1]
    of_agents = {legible(drug_colour(agent), palette.background) for agent in AGENTS}
    assert of_agents.issubset(hued) is is_coloured
    assert all(contrast(ink, palette.background) >= 3 for ink in of_agents)
