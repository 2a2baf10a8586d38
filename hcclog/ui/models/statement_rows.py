"""What sources say in words, as rows of the Outcome tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.domain.statement import Precision, Statement, StatementKind
from hcclog.report.naming import analyte_title, drug_name, procedure_names
from hcclog.ui.models.row_table import Cell, Row
from hcclog.ui.text import chip_text, number, sentence_case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.domain.chronology import Chronology
    from hcclog.domain.record import PatientRecord


def statement_rows(record: PatientRecord, chronology: Chronology, n_columns: int) -> Iterator[Row]:
    """Yield a heading and a row for each statement; nothing where there is none."""
    if not record.statements:
        return
    title = Cell("What sources say", tone="strong")
    rest = [Cell("")] * (n_columns - 1)
    yield Row(("patient", "statements"), (title, *rest), "heading", retractable=False)
    for statement in record.statements:
        yield _row(statement, record, chronology)


def _row(statement: Statement, record: PatientRecord, chronology: Chronology) -> Row:
    said = stated(statement)
    when = " to ".join(
        chronology.label(on) for on in (statement.from_on, statement.to_on) if on is not None
    )
    source = ", ".join(part for part in (statement.source.document, statement.source.place) if part)
    why = " · ".join(part for part in (statement.note, source) if part)
    cells = (
        Cell(_subject(statement, record)),
        Cell("source", tone="muted", tip="Said in words; kept beside what is computed."),
        Cell(said, tone="strong", tip=said),
        Cell(""),
        Cell(when, tip=when),
        Cell(why, tip=why),
    )
    return Row(("statement", statement.id), cells)


def _subject(statement: Statement, record: PatientRecord) -> str:
    """Return what a statement speaks of."""
    course = next((c for c in record.courses if c.id == statement.course_id), None)
    responses = record.reported_responses
    response = next((r for r in responses if r.id == statement.reported_response_id), None)
    names = [
        drug_name(course.agent) if course is not None else "",
        chip_text(response.category) if response is not None and response.category else "",
        procedure_names(statement.procedure_kind)[0] if statement.procedure_kind else "",
        analyte_title(statement.analyte) if statement.analyte else "",
    ]
    about = ", ".join(name for name in names if name)
    kind = sentence_case(statement.kind.value)
    return f"{kind}: {about}" if about else kind


def stated(statement: Statement) -> str:
    """Return what is said, in few words."""
    if statement.kind is StatementKind.LAB_TREND:
        return statement.direction.value if statement.direction is not None else ""
    if statement.kind is StatementKind.SEX:
        return statement.sex.value if statement.sex is not None else ""
    if statement.amount is None:
        return "one or more" if statement.kind is StatementKind.INTERRUPTION else ""
    near = "" if statement.precision is Precision.AS_STATED else f"{statement.precision.value} "
    unit = statement.unit.value if statement.unit is not None else ""
    if unit and statement.amount != 1:
        unit += "s"
    return f"{near}{number(statement.amount)} {unit}".strip()
