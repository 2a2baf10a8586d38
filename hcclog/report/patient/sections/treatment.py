"""Treatment: lines, agents with dose steps and holds, why they ended; and procedures."""

from __future__ import annotations

from collections.abc import Iterator

from hcclog.domain.ordering import oldest_first
from hcclog.domain.procedure import Procedure
from hcclog.domain.therapy import Course, DoseStep, Hold
from hcclog.report.naming import drug_name, procedure_names, site_name
from hcclog.report.patient.content import (
    Align,
    Block,
    Cell,
    Column,
    Heading,
    Paragraph,
    Row,
    Table,
    without_empty,
)
from hcclog.report.patient.material import Material
from hcclog.report.wording import cycle, dose, length, number
from hcclog.rules.rechallenge import is_rechallenge

_COLUMNS = (
    Column("Line", Align.RIGHT),
    Column("Agent"),
    Column("Dose"),
    Column("From"),
    Column("To"),
    Column("Why it ended or changed"),
    Column("Note"),
)
_PROCEDURES = ("When", "Procedure", "Dose and agents", "Site and approach", "Note")
_INDENT = "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}"


def treatment(material: Material) -> Iterator[Block]:
    """Yield the table of courses and that of procedures."""
    record, chronology = material.record, material.chronology
    if record.courses:
        rows = [
            row
            for course in oldest_first(record.courses, chronology)
            for row in _course_rows(course, material)
        ]
        yield without_empty(Table(_COLUMNS, tuple(rows)))
        yield from _line_notes(material)
    if record.procedures:
        if record.courses:
            yield Heading("Procedures", is_part=True)
        done = oldest_first(record.procedures, chronology)
        procedures = tuple(_procedure(each, material) for each in done)
        yield without_empty(Table(tuple(map(Column, _PROCEDURES)), procedures))


def _course_rows(course: Course, material: Material) -> Iterator[Row]:
    record = material.record
    line = next((x.number for x in record.lines if x.id == course.line_id), None)
    again = ", rechallenge" if is_rechallenge(record, material.chronology, course) else ""
    route = course.route.value if course.route else ""
    words = ", ".join(part for part in (dose(course), cycle(course), route) if part)
    yield Row(
        (
            Cell("" if line is None else str(line), strong=True),
            Cell(f"{drug_name(course.agent)}{again}", strong=True),
            Cell(words or "not stated", muted=not words),
            Cell(material.when(course.start_on)),
            Cell(material.when(course.end_on, "goes on"), muted=course.end_on is None),
            Cell(course.stop_reason.value if course.stop_reason else ""),
            Cell(course.note, muted=True),
        )
    )
    steps = [step for step in record.dose_steps if step.course_id == course.id]
    holds = [hold for hold in record.holds if hold.course_id == course.id]
    for item in oldest_first((*steps, *holds), material.chronology):
        yield _step(item, material) if isinstance(item, DoseStep) else _hold(item, material)


def _step(step: DoseStep, material: Material) -> Row:
    amount = dose(step)
    return Row(
        (
            Cell(),
            Cell(f"{_INDENT}dose {step.direction or 'changed'}"),
            Cell(amount or "not stated", muted=not amount),
            Cell(material.when(step.on)),
            Cell(),
            Cell(step.reason),
            Cell(step.note, muted=True),
        )
    )


def _hold(hold: Hold, material: Material) -> Row:
    end = material.when(hold.end_on, "end not stated")
    if hold.n_days is not None:
        end = f"for {length(hold.n_days)}" if hold.end_on is None else end
    return Row(
        (
            Cell(),
            Cell(f"{_INDENT}held"),
            Cell(),
            Cell(material.when(hold.start_on)),
            Cell(end),
            Cell(hold.reason),
            Cell(hold.note, muted=True),
        )
    )


def _procedure(done: Procedure, material: Material) -> Row:
    short, name = procedure_names(done.kind)
    until = f" to {material.when(done.until_on)}" if done.until_on is not None else ""
    gray = f"{number(done.dose_gy)} Gy" if done.dose_gy is not None else ""
    parts = f"in {done.n_fractions} fractions" if done.n_fractions is not None else ""
    agents = ", ".join(drug_name(agent) for agent in done.agents)
    site = site_name(done.site) if done.site else ""
    told = f"told as number {done.stated_ordinal}" if done.stated_ordinal is not None else ""
    return Row(
        (
            Cell(f"{material.when(done.on)}{until}", strong=True),
            Cell(short if name.casefold() == short.casefold() else f"{short}, {name}"),
            Cell(" ".join(part for part in (gray, parts, agents) if part)),
            Cell(", ".join(part for part in (site, done.approach) if part)),
            Cell("; ".join(part for part in (told, done.note) if part), muted=True),
        )
    )


def _line_notes(material: Material) -> Iterator[Block]:
    for line in sorted(material.record.lines, key=lambda line: line.number):
        if line.note:
            yield Paragraph(f"Line {line.number}: {line.note}")
