"""Courses as bars: one segment a dose, holds below, line numbers above."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from hcclog.domain.therapy import Course, DoseStep, Hold
from hcclog.report.course.figure import RegimenLane
from hcclog.report.course.marks import Captions, DoseSegment, HoldStrip, LineLabel, Mark, RegimenBar
from hcclog.report.course.material import Material
from hcclog.report.naming import drug_colour, drug_name
from hcclog.report.wording import cycle, dose, length

_LEAST_DAYS = 1.0
_LEAST_STRENGTH = 0.45
_LOWERED = 0.92  # a lower dose of unknown size: seen to be another, and no more is claimed


def regimen_lane(material: Material) -> RegimenLane | None:
    """Return the lane of courses; None without any."""
    placed = [(c, m) for c in material.record.courses if (m := _course_mark(material, c))]
    placed.sort(key=lambda pair: (pair[1].day, pair[0].id))
    bars: list[RegimenBar] = []
    row_ends: list[float] = []
    for course, mark in placed:
        segments = _segments(material, course, mark)
        row = _row(row_ends, segments[0].start, segments[-1].end)
        bars.append(_bar(material, course, segments, row))
    if not bars:
        return None
    return RegimenLane(
        "regimens", "Regimens", "dose in the bar", tuple(bars), _lines(material, bars)
    )


def _row(row_ends: list[float], start: float, end: float) -> int:
    """Return the first row whose last bar has ended, or a new one; and take it."""
    row = next((k for k, last in enumerate(row_ends) if last <= start), len(row_ends))
    row_ends[row : row + 1] = [end]
    return row


def _bar(
    material: Material, course: Course, segments: tuple[DoseSegment, ...], row: int
) -> RegimenBar:
    return RegimenBar(
        segments[0].mark,
        drug_name(course.agent),
        drug_colour(course.agent),
        row,
        segments,
        material.chronology.span(course.end_on),
        tuple(_holds(material, course)),
        goes_on=course.end_on is None,
    )


def _course_mark(material: Material, course: Course) -> Mark | None:
    given = dose(course) or "dose not stated"
    words = ", ".join(part for part in (drug_name(course.agent), given, cycle(course)) if part)
    if course.end_on is None:
        words += ", goes on"
    else:
        words += f", until {material.chronology.label(course.end_on)}"
        if course.stop_reason is not None:
            words += f" ({course.stop_reason})"
    return material.mark("course", course.id, course.start_on, words)


def _segments(material: Material, course: Course, mark: Mark) -> tuple[DoseSegment, ...]:
    steps = _steps(material, course)
    end = max(_end(material, course, mark, steps), mark.day + _LEAST_DAYS)
    starts = [mark.day, *(min(max(step_mark.day, mark.day), end) for _, step_mark in steps), end]
    given: list[Course | DoseStep] = [course, *(step for step, _ in steps)]
    marks = [mark, *(step_mark for _, step_mark in steps)]
    highest = _highest(material, course)
    return tuple(
        DoseSegment(
            at, starts[k], starts[k + 1], _captions(material, course, one), _strength(one, highest)
        )
        for k, (one, at) in enumerate(zip(given, marks, strict=True))
    )


def _end(
    material: Material, course: Course, mark: Mark, steps: list[tuple[DoseStep, Mark]]
) -> float:
    """Return the last day of a bar; of a course that ended on no day the last that is known."""
    span = material.chronology.span(course.end_on)
    if span is not None:
        return float(span.middle)
    if course.end_on is None:
        return material.open_until
    material.unplaced.append(mark.reading)
    held = (material.chronology.span(h.start_on) for h in _holds_of(material, course))
    return max([mark.day, *(step.day for _, step in steps), *(s.day for s in held if s)])


def _holds_of(material: Material, course: Course) -> list[Hold]:
    return [hold for hold in material.record.holds if hold.course_id == course.id]


def _steps(material: Material, course: Course) -> list[tuple[DoseStep, Mark]]:
    found = []
    for step in material.record.dose_steps:
        if step.course_id != course.id:
            continue
        words = f"{drug_name(course.agent)} {dose(step) or _unstated(step)}"
        words += f", {step.reason}" if step.reason else ""
        mark = material.mark("dose_step", step.id, step.on, words)
        if mark is not None:
            found.append((step, mark))
    return sorted(found, key=lambda pair: pair[1].day)


def _unstated(step: DoseStep) -> str:
    return f"{step.direction or 'new'} dose, not stated"


def _captions(material: Material, course: Course, given: Course | DoseStep) -> Captions:
    """Return what the bar says below the agent's name, the longest first."""
    again = given is course and _is_rechallenge(material, course)
    if given.dose is None:
        if isinstance(given, DoseStep):
            return _unstated(given), f"{given.direction or 'new'} dose", given.direction or "new"
        return ("rechallenge",) if again else ("dose not stated", "dose ?")
    full, short = dose(given), dose(given, short=True)
    pause = cycle(course) if given is course else ""
    texts = [f"{full}, {pause}"] if pause else []
    texts = [*(f"{text}, rechallenge" for text in (full, short) if again), *texts, full, short]
    return tuple(dict.fromkeys(texts))


