"""Change of a marker from the start value of each line of therapy, one curve a line.

Days are counted from the start of each line. A result that does not compare with the start value,
for its unit, assay or specimen, is no point, and no curve is drawn across it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hcclog.domain.chronology import DaySpan
from hcclog.domain.quantities import Comparator
from hcclog.report.course.figure import CourseFigure, CurveLane
from hcclog.report.course.marks import Curve, CurvePoint, Level, Mark
from hcclog.report.course.material import padded
from hcclog.report.day_axis import DayAxis
from hcclog.report.marker_views.assembly import chosen, note_lane
from hcclog.report.marker_views.kinds import MarkerView
from hcclog.report.naming import agents_name, analyte_title, drug_colour
from hcclog.report.scales import ValueScale, value_scale
from hcclog.report.wording import MINUS, number
from hcclog.rules.markers import words
from hcclog.rules.markers.course import MarkerCourse, MarkerPoint
from hcclog.rules.markers.cutoffs import cut_offs_of
from hcclog.rules.markers.kept import kept_courses
from hcclog.rules.markers.lines import StartedLine, started_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.report.course.material import Material
    from hcclog.rules.markers.bounds import Bounds
    from hcclog.rules.markers.cutoffs import CutOff
    from hcclog.rules.markers.results import Result

_HEIGHT = 320.0
_METHOD = ("unit", "assay", "specimen")
# All of it gone is -100 %; below it there is room for labels.
_BOTTOM, _LEAST_TOP = -115.0, 20.0


class _Line(NamedTuple):
    """One line of therapy: what was measured in it, and how it is drawn."""

    course: MarkerCourse
    started: StartedLine
    agents: tuple[str, ...]

    @property
    def name(self) -> str:
        """The line and its agents."""
        agents = f" {agents_name(self.agents)}" if self.agents else ""
        return f"{self.started.name}{agents}"


def change_figure(material: Material, code: str) -> CourseFigure:
    """Return the change from the start of each line, over days since then."""
    lines = list(_lines(material, code))
    curves = tuple(curve for n, line in enumerate(lines) if (curve := _curve(lines, n)))
    levels = (_start_level(), *(_level(cut) for cut in cut_offs_of(code) if cut.fall_percent))
    values = [point.value for curve in curves for point in curve.points()]
    lane = CurveLane(
        f"change:{code}",
        analyte_title(code),
        "% from start",
        ValueScale(_BOTTOM, value_scale([*values, _LEAST_TOP], logarithmic=False).high),
        curves,
        levels=levels,
        wished=_HEIGHT,
    )
    spans = [point.mark.span for curve in curves for point in curve.points()]
    home = padded([0.0, *(span.day for span in spans)])
    ends = [float(day) for span in spans for day in (span.earliest, span.latest)]
    notes = note_lane([*_notes(lines), *(_named(cut) for cut in cut_offs_of(code))])
    every, shown = chosen([lane, notes] if notes else [lane], material.options)
    return CourseFigure(
        material.record.patient.code,
        DayAxis(0.0, "the start of each line", material.options.unit),
        shown,
        home,
        padded([*home, *ends]),
        every=every,
        heights=material.options.heights,
        kind=MarkerView.CHANGE.value,
        is_in_time=False,
    )


def _lines(material: Material, code: str) -> Iterator[_Line]:
    record, chronology = material.record, material.chronology
    started = {each.line.id: each for each in started_lines(record, chronology)}
    for course in kept_courses(record, chronology, code):
        if course.line is not None:
            given = [c.agent for c in record.courses if c.line_id == course.line.id]
            agents = tuple(dict.fromkeys(given))
            yield _Line(course, started[course.line.id], agents)


def _curve(lines: list[_Line], n: int) -> Curve | None:
    """Return the curve of a line; None where nothing in it compares with a start value.

    A line with an agent that another began with has its colour, and is dashed.
    """
    line = lines[n]
    runs = tuple(tuple(run) for run in _runs(line))
    if not any(runs):
        return None
    first = line.agents[:1]
    is_again = any(other.agents[:1] == first for other in lines[:n])
    colour = drug_colour(first[0]) if first else ""
    return Curve(runs, "second" if is_again else "first", line.name, colour=colour)


def _runs(line: _Line) -> Iterator[list[CurvePoint]]:
    """Yield the changes in runs: one ends where a result does not compare, or its method changes.

    A run begins with the start value itself, which is no change.
    """
    start = line.course.start
    first = start.result if start is not None else None
    if first is None or first.bounds is None:
        return
    run, before = [_start_point(line, first)], first
    for point in line.course.points:
        if point.from_start is None:
            continue
        now = point.result
        if _method(now) != _method(before):
            yield run
            run = []
        placed = _point(line, point)
        if placed is None:
            yield run
            run = []
        else:
            run.append(placed)
        before = now
    yield run


def _method(result: Result) -> tuple[str, ...]:
    return tuple(getattr(result.lab, name) for name in _METHOD)


def _start_point(line: _Line, first: Result) -> CurvePoint:
    reading = f"{first.when}: {first.name}, the start value of {line.name}"
    return CurvePoint(_mark(line, first, reading), 0.0, "0")


def _point(line: _Line, point: MarkerPoint) -> CurvePoint | None:
    """Return a change where it has a place: an exact one, or the end of what it can be."""
    change = point.from_start
    end = _end(change.bounds) if change is not None and change.bounds is not None else None
    if change is None or change.bounds is None or end is None:
        return None
    value, comparator = end
    text = words.short_change(change.bounds).removesuffix(" %").replace(" ", "")
    reading = f"{point.result.when}: {line.name}, {change.sentence} {point.place_unsure}".strip()
    return CurvePoint(_mark(line, point.result, reading), value, text, comparator)


def _end(bounds: Bounds) -> tuple[float, Comparator] | None:
    """Return where a change stands in percent: what it is, is less than or is more than."""
    if bounds.exact is not None:
        return float(100 * bounds.exact), Comparator.EQUAL
    if bounds.upper is None:
        more = Comparator.GREATER if bounds.lower_open else Comparator.GREATER_OR_EQUAL
        return (float(100 * bounds.lower), more) if bounds.lower > -1 else None
    less = Comparator.LESS if bounds.upper_open else Comparator.LESS_OR_EQUAL
    return float(100 * bounds.upper), less


def _mark(line: _Line, result: Result, reading: str) -> Mark:
    days = line.started.days_to(result.lab.on) or DaySpan(0, 0)
    return Mark("lab_result", result.lab.id, days, reading, result.when)


def _start_level() -> Level:
    return Level(0.0, ("start value",), dash="")


def _level(cut: CutOff) -> Level:
    fall = f"{MINUS}{number(cut.fall_percent or cut.start_at_least)} %"
    author = cut.source.partition(",")[0]
    return Level(float(100 * cut.change_at_most), (f"{fall}: {author}", fall), hint=_named(cut))


def _named(cut: CutOff) -> str:
    """Return a cut-off with all that it asks, and where it was published."""
    if cut.fall_percent is None:
        return ""
    at = f" at {cut.window.name}" if cut.window is not None else ""
    return (
        f"{MINUS}{number(cut.fall_percent)} %{at}: {cut.source}, for a start value from "
        f"{number(cut.start_at_least)} {cut.unit}, under {cut.context}."
    )


def _notes(lines: list[_Line]) -> Iterator[str]:
    """Yield why a line has no curve, and which results of one are no point of it."""
    for line in lines:
        start = line.course.start
        if start is None or start.result is None:
            yield f"{line.name}: {start.sentence if start else 'it has no start value.'}"
        elif start.result.bounds is None:
            yield f"{line.name}: {start.result.name}, the start value, is no number."
        else:
            for point in line.course.points:
                if point.from_start is not None and _point(line, point) is None:
                    yield f"{line.name}: {point.from_start.sentence}"
