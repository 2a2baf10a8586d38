"""Black and white as in the papers: arrows over the markers, and a key for what has no room."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from hcclog.domain.record import PatientRecord
from hcclog.report.course.as_printed import as_printed
from hcclog.report.course.figure import ArrowLane, FlagLane
from hcclog.report.course.picture import CoursePicture
from hcclog.report.drawing import Rect, Strokes
from hcclog.report.palette import Look
from hcclog.report.paper import Paper, printed
from tests.report.course.charts import figure_of
from tests.report.course.on_paper import OnPaper
from tests.report.samples import CASES, marker_case, measured_case, relative_case


def keys(record: PatientRecord) -> list[str]:
    """Return the lanes of a record as they are printed."""
    return [lane.key for lane in as_printed(figure_of(record)).lanes]


def test_arrows_stand_directly_over_the_first_marker_in_place_of_the_procedures() -> None:
    found = keys(relative_case())
    assert "procedures" not in found
    first = next(k for k, key in enumerate(found) if key.startswith("marker:"))
    assert found[first - 1] == "arrows"


@pytest.mark.parametrize("make", CASES, ids=lambda f: f.__name__)
def test_nothing_but_the_lane_of_procedures_is_left_out(
    make: Callable[[], PatientRecord],
) -> None:
    before = [lane.key for lane in figure_of(make()).lanes if lane.key != "procedures"]
    after = [key for key in keys(make()) if not key.startswith("arrows")]
    assert after == before


@pytest.mark.parametrize("make", CASES, ids=lambda f: f.__name__)
def test_every_procedure_and_every_course_has_an_arrow(
    make: Callable[[], PatientRecord],
) -> None:
    figure = figure_of(make())
    procedures = figure.lane("procedures")
    wanted = (
        {flag.mark.key for flag in procedures.flags} if isinstance(procedures, FlagLane) else set()
    )
    regimens = figure.lane("regimens")
    wanted |= {mark.key for mark in regimens.marks() if mark.table != "hold"} if regimens else set()
    arrows = as_printed(figure).lane("arrows")
    found = {flag.mark.key for flag in arrows.flags} if isinstance(arrows, ArrowLane) else set()
    assert found == wanted


def test_a_figure_without_procedures_and_courses_stays_as_it_is() -> None:
    figure = figure_of(relative_case())
    bare = figure._replace(
        lanes=tuple(lane for lane in figure.lanes if lane.key not in {"regimens", "procedures"})
    )
    assert as_printed(bare) is bare


@pytest.mark.parametrize("width_mm", [60.0, 85.0, 120.0, 170.0, 300.0])
@pytest.mark.parametrize("code", ["zhang-2024", "ikeda-2021", "fonc-2024"])
def test_no_shaft_runs_through_a_label(code: str, width_mm: float) -> None:
    paper = OnPaper(code, width_mm, Look.BLACK_AND_WHITE)
    lane = paper.lane("arrows")
    shafts = [
        Rect(x, top, x, bottom)
        for shape in paper.drawing.shapes
        if isinstance(shape, Strokes)
        for x, top, other, bottom in shape.segments
        if x == other and lane.top <= top < bottom <= lane.bottom
    ]
    labels = [one for one in paper.words if one.rect.inside(lane.grown(1)._replace(right=9999.0))]
    assert len(shafts) > 3
    crossed = [
        one.text for one in labels for shaft in shafts if shaft.overlaps(one.rect.grown(-0.5))
    ]
    assert crossed == []


def test_on_paper_a_letter_stands_for_a_name_without_room_and_is_explained() -> None:
    paper = OnPaper("ikeda-2021", 85.0, Look.COLOUR)
    texts = [one.text for one in paper.words]
    explained = [text for text in texts if text[:2] in {"a ", "b ", "c ", "d "}]
    assert "a lenvatinib: dose ?, then lower" in explained
    assert {text[0] for text in explained} <= set(texts)
    assert "sorafenib: 400 mg, then 800 mg" in texts


def test_on_the_screen_there_is_no_key() -> None:
    from tests.report.course.charts import drawn

    texts = [one.text for one in drawn(figure_of(relative_case()), (401.0, 500.0)).words()]
    assert [text for text in texts if ": " in text and text[1] == " "] == []


def test_what_lies_before_the_view_is_told_beside_the_arrows() -> None:
    paper = OnPaper("ikeda-2021", 170.0, Look.BLACK_AND_WHITE)
    assert "← 4 earlier" in {one.text for one in paper.words}


@pytest.mark.parametrize("make", [measured_case, marker_case], ids=lambda f: f.__name__)
def test_curves_of_one_lane_differ_in_their_dashes(make: Callable[[], PatientRecord]) -> None:
    drawing = printed(CoursePicture(figure_of(make())), Paper(170.0, None, Look.GREY))
    colours = {s.colour for s in drawing.shapes if isinstance(s, Strokes) and s.width == 1.6}
    dashes = {s.dash for s in drawing.shapes if isinstance(s, Strokes) and s.width == 1.6}
    assert len(dashes) >= len(colours)


def test_the_views_of_a_course_are_the_whole_and_the_present_one() -> None:
    figure = figure_of(relative_case())
    part = (figure.home[0], float(date.max.toordinal()))
    assert [name for name, _ in CoursePicture(figure).views()] == ["whole course"]
    assert [name for name, _ in CoursePicture(figure, figure.home).views()] == ["whole course"]
    whole, present = CoursePicture(figure, part).views()
    assert (whole[1].view, present[1].view) == (None, part)