def _is_rechallenge(material: Material, course: Course) -> bool:
    start = material.chronology.span(course.start_on)
    earlier = (
        material.chronology.span(other.start_on)
        for other in material.record.courses
        if other.agent == course.agent and other.id != course.id
    )
    return start is not None and any(span and span.middle < start.middle for span in earlier)


def _highest(material: Material, course: Course) -> Decimal:
    """Return the agent's highest dose in the unit of this course, over the whole record."""
    ids = {c.id for c in material.record.courses if c.agent == course.agent}
    given: Iterable[Course | DoseStep] = (
        *(c for c in material.record.courses if c.id in ids),
        *(s for s in material.record.dose_steps if s.course_id in ids),
    )
    return max(
        (g.dose for g in given if g.dose and g.dose_unit == course.dose_unit), default=Decimal(0)
    )


def _strength(given: Course | DoseStep, highest: Decimal) -> float:
    if given.dose is None:
        lowered = isinstance(given, DoseStep) and given.direction.startswith(("low", "red", "down"))
        return _LOWERED if lowered else 1.0
    if not highest or given.dose > highest:
        return 1.0
    return _LEAST_STRENGTH + (1 - _LEAST_STRENGTH) * float(given.dose / highest)


def _holds(material: Material, course: Course) -> Iterable[HoldStrip]:
    for hold in _holds_of(material, course):
        captions = _hold_captions(hold)
        mark = material.mark(
            "hold", hold.id, hold.start_on, f"{drug_name(course.agent)} {captions[0]}"
        )
        if mark is not None:
            yield HoldStrip(mark, mark.day, _hold_end(material, hold, mark), captions)


def _hold_captions(hold: Hold) -> Captions:
    held = "held" if hold.n_days is None else f"held {length(hold.n_days)}"
    return (f"{held}: {hold.reason}", held) if hold.reason else (held,)


def _hold_end(material: Material, hold: Hold, mark: Mark) -> float:
    end = material.chronology.span(hold.end_on)
    if end is not None:
        return max(float(end.middle), mark.day)
    return mark.day + (hold.n_days or 0)


def _lines(material: Material, bars: list[RegimenBar]) -> tuple[LineLabel, ...]:
    first_of: dict[str, Mark] = {}
    line_of = {course.id: course.line_id for course in material.record.courses}
    for bar in bars:
        line_id = line_of.get(bar.mark.id)  # type: ignore[call-overload]
        if line_id is not None:
            first_of.setdefault(line_id, bar.mark)
    return tuple(
        LineLabel(
            Mark("line_of_therapy", line.id, first_of[line.id].span, f"line {line.number}"),
            (f"line {line.number}", str(line.number)),
        )
        for line in material.record.lines
        if line.id in first_of
    )
