"""What has no place on a logarithmic axis, and what is known to lie below or above a value."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

import pytest

from hcclog.domain.labs import LabResult
from hcclog.report.course.figure import CourseFigure, CurveLane
from hcclog.report.course.options import CourseOptions
from hcclog.report.drawing import Box, Drawing, Glyph, Part, Strokes
from hcclog.report.palette import LIGHT
from tests.report.course.charts import drawn, figure_of
from tests.report.course.test_layout import assert_in_order
from tests.report.samples import empty_case, lab

AFP = "marker:afp:ng/mL"
DAYS = [f"2021-{month:02}-10" for month in range(1, 13)]
NOTE = "0: below a log axis"


class Drawn(NamedTuple):
    """One value as it is drawn.

    Attributes:
        share: How high it stands, from 0 at the lower edge of its axis to 1.
    """

    text: str
    shape: str
    is_filled: bool
    share: float


def afp(*values: str, logarithmic: bool | None = None) -> CourseFigure:
    labs = tuple(lab(day, value) for day, value in zip(DAYS, values, strict=False))
    chosen = () if logarithmic is None else (("afp", logarithmic),)
    return figure_of(replace(empty_case(), labs=labs), CourseOptions(log_analytes=chosen))


def lane_of(figure: CourseFigure) -> CurveLane:
    lane = figure.lane(AFP)
    assert isinstance(lane, CurveLane)
    return lane


def as_drawn(figure: CourseFigure) -> list[Drawn]:
    """Return what stands at each value's place, in order of time."""
    drawing, lane = drawn(figure, (900.0, 260.0)), lane_of(figure)
    (part,) = drawing.parts
    glyphs = [shape for shape in drawing.shapes if isinstance(shape, Glyph)]
    written = [words.text for words in drawing.words()]
    found = []
    for point in lane.curves[0].points():
        hit = next(h for h in drawing.hits if h.mark.id == point.mark.id)
        x, y = (hit.rect.left + hit.rect.right) / 2, (hit.rect.top + hit.rect.bottom) / 2
        glyph = next(g for g in glyphs if abs(g.x - x) < 0.01 and abs(g.y - y) < 0.01)
        assert point.text in written
        filled = glyph.fill != LIGHT.background
        found.append(Drawn(point.text, glyph.shape, filled, share_of(part, y)))
    return found


def share_of(part: Part, y: float) -> float:
    return round((part.rect.bottom - 9 - y) / (part.rect.height - 17), 3)


def dotted(drawing: Drawing) -> int:
    lines = (s for s in drawing.shapes if isinstance(s, Strokes) and s.dash == "dot")
    return sum(len(line.segments) for line in lines)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (
            ("10", "1000"),
            [Drawn("10", "circle", False, 0), Drawn("1\u2009000", "circle", False, 1)],
        ),
        (("1", "<10", "100"), [None, Drawn("<10", "down", False, 0.5), None]),
        (("1", ">10", "100"), [None, Drawn(">10", "up", False, 0.5), None]),
        (("1", "0", "100"), [None, Drawn("0", "down", True, 0), None]),
        (("1", "<0", "100"), [None, Drawn("<0", "down", True, 0), None]),
        (("0", "0", "1", "100"), [Drawn("0", "down", True, 0)] * 2 + [None] * 2),
    ],
    ids=[
        "a value stands at its logarithm",
        "below ten points down at ten and is open",
        "above ten points up at ten and is open",
        "a zero stands on the edge, filled, with its text",
        "below zero has no place either",
        "two zeros",
    ],
)
def test_each_value_is_drawn_as_what_it_is(
    values: tuple[str, ...], expected: list[Drawn | None]
) -> None:
    figure = afp(*values, logarithmic=True)
    assert lane_of(figure).scale.logarithmic
    found = as_drawn(figure)
    assert [f for f, e in zip(found, expected, strict=True) if e] == [e for e in expected if e]
    assert_in_order(drawn(figure, (900.0, 260.0)))


