"""Lines, courses with their dose steps and holds, and procedures, in order of time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hcclog.domain.ordering import oldest_first
from hcclog.domain.procedure import Procedure
from hcclog.domain.therapy import Course, DoseStep, Hold
from hcclog.entry.questions.standing import treatment_doubts
from hcclog.report.naming import drug_name, procedure_names, site_name
from hcclog.report.wording import cycle, dose, length
from hcclog.rules.rechallenge import is_rechallenge
from hcclog.ui.models.doubts import marked
from hcclog.ui.models.record_table import RecordTable
from hcclog.ui.models.row_table import Cell, Column, Row, Table
from hcclog.ui.text import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.domain.chronology import Chronology
    from hcclog.domain.record import PatientRecord
    from hcclog.rules.verdict import Timeline

COLUMNS = (
    Column("Line", 50, right=True),
    Column("What", 250),
    Column("Dose", 200),
    Column("Start", 240),
    Column("End", 170),
    Column("Why", 160),
    Column("Note"),
)
_INDENT = "    "
_WHAT = 1


class TreatmentTable(RecordTable):
    """The Treatment tab."""

    def compute(self, record: PatientRecord, timeline: Timeline) -> Table:
        return treatment_table(record, timeline.chronology)


def treatment_table(record: PatientRecord, chronology: Chronology) -> Table:
    """Return courses and procedures of one record."""
    numbers = {line.id: line.number for line in record.lines}
    doubts = treatment_doubts(record)
    rows: list[Row] = []
    for item in oldest_first((*record.courses, *record.procedures), chronology):
        if isinstance(item, Procedure):
            rows.append(_procedure(item, chronology))
        else:
            again = is_rechallenge(record, chronology, item)
            rows.append(_course(item, numbers, chronology, again=again))
            rows += _within(record, item, chronology)
    return Table(COLUMNS, tuple(marked(row, _WHAT, doubts) for row in rows))


def _course(course: Course, numbers: dict[Any, int], chronology: Chronology, *, again: bool) -> Row:
    number_of_line = numbers.get(course.line_id)
    words = " · ".join(part for part in (dose(course), cycle(course)) if part)
    end = chronology.label(course.end_on) if course.end_on else "goes on"
    cells = (
        Cell("" if number_of_line is None else str(number_of_line), tone="strong"),
        Cell(f"{drug_name(course.agent)}{', rechallenge' if again else ''}", tone="strong"),
        Cell(words or "dose not stated", tone="" if words else "muted", tip=words),
        Cell(chronology.label(course.start_on), tip=chronology.label(course.start_on)),
        Cell(end, tone="" if course.end_on else "muted", tip=end),
        Cell(course.stop_reason.value if course.stop_reason else ""),
        Cell(course.note, tip=course.note),
    )
    return Row(("course", course.id), cells)


def _within(record: PatientRecord, course: Course, chronology: Chronology) -> Iterator[Row]:
    steps = [s for s in record.dose_steps if s.course_id == course.id]
    holds = [h for h in record.holds if h.course_id == course.id]
    for item in oldest_first((*steps, *holds), chronology):
        yield _step(item, chronology) if isinstance(item, DoseStep) else _hold(item, chronology)


def _step(step: DoseStep, chronology: Chronology) -> Row:
    cells = (
        Cell(""),
        Cell(f"{_INDENT}dose {step.direction or 'changed'}"),
        Cell(dose(step) or "dose not stated", tone="" if step.dose is not None else "muted"),
        Cell(chronology.label(step.on), tip=chronology.label(step.on)),
        Cell(""),
        Cell(step.reason, tip=step.reason),
        Cell(step.note, tip=step.note),
    )
    return Row(("dose_step", step.id), cells)


def _hold(hold: Hold, chronology: Chronology) -> Row:
    end = chronology.label(hold.end_on) if hold.end_on else "end not stated"
    known = hold.end_on is not None or hold.n_days is not None
    if hold.end_on is None and hold.n_days is not None:
        end = f"for {length(hold.n_days)}"
    cells = (
        Cell(""),
        Cell(f"{_INDENT}held"),
        Cell(""),
        Cell(chronology.label(hold.start_on), tip=chronology.label(hold.start_on)),
        Cell(end, tone="" if known else "muted"),
        Cell(hold.reason, tip=hold.reason),
        Cell(hold.note, tip=hold.note),
    )
    return Row(("hold", hold.id), cells)


def _procedure(procedure: Procedure, chronology: Chronology) -> Row:
    short, name = procedure_names(procedure.kind)
    gray = f"{number(procedure.dose_gy)} Gy" if procedure.dose_gy is not None else ""
    parts = f"in {procedure.n_fractions}" if procedure.n_fractions is not None else ""
    agents = ", ".join(drug_name(agent) for agent in procedure.agents)
    words = " ".join(part for part in (gray, parts, agents) if part)
    place = ", ".join(p for p in (site_name(procedure.site), procedure.approach) if p)
    note = " · ".join(part for part in (place, procedure.note) if part)
    cells = (
        Cell(""),
        Cell(short, tone="strong", tip=name),
        Cell(words, tip=words),
        Cell(chronology.label(procedure.on), tip=chronology.label(procedure.on)),
        Cell(chronology.label(procedure.until_on) if procedure.until_on else ""),
        Cell("procedure", tone="muted"),
        Cell(note, tip=note),
    )
    return Row(("procedure", procedure.id), cells)
