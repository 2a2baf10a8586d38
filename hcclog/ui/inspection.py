"""What there is to say about one moment: responses and why, markers, what to settle."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hcclog.domain.by_test import results_by_test
from hcclog.domain.labs import LabResult
from hcclog.domain.ordering import day_of, oldest_first, start_of
from hcclog.domain.record import NOUN_OF_TABLE
from hcclog.domain.response import Category
from hcclog.report.entity_words import reported_words
from hcclog.report.naming import analyte_title, is_marker
from hcclog.rules import words
from hcclog.rules.markers.kept import kept_points
from hcclog.rules.markers.lead import lead_words
from hcclog.rules.markers.leads import KeptLeads
from hcclog.rules.markers.words import short_change
from hcclog.ui.marker_tone import tone_of
from hcclog.ui.text import CRITERIA_NAMES, chip_text, lab_full, lab_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.domain.assessment import Assessment
    from hcclog.domain.dates import ClinicalDate
    from hcclog.domain.record import PatientRecord
    from hcclog.rules.markers.course import MarkerPoint
    from hcclog.rules.markers.lead import MarkerLead
    from hcclog.rules.verdict import Timeline, Timepoint

Mark = tuple[str, str]
_LEADS = KeptLeads()
_BY_ASSESSMENT = {"measurement", "scan", "reported_response"}
_SAY_WHEN = re.compile(
    "(after|at|before|between|during|in|on|since|until|when|while|within) ", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class ResponseFact:
    """One line of the responses: whose, and which category."""

    name: str
    category: Category | None
    words: str = ""
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Why:
    """One card: why a rule says what it says."""

    title: str
    sentence: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class MarkerFact:
    """One line of the markers; `tone` is ``bad`` for a rise and ``good`` for a fall.

    Attributes:
        why: The reason in a sentence; empty where the line says it all.
    """

    name: str
    value: str
    tone: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Inspection:
    """Everything the inspector shows."""

    title: str
    responses: tuple[ResponseFact, ...] = ()
    whys: tuple[Why, ...] = ()
    markers: tuple[MarkerFact, ...] = ()
    to_settle: tuple[str, ...] = ()


def inspect(record: PatientRecord, timeline: Timeline, mark: Mark | None) -> Inspection:
    """Return what there is to say about the selected entry, the last assessment where none is."""
    entity = entity_of(record, mark)
    assessment = _assessment_at(record, timeline, entity)
    points = _points(timeline, assessment)
    when = _when(entity, assessment)
    day = day_of(when, timeline.chronology)
    return Inspection(
        _title(record, timeline, entity, assessment),
        tuple(_responses(points, assessment, record)),
        tuple(_whys(points)),
        tuple(_markers(record, timeline, entity, day)),
        tuple(dict.fromkeys(_to_settle(record, timeline, points))),
    )


def entity_of(record: PatientRecord, mark: Mark | None) -> Any:
    """Return the entry that a mark names; None where it is gone."""
    noun = NOUN_OF_TABLE.get(mark[0]) if mark else None
    if mark is None or noun is None or noun.attribute == "patient":
        return None
    return next((e for e in getattr(record, noun.attribute) if e.id == mark[1]), None)


def _assessment_at(record: PatientRecord, timeline: Timeline, entity: Any) -> Assessment | None:
    """Return the assessment that an entry belongs to, or the last one up to its day."""
    of_entity = getattr(entity, "assessment_id", None) or getattr(entity, "id", None)
    own = next((a for a in record.assessments if a.id == of_entity), None)
    if own is not None:
        return own
    ordered = oldest_first(record.assessments, timeline.chronology)
    day = day_of(start_of(entity), timeline.chronology) if entity is not None else None
    if day is None:
        return ordered[-1] if ordered and entity is None else None
    days = [(day_of(a.on, timeline.chronology), a) for a in ordered]
    before = [a for at, a in days if at is not None and at <= day]
    return before[-1] if before else None


def _points(timeline: Timeline, assessment: Assessment | None) -> list[tuple[str, Timepoint]]:
    """Return the timepoints of an assessment; as a baseline only where it is nothing else."""
    if assessment is None:
        return []
    found = [
        (CRITERIA_NAMES[response.criteria], point)
        for response in timeline.responses
        for point in response.timepoints
        if point.assessment.id == assessment.id
    ]
    return [pair for pair in found if not pair[1].is_baseline] or found


def _when(entity: Any, assessment: Assessment | None) -> ClinicalDate | None:
    """Return the day of an entry; of one without a day of its own, that of its assessment."""
    own = start_of(entity) if entity is not None else None
    return own or (assessment.on if assessment is not None else None)


def _at(words: str) -> str:
    """Return a heading for a day; words that say when by themselves need no other."""
    if _SAY_WHEN.match(words):
        return f"{words[:1].upper()}{words[1:]}"
    return f"At {words}"


def _title(
    record: PatientRecord, timeline: Timeline, entity: Any, assessment: Assessment | None
) -> str:
    when = _when(entity, assessment)
    if when is None:
        return "At this point" if entity is not None else "Nothing is selected"
    words = timeline.chronology.label(when)
    if assessment is None:
        return _at(words)
    if entity is not None and entity is not assessment:
        imaging = timeline.chronology.label(assessment.on)
        return _at(words) if imaging == words else f"{_at(words)}; last imaging {imaging}"
    scans = [s for s in record.scans if s.assessment_id == assessment.id]
    modalities = list(dict.fromkeys(s.modality.value for s in scans))
    thickness = next((s.slice_thickness_mm for s in scans if s.slice_thickness_mm), None)
    if thickness is not None:
        modalities.append(f"{thickness:f} mm slices")
    return f"{words} · {', '.join(modalities)}" if modalities else words


def _responses(
    points: list[tuple[str, Timepoint]], assessment: Assessment | None, record: PatientRecord
) -> Iterator[ResponseFact]:
    if assessment is None:
        return
    reports = [r for r in record.reported_responses if r.assessment_id == assessment.id]
    for report in reports:
        words = "" if report.category else report.wording
        yield ResponseFact("Reported", report.category, words)
    if not reports:
        yield ResponseFact("Reported", None, "not entered")
    for name, point in points:
        words = "baseline" if point.is_baseline else ""
        category = None if point.is_baseline else point.overall.value
        yield ResponseFact(name, category, words, differs=point.agrees is False)


def _whys(points: list[tuple[str, Timepoint]]) -> Iterator[Why]:
    judged = [pair for pair in points if not pair[1].is_baseline]
    for sentence in dict.fromkeys(point.overall.sentence for _, point in judged):
        same = [(name, p.overall) for name, p in judged if p.overall.sentence == sentence]
        clauses = dict.fromkeys(verdict.clause for _, verdict in same if verdict.clause)
        yield Why(_said([(name, v.value) for name, v in same]), sentence, "; ".join(clauses))
    for point in {p.difference: p for _, p in points if p.difference}.values():
        reports = ", ".join(reported_words(report) for report in point.reported)
        yield Why(f"Reported {reports}", point.difference)


def _said(answers: list[tuple[str, Category]]) -> str:
    """Return who says what, for one reason: ``Why RECIST 1.1 and mRECIST say SD``."""
    parts = []
    for category in dict.fromkeys(category for _, category in answers):
        names = [name for name, each in answers if each is category]
        verb = "says" if len(names) == 1 else "say"
        parts.append(f"{words.joined(names)} {verb} {chip_text(category)}")
    return f"Why {words.joined(parts)}"


def _markers(
    record: PatientRecord, timeline: Timeline, entity: Any, day: float | None
) -> Iterator[MarkerFact]:
    latest = _latest_markers(record, timeline, day)
    if isinstance(entity, LabResult) and any(entity is lab for lab in record.labs):
        latest = {entity.analyte: entity} | {k: v for k, v in latest.items() if k != entity.analyte}
    points = kept_points(record, timeline.chronology)
    for lab in latest.values():
        yield MarkerFact(analyte_title(lab.analyte), lab_full(lab))
        point = points.of(lab.analyte).answer.get(lab.id)
        if point is not None:
            yield from _change_facts(point)
            yield from _lead_facts(record, timeline, point)


def _latest_markers(
    record: PatientRecord, timeline: Timeline, day: float | None
) -> dict[str, LabResult]:
    """Return the last result of each marker up to a day, in the order in which they began."""
    markers = {code for code in results_by_test(record) if is_marker(code)}
    latest: dict[str, LabResult] = {}
    results = [lab for lab in record.labs if lab.analyte in markers]
    for lab in oldest_first(results, timeline.chronology):
        at = day_of(lab.on, timeline.chronology)
        if at is not None and (day is None or at <= day):
            latest[lab.analyte] = lab
    return latest


def _change_facts(point: MarkerPoint) -> Iterator[MarkerFact]:
    """Yield the changes that there are, a bound as a bound."""
    for name, change in (
        ("from start of line", point.from_start),
        ("from previous", point.from_previous),
        ("from nadir of line", point.from_nadir),
    ):
        if change is not None and change.bounds is not None:
            than = " or ".join(lab_value(lab) for lab in change.against)
            yield MarkerFact(
                f"{name} ({than})", short_change(change.bounds), tone_of(change.bounds)
            )


def _lead_facts(
    record: PatientRecord, timeline: Timeline, point: MarkerPoint
) -> Iterator[MarkerFact]:
    """Yield the lead of the line that a result lies in, and of one that it showed to progress."""
    lab = point.result.lab
    told: dict[tuple[int, str], list[MarkerLead]] = {}
    for lead in _LEADS.of(record, timeline, lab.analyte):
        has_risen = any(result.lab is lab for result in lead.rise.results)
        if lead.imaging is not None and (has_risen or lead.line.id == point.line_id):
            told.setdefault((lead.line.number, lead_words(lead)), []).append(lead)
    for (number, short), leads in told.items():
        names = ", ".join(CRITERIA_NAMES[lead.criteria] for lead in leads)
        why = " ".join(lead.sentence for lead in leads)
        yield MarkerFact(f"lead over imaging, line {number} ({names})", short, why=why)


def _to_settle(
    record: PatientRecord, timeline: Timeline, points: list[tuple[str, Timepoint]]
) -> Iterator[str]:
    for _, point in points:
        yield from (finding.sentence for finding in point.findings)
    yield from (note.text for note in record.discrepancies)
    yield from (finding.sentence for finding in timeline.findings)
    for response in timeline.responses:
        yield from (finding.sentence for finding in response.findings)
