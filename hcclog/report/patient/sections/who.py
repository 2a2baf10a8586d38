"""Who the patient is, and what one wants to know first."""

from __future__ import annotations

from collections.abc import Iterator

from hcclog.domain.assessment import Assessment
from hcclog.domain.labs import LabResult
from hcclog.domain.ordering import newest_first, oldest_first
from hcclog.domain.patient import Patient, TimeAxis
from hcclog.domain.response import Category
from hcclog.domain.therapy import Course
from hcclog.domain.visit import OutcomeKind
from hcclog.report.entity_words import (
    CRITERIA_NAMES,
    SEX_WORDS,
    cause_words,
    child_pugh_words,
    lab_full,
    reported_words,
)
from hcclog.report.naming import analyte_title, drug_name, is_marker, site_name
from hcclog.report.patient.choices import Printing
from hcclog.report.patient.content import Block, Fact, Facts, Paragraph, Title
from hcclog.report.patient.material import Material
from hcclog.report.wording import dose
from hcclog.rules.markers.kept import kept_points
from hcclog.rules.markers.words import short_change
from hcclog.rules.summary import TUMOUR_MARKERS, age_words

_KIND, _BOARD = "Patient report", "Tumour board"
_MOST_BOXES = 8


def who(material: Material, printing: Printing) -> Iterator[Block]:
    """Yield the head, the boxes and what is noted of the patient."""
    patient = material.record.patient
    name = patient_words(patient)
    kind = _BOARD if material.choices.board else _KIND
    printed = f"printed {printing.today.isoformat()} · store revision {printing.revision}"
    yield Title(name, " · ".join(person_words(material)), kind, printed)
    yield Facts(tuple(facts(material))[:_MOST_BOXES])
    if patient.note and not material.choices.board:
        yield Paragraph(patient.note)


def patient_words(patient: Patient) -> str:
    """Return code and name."""
    return " · ".join(part for part in (patient.code, patient.name) if part)


def person_words(material: Material) -> Iterator[str]:
    """Yield what is known of the patient, in few words each."""
    record, chronology = material.record, material.chronology
    patient = record.patient
    sex, age = SEX_WORDS[patient.sex], age_words(record, chronology)
    if patient.birth_on is not None and not age.startswith("born"):
        age = f"{age}, born {chronology.label(patient.birth_on)}"
    found = [", ".join(part for part in (sex, age) if part), *_death(material)]
    found.append(cause_words(patient))
    if patient.cirrhosis is not None:
        found.append("cirrhosis" if patient.cirrhosis else "no cirrhosis")
    stagings = newest_first(record.stagings, chronology)
    found.append(next((w for s in stagings if (w := child_pugh_words(s))), ""))
    found.append(next((f"BCLC {s.bclc}" for s in stagings if s.bclc), ""))
    found.append(next((f"CNLC {s.cnlc}" for s in stagings if s.cnlc), ""))
    sites = next((s.extrahepatic_sites for s in stagings if s.extrahepatic_sites), ())
    found.append(", ".join(site_name(code) for code in sites))
    if patient.time_axis is TimeAxis.RELATIVE:
        found.append(f"time counted from {patient.day_zero_label or 'day 0'}")
    elif patient.day_zero_on is not None:
        label = patient.day_zero_label
        day_zero = chronology.label(patient.day_zero_on)
        found.append(f"day 0: {day_zero}{f', {label}' if label else ''}")
    yield from (words for words in found if words)


def _death(material: Material) -> Iterator[str]:
    """Yield that the patient died, and when."""
    for outcome in material.record.outcomes:
        if outcome.kind is OutcomeKind.DEATH:
            yield f"died {material.when(outcome.on)}" if outcome.on is not None else "died"


def facts(material: Material) -> Iterator[Fact]:
    """Yield the boxes: what is given, the last imaging, the last of each marker."""
    yield _regimen(material)
    yield _imaging(material)
    yield from _markers(material)


def _regimen(material: Material) -> Fact:
    record, chronology = material.record, material.chronology
    going_on = oldest_first((c for c in record.courses if c.end_on is None), chronology)
    if going_on:
        names = [_given(course, material) for course in going_on]
        since = chronology.label(going_on[-1].start_on)
        return Fact("Current regimen", " + ".join(names), detail=f"since {since}")
    last = newest_first(record.courses, chronology)[:1]
    if not last:
        return Fact("Current regimen", "none recorded")
    ended = f"last: {drug_name(last[0].agent)}, ended {chronology.label(last[0].end_on)}"
    return Fact("Current regimen", "none goes on", detail=ended)


def _given(course: Course, material: Material) -> str:
    """Return an agent with the dose that was ordered last."""
    steps = [step for step in material.record.dose_steps if step.course_id == course.id]
    newest = newest_first(steps, material.chronology)[:1]
    amount = dose(newest[0] if newest else course, short=True)
    return f"{drug_name(course.agent)} {amount}".strip() + _held(course, material)


def _held(course: Course, material: Material) -> str:
    """Return since when a course is held; empty where it is not, or no longer."""
    open_holds = [
        hold
        for hold in material.record.holds
        if hold.course_id == course.id and hold.end_on is None and hold.n_days is None
    ]
    newest = newest_first(open_holds, material.chronology)[:1]
    return f" (held since {material.when(newest[0].start_on)})" if newest else ""


def _imaging(material: Material) -> Fact:
    newest: list[Assessment] = newest_first(material.record.assessments, material.chronology)[:1]
    if not newest:
        return Fact("Last imaging", "none recorded")
    last = newest[0]
    value = f"{material.when(last.on)} {material.modality(last.id)}".strip()
    reports = [r for r in material.record.reported_responses if r.assessment_id == last.id]
    chips = [(r.category, "reported") for r in reports if r.category is not None]
    chips += _computed(last.id, material)
    said = [f"reported {reported_words(r)}" for r in reports if r.category is None]
    if not chips and not said:
        said.append("no response reported or computed")
    return Fact("Last imaging", value, tuple(dict.fromkeys(chips)), "; ".join(said))


def _computed(assessment_id: str, material: Material) -> list[tuple[Category, str]]:
    return [
        (point.overall.value, CRITERIA_NAMES[response.criteria])
        for response in material.timeline.responses
        for point in response.timepoints
        if point.assessment.id == assessment_id and not point.is_baseline
    ]


def _markers(material: Material) -> Iterator[Fact]:
    """Yield the newest result of each tumour marker, with its change from the one before."""
    newest: dict[str, LabResult] = {}
    for lab in newest_first(material.record.labs, material.chronology):
        if is_marker(lab.analyte):
            newest.setdefault(lab.analyte, lab)
    known = [code for code in TUMOUR_MARKERS if code in newest]
    for code in (*known, *(code for code in newest if code not in known)):
        yield _marker(newest[code], material)


def _marker(lab: LabResult, material: Material) -> Fact:
    point = kept_points(material.record, material.chronology).of(lab.analyte).answer.get(lab.id)
    detail = material.when(lab.until_on or lab.on)
    change = point.from_previous if point else None
    words = short_change(change.bounds) if change else ""
    if words and change and change.against:
        detail = f"{detail} · {words} since {material.when(change.against[0].on)}"
    return Fact(f"{analyte_title(lab.analyte)}, last", lab_full(lab), detail=detail)
