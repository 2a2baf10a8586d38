"""What is drawn of a curve with more points than can be told apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hcclog.domain.chronology import DaySpan
from hcclog.report.course.build import course_figure
from hcclog.report.course.crowd import CROWD, Crowd, Flat, Frame, Placed, Spot, Stretch
from hcclog.report.course.layout import lay_out
from hcclog.report.course.marks import CurvePoint, Mark
from hcclog.report.drawing import Glyph
from hcclog.report.palette import LIGHT
from hcclog.report.sheet import Style
from hcclog.rules.timeline import timeline
from tests.report.samples import lab, measured_case

_SPOTS = st.lists(st.tuples(st.integers(0, 90), st.integers(0, 50)), max_size=60)


def flat(places: list[tuple[int, int]]) -> Flat:
    """Return points at places in pixels, which are days and hundredths of the height."""

    def point(x: int, y: int) -> CurvePoint:
        mark = Mark("lab_result", f"{x} {y}", DaySpan(x, x), "")
        return CurvePoint(mark, float(-y), str(y))

    places = sorted(places)
    days, shares = [float(x) for x, _ in places], [1 - y / 100 for _, y in places]
    return Flat([point(*one) for one in places], days, [-100 * s for s in shares], shares, True)


def frame(first: float = 0, last: float = 128) -> Frame:
    """Return a frame of a pixel a day; of 128 of them, so that places are exact."""
    return Frame(first, last, first, last - first, 100, 100)


def crowd(run: Flat) -> Crowd:
    """Return all of a run in columns."""
    return Crowd(Stretch(run, 0, len(run.days)), frame())


def column(spot: Spot) -> int:
    return int(spot[1] // 7)


@given(places=_SPOTS)
def test_who_is_alone_and_the_extremes_are_kept_in_order(places: list[tuple[int, int]]) -> None:
    run = flat(places)
    given_spots = frame().place(run, range(len(run.days)))
    for kept in (crowd(run).thinned(), crowd(run).extremes()):
        assert [s for s in given_spots if any(s[0] is k[0] for k in kept)] == kept
        for number in {column(spot) for spot in given_spots}:
            there = [spot[2] for spot in given_spots if column(spot) == number]
            heights = [spot[2] for spot in kept if column(spot) == number]
            assert (min(heights), max(heights)) == (min(there), max(there))
            assert len(heights) <= 4
    line = crowd(run).thinned()
    assert line[:1] == given_spots[:1]
    assert line[-1:] == given_spots[-1:]


@given(places=_SPOTS, data=st.data())
def test_each_column_shows_one_of_each_sign(
    places: list[tuple[int, int]], data: st.DataObject
) -> None:
    run = flat(places)
    numbers = st.lists(st.sampled_from(range(len(run.days))), unique=True).map(sorted)
    signs = tuple(data.draw(numbers) for _ in range(2)) if places else ()
    shown = [spot[0] for spot in crowd(run._replace(signs=signs)).extremes()]
    spots = frame().place(run, range(len(run.days)))
    for sign in signs:
        wanted = {column(spots[k]) for k in sign}
        kept = {column(spots[k]) for k in sign if any(run.points[k] is each for each in shown)}
        assert kept == wanted


@given(places=_SPOTS)
def test_a_fence_reaches_from_top_to_bottom_of_each_column(places: list[tuple[int, int]]) -> None:
    run = flat(places)
    given_spots = frame().place(run, range(len(run.days)))
    found = list(crowd(run).fences())
    assert len(found) == len({column(spot) for spot in given_spots})
    for x, top, _, bottom in found:
        there = [spot[2] for spot in given_spots if column(spot) == int(x // 7)]
        assert (top, bottom) == (min(there), max(there))


@given(places=_SPOTS, first=st.integers(-5, 60), days=st.integers(1, 90))
def test_what_is_in_view_is_found_by_its_days(
    places: list[tuple[int, int]], first: int, days: int
) -> None:
    run, view = flat(places), frame(first, first + days)
    seen = Placed([run, flat([])], view).seen
    inside = [k for k, day in enumerate(run.days) if first <= day <= first + days]
    assert [point for point, _, _ in seen] == [run.points[k] for k in inside]
    assert [seen[k] for k in range(len(seen))] == list(seen)
    assert seen.values() == [run.values[k] for k in inside]


@given(places=_SPOTS, first=st.integers(-5, 60), days=st.integers(1, 90))
def test_lines_run_on_to_the_points_beside_the_view(
    places: list[tuple[int, int]], first: int, days: int
) -> None:
    run, view = flat(places), frame(first, first + days)
    (joined,) = Placed([run], view).runs
    (thinned,) = (one.thinned() for one in Placed([run], view).crowds)
    before = [p for p, day in zip(run.points, run.days, strict=True) if day < first][-1:]
    after = [p for p, day in zip(run.points, run.days, strict=True) if day > first + days][:1]
    assert [point for point, _, _ in joined] == [
        *before,
        *(point for point, _, _ in Placed([run], view).seen),
        *after,
    ]
    assert [spot for spot in joined if any(spot[0] is kept[0] for kept in thinned)] == thinned
    assert thinned[:1] == joined[:1]
    assert thinned[-1:] == joined[-1:]


def test_of_a_crowd_every_result_can_be_pointed_at_though_few_are_drawn() -> None:
    days = [date(2024, 1, 1) + timedelta(n) for n in range(3 * CROWD)]
    labs = tuple(lab(day.isoformat(), str(40 + n % 7)) for n, day in enumerate(days))
    record = replace(measured_case(), labs=labs)
    figure = course_figure(record, timeline(record))
    drawing = lay_out(figure, (900.0, 700.0), Style(LIGHT, lambda text, _role: 6.0 * len(text)))
    pointed = {hit.mark.id for hit in drawing.hits if hit.mark.table == "lab_result"}
    assert pointed == {each.id for each in labs}
    assert sum(isinstance(shape, Glyph) for shape in drawing.shapes) < CROWD + 100
