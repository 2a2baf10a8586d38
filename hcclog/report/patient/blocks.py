"""All that a report says, section by section."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hcclog.domain.record import PatientRecord
from hcclog.report.patient.choices import SECTION_NAMES, Choices, Printing, Section
from hcclog.report.patient.content import Block, Heading, Paragraph
from hcclog.report.patient.material import Material
from hcclog.report.patient.sections.course import course
from hcclog.report.patient.sections.events import events
from hcclog.report.patient.sections.labs import labs
from hcclog.report.patient.sections.lesions import lesions
from hcclog.report.patient.sections.responses import responses
from hcclog.report.patient.sections.scores import scores
from hcclog.report.patient.sections.signatures import signatures
from hcclog.report.patient.sections.sources import sources
from hcclog.report.patient.sections.to_settle import to_settle
from hcclog.report.patient.sections.treatment import treatment
from hcclog.report.patient.sections.visits import visits
from hcclog.report.patient.sections.who import who

_SECTIONS: dict[Section, Callable[[Material], Iterator[Block]]] = {
    Section.COURSE: course,
    Section.RESPONSES: responses,
    Section.LESIONS: lesions,
    Section.TREATMENT: treatment,
    Section.LABS: labs,
    Section.EVENTS: events,
    Section.VISITS: visits,
    Section.SCORES: scores,
    Section.TO_SETTLE: to_settle,
    Section.SOURCES: sources,
}


def blocks_of(record: PatientRecord, printing: Printing, choices: Choices) -> tuple[Block, ...]:
    """Return everything that a report of a record says."""
    material = Material(record, choices)
    blocks = list(who(material, printing))
    empty = []
    for section, told in _SECTIONS.items():
        if section not in choices.sections:
            continue
        found = list(told(material))
        if found:
            blocks += (Heading(SECTION_NAMES[section]), *found)
        else:
            empty.append(SECTION_NAMES[section].lower())
    blocks += signatures(material, printing)
    if empty:
        blocks.append(Paragraph(f"Nothing is recorded for: {'; '.join(empty)}."))
    return tuple(blocks)
