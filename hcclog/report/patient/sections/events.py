"""What befell the patient: adverse events, what the pathologist found, how it ended."""

from __future__ import annotations

from collections.abc import Iterator

from hcclog.domain.adverse_event import AdverseEvent
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ordering import oldest_first
from hcclog.report.entity_words import pathology_words, sentence_case
from hcclog.report.naming import drug_name, term_name
from hcclog.report.patient.content import (
    Align,
    Block,
    Cell,
    Column,
    Heading,
    Row,
    Table,
    without_empty,
)
from hcclog.report.patient.material import Material

_EVENTS = (
    Column("From"),
    Column("To"),
    Column("Adverse event"),
    Column("Grade", Align.RIGHT),
    Column("Agents and action"),
    Column("Note"),
)
_PATHOLOGY = ("When", "Pathology", "Grade", "Background liver", "Note")
_OUTCOME = ("When", "Outcome", "Cause", "Note")
_RELATED = {None: "", True: "drug-related", False: "not drug-related"}


def events(material: Material) -> Iterator[Block]:
    """Yield a table each, of those that have a row."""
    record, chronology = material.record, material.chronology
    if record.adverse_events:
        found = oldest_first(record.adverse_events, chronology)
        rows = (_event(each, material) for each in found)
        yield without_empty(Table(_EVENTS, tuple(rows)))
    if record.pathologies:
        yield from _part("Pathology", material)
        rows = (
            _row(p.on, (pathology_words(p), p.grade, p.background_liver, p.note), material)
            for p in oldest_first(record.pathologies, chronology)
        )
        yield without_empty(Table(tuple(map(Column, _PATHOLOGY)), tuple(rows)))
    if record.outcomes:
        yield from _part("Outcome", material)
        rows = (
            _row(o.on, (sentence_case(o.kind.value), o.cause, o.note), material)
            for o in oldest_first(record.outcomes, chronology)
        )
        yield without_empty(Table(tuple(map(Column, _OUTCOME)), tuple(rows)))


def _part(title: str, material: Material) -> Iterator[Block]:
    record = material.record
    kinds = (record.adverse_events, record.pathologies, record.outcomes)
    if sum(map(bool, kinds)) > 1:
        yield Heading(title, is_part=True)


def _row(when: ClinicalDate | None, texts: tuple[str, ...], material: Material) -> Row:
    return Row((Cell(material.when(when), strong=True), *map(Cell, texts)))


def _event(event: AdverseEvent, material: Material) -> Row:
    agents = ", ".join(drug_name(agent) for agent in event.agents)
    action = event.action.value if event.action else ""
    words = ": ".join(part for part in (agents, action) if part)
    done = "; ".join(part for part in (words, _RELATED[event.drug_related]) if part)
    grade = "not stated" if event.grade is None else str(event.grade)
    version = f"CTCAE {event.ctcae_version}" if event.ctcae_version else ""
    return Row(
        (
            Cell(material.when(event.start_on), strong=True),
            Cell(material.when(event.end_on, "")),
            Cell(sentence_case(term_name(event.term))),
            Cell(grade),
            Cell(done),
            Cell("; ".join(part for part in (event.note, version) if part), muted=True),
        )
    )