@pytest.mark.parametrize(
    ("values", "logarithmic", "is_log", "has_note"),
    [
        (("5", "0", "500"), None, True, True),
        (("5", "0", "50"), None, False, False),
        (("5", "<0.2", "50"), None, True, False),
        (("5", "0", "500"), False, False, False),
        (("5", "0", "50"), True, True, True),
        (("0", "0"), True, False, False),
        (("0", "<0"), None, False, False),
    ],
    ids=[
        "100-fold with a zero: logarithmic, and the zero is explained",
        "10-fold with a zero: linear, and the zero has its place",
        "a limit counts for the range",
        "linear by choice",
        "logarithmic by choice",
        "zeros alone have no logarithm, whatever was chosen",
        "zeros alone by the rule",
    ],
)
def test_the_axis_and_what_is_said_of_zeros(
    values: tuple[str, ...],
    logarithmic: bool | None,
    is_log: bool,
    has_note: bool,
) -> None:
    figure = afp(*values, logarithmic=logarithmic)
    lane, drawing = lane_of(figure), drawn(figure, (900.0, 260.0))
    assert lane.scale.logarithmic is is_log
    assert ("log scale" in lane.subtitle) is is_log
    assert (NOTE in [words.text for words in drawing.words()]) is has_note
    assert len(as_drawn(figure)) == len(values)


def test_lines_to_a_zero_are_dotted_and_the_others_are_not() -> None:
    assert dotted(drawn(afp("1", "0", "100", "50", "0", "20", logarithmic=True))) == 4
    assert dotted(drawn(afp("1", "2", "100", "50", "<3", "20", logarithmic=True))) == 0
    assert dotted(drawn(afp("1", "0", "100", "50", "0", "20", logarithmic=False))) == 0


def results(n: int) -> tuple[LabResult, ...]:
    """Return so many results of a few days each, with a zero and a limit among them."""
    special = {n // 3: "0", n // 2: "<50", 2 * n // 3: ">50"}
    days = (f"20{10 + k // 336:02}-{k // 28 % 12 + 1:02}-{k % 28 + 1:02}" for k in range(n))
    return tuple(lab(day, special.get(k, str(5 + k % 300))) for k, day in enumerate(days))


def test_in_a_crowd_zeros_and_limits_keep_their_symbols() -> None:
    figure = figure_of(replace(empty_case(), labs=results(900)))
    assert lane_of(figure).scale.logarithmic
    shapes = [
        (glyph.shape, glyph.fill != LIGHT.background)
        for glyph in drawn(figure, (700.0, 260.0)).shapes
        if isinstance(glyph, Glyph) and glyph.shape != "circle"
    ]
    assert sorted(shapes) == [("down", False), ("down", True), ("up", False)]


def test_in_a_crowd_values_that_are_not_written_are_counted() -> None:
    figure = figure_of(replace(empty_case(), labs=results(900)))
    drawing = drawn(figure, (700.0, 260.0))
    texts = {point.text for point in lane_of(figure).curves[0].points()}
    n_written = sum(words.text in texts for words in drawing.words())
    assert 0 < n_written < 10
    assert drawing.n_dropped >= 900 - n_written


@pytest.mark.parametrize("logarithmic", [None, True, False], ids=["by rule", "log", "linear"])
@pytest.mark.parametrize("height", [1.0, 60.0, 200.0], ids=["lowest", "low", "high"])
def test_thresholds_ranges_and_breaks_hold_on_any_axis_at_any_height(
    logarithmic: bool | None,
    height: float,
) -> None:
    options = CourseOptions(
        log_analytes=() if logarithmic is None else (("afp", logarithmic),),
        heights=((AFP, height),),
    )
    record = replace(
        empty_case(),
        labs=(
            lab("2021-01-10", "5", reference_high=Decimal(7)),
            lab("2021-02-10", "900", reference_high=Decimal(7)),
            lab("2021-03-10", "800", assay="B", reference_high=Decimal(9)),
        ),
    )
    figure = figure_of(record, options)
    lane, drawing = lane_of(figure), drawn(figure, (860.0, 100.0))
    assert [level.value for level in lane.levels] == [400]
    assert [span.high for span in lane.ranges] == [7, 9]
    assert [one.captions[0] for one in lane.breaks] == ["assay: B"]
    lines = [s for s in drawing.shapes if isinstance(s, Strokes) and s.dash]
    assert {s.colour for s in lines} == {LIGHT.threshold, LIGHT.muted}
    greens = [s for s in drawing.shapes if isinstance(s, Box) and s.fill == LIGHT.reference]
    assert len(greens) == 2
    assert_in_order(drawing)
