"""Adverse events, pathology and outcomes as rows, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.domain.adverse_event import AdverseEvent
from hcclog.domain.ordering import newest_first
from hcclog.domain.procedure import Pathology
from hcclog.entry.questions.standing import event_doubts
from hcclog.report.entity_words import pathology_words
from hcclog.report.naming import drug_name, term_name
from hcclog.ui.models.doubts import marked
from hcclog.ui.models.record_table import RecordTable
from hcclog.ui.models.row_table import Cell, Column, Row, Table
from hcclog.ui.text import sentence_case

if TYPE_CHECKING:
    from hcclog.domain.chronology import Chronology
    from hcclog.domain.record import PatientRecord
    from hcclog.domain.visit import Outcome
    from hcclog.rules.verdict import Timeline

COLUMNS = (
    Column("When", 210),
    Column("Kind", 110),
    Column("What", 300),
    Column("Grade", 200, right=True),
    Column("Agents and action", 330),
    Column("Note"),
)
_GRADE = 3


class EventTable(RecordTable):
    """The Events tab."""

    def compute(self, record: PatientRecord, timeline: Timeline) -> Table:
        return event_table(record, timeline.chronology)


def event_table(record: PatientRecord, chronology: Chronology) -> Table:
    """Return what befell one patient."""
    items = newest_first(
        (*record.adverse_events, *record.pathologies, *record.outcomes), chronology
    )
    doubts = event_doubts(record)
    rows = (_row(item, chronology) for item in items)
    return Table(COLUMNS, tuple(marked(row, _GRADE, doubts) for row in rows))


def _row(item: AdverseEvent | Pathology | Outcome, chronology: Chronology) -> Row:
    if isinstance(item, AdverseEvent):
        return _adverse_event(item, chronology)
    return (
        _pathology(item, chronology) if isinstance(item, Pathology) else _outcome(item, chronology)
    )


def _adverse_event(event: AdverseEvent, chronology: Chronology) -> Row:
    when = chronology.label(event.start_on)
    if event.end_on is not None:
        when = f"{when} to {chronology.label(event.end_on)}"
    agents = ", ".join(drug_name(agent) for agent in event.agents)
    action = event.action.value if event.action else ""
    words = ": ".join(part for part in (agents, action) if part)
    cells = (
        Cell(when, tip=when, tone="" if event.start_on else "muted"),
        Cell("adverse event", tone="muted"),
        Cell(sentence_case(term_name(event.term)), tone="strong"),
        Cell("not stated" if event.grade is None else str(event.grade)),
        Cell(words, tip=words),
        Cell(event.note, tip=event.note),
    )
    return Row(("adverse_event", event.id), cells)


def _pathology(found: Pathology, chronology: Chronology) -> Row:
    words = pathology_words(found)
    cells = (
        Cell(chronology.label(found.on)),
        Cell("pathology", tone="muted"),
        Cell(words, tone="strong", tip=words),
        Cell(found.grade, tip=found.grade),
        Cell(found.background_liver, tip=found.background_liver),
        Cell(found.note, tip=found.note),
    )
    return Row(("pathology", found.id), cells)


def _outcome(outcome: Outcome, chronology: Chronology) -> Row:
    words = sentence_case(outcome.kind.value)
    cells = (
        Cell(chronology.label(outcome.on), tone="" if outcome.on else "muted"),
        Cell("outcome", tone="muted"),
        Cell(words, tone="strong"),
        Cell(""),
        Cell(outcome.cause, tip=outcome.cause),
        Cell(outcome.note, tip=outcome.note),
    )
    return Row(("outcome", outcome.id), cells)
