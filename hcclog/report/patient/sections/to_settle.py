"""What contradicts itself, and what is open: found by the rules, or noted by a person."""

from __future__ import annotations

from collections.abc import Iterator

from hcclog.domain.by_test import results_by_test
from hcclog.entry.questions.labs import kept_doubts
from hcclog.report.entity_words import CRITERIA_NAMES, lab_full
from hcclog.report.naming import analyte_title
from hcclog.report.patient.content import Block, Cell, Column, Paragraph, Row, Table
from hcclog.report.patient.material import Material

COLUMNS = (Column("What it concerns"), Column("Open question or contradiction"))


def to_settle(material: Material) -> Iterator[Block]:
    """Yield a table of everything that is to settle, each once."""
    found = list(items(material))
    if not found:
        yield Paragraph("Nothing was found that contradicts itself or is open.")
        return
    yield Table(COLUMNS, tuple(Row((Cell(a, muted=True), Cell(b))) for a, b in found))


def items(material: Material) -> Iterator[tuple[str, str]]:
    """Yield what each concerns, and the sentence."""
    n_criteria = len({response.criteria for response in material.timeline.responses})
    concerns: dict[str, dict[str, list[str]]] = {}
    for place, criteria, sentence in _all(material):
        by_place = concerns.setdefault(sentence, {}).setdefault(place, [])
        if criteria and criteria not in by_place:
            by_place.append(criteria)
    for sentence, places in concerns.items():
        by_criteria: dict[str, list[str]] = {}
        for place, names in places.items():
            # What holds by all criteria needs none of their names.
            told = "" if len(names) in {0, n_criteria} else f" ({', '.join(names)})"
            by_criteria.setdefault(told, []).append(place)
        yield "; ".join(f"{', '.join(at)}{told}" for told, at in by_criteria.items()), sentence


def _all(material: Material) -> Iterator[tuple[str, str, str]]:
    """Yield the place, the criteria where it depends on them, and the sentence."""
    for finding in material.timeline.findings:
        yield "record", "", finding.sentence
    for note in material.record.discrepancies:
        yield "noted by a person", "", note.text
    for response in material.timeline.responses:
        name = CRITERIA_NAMES[response.criteria]
        for finding in response.findings:
            yield response.series.label, name, finding.sentence
        for point in response.timepoints:
            when = material.when(point.assessment.on)
            for finding in point.findings:
                yield when, name, finding.sentence
    for place, sentence in _doubts(material):
        yield place, "", sentence


def _doubts(material: Material) -> Iterator[tuple[str, str]]:
    """Yield what is unlikely about results, as it is asked when one is entered."""
    doubts = kept_doubts(material.record, material.chronology)
    for code, results in results_by_test(material.record).items():
        for lab in results:
            sentence = doubts.of(code).answer.of(lab)
            if sentence:
                told = f"{analyte_title(code)} {lab_full(lab)}"
                yield f"{material.when(lab.on)}, {told}", sentence
