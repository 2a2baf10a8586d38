"""What is drawn of a curve with more points than can be told apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hcclog.domain.chronology import DaySpan
from hcclog.report.course.build import course_figure
from hcclog.report.course.crowd import CROWD, Crowd, Spot
from hcclog.report.course.layout import lay_out
from hcclog.report.course.marks import CurvePoint, Mark
from hcclog.report.drawing import Glyph
from hcclog.report.palette import LIGHT
from hcclog.report.sheet import Style
from hcclog.rules.timeline import timeline
from tests.report.samples import lab, measured_case

_SPOTS = st.lists(st.tuples(st.integers(0, 90), st.integers(0, 50)), max_size=60)


def spots(places: list[tuple[int, int]]) -> list[Spot]:
    def spot(x: int, y: int) -> Spot:
        mark = Mark("lab_result", f"{x} {y}", DaySpan(x, x), "")
        return CurvePoint(mark, float(-y), str(y)), float(x), float(y)

    return [spot(x, y) for x, y in sorted(places)]


def column(spot: Spot) -> int:
    return int(spot[1] // 7)


@given(places=_SPOTS)
def test_who_is_alone_and_the_extremes_are_kept_in_order(places: list[tuple[int, int]]) -> None:
    given_spots = spots(places)
    for kept in (Crowd(given_spots).thinned(), Crowd(given_spots).extremes()):
        assert [s for s in given_spots if any(s is k for k in kept)] == kept
        for number in {column(spot) for spot in given_spots}:
            there = [spot[2] for spot in given_spots if column(spot) == number]
            heights = [spot[2] for spot in kept if column(spot) == number]
            assert (min(heights), max(heights)) == (min(there), max(there))
            assert len(heights) <= 4
    line = Crowd(given_spots).thinned()
    assert line[:1] == given_spots[:1]
    assert line[-1:] == given_spots[-1:]


@given(places=_SPOTS)
def test_a_fence_reaches_from_top_to_bottom_of_each_column(places: list[tuple[int, int]]) -> None:
    given_spots = spots(places)
    found = list(Crowd(given_spots).fences())
    assert len(found) == len({column(spot) for spot in given_spots})
    for x, top, _, bottom in found:
        there = [spot[2] for spot in given_spots if column(spot) == int(x // 7)]
        assert (top, bottom) == (min(there), max(there))


def test_of_a_crowd_every_result_can_be_pointed_at_though_few_are_drawn() -> None:
    days = [date(2024, 1, 1) + timedelta(n) for n in range(3 * CROWD)]
    labs = tuple(lab(day.isoformat(), str(40 + n % 7)) for n, day in enumerate(days))
    record = replace(measured_case(), labs=labs)
    figure = course_figure(record, timeline(record))
    drawing = lay_out(figure, (900.0, 700.0), Style(LIGHT, lambda text, _role: 6.0 * len(text)))
    pointed = {hit.mark.id for hit in drawing.hits if hit.mark.table == "lab_result"}
    assert pointed == {each.id for each in labs}
    assert sum(isinstance(shape, Glyph) for shape in drawing.shapes) < CROWD + 100
