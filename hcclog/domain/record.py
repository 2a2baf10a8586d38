"""The record: everything logged of one patient, whole and frozen."""

from dataclasses import dataclass, fields, replace
from typing import Any

from hcclog.domain.adverse_event import AdverseEvent
from hcclog.domain.assessment import Assessment, Scan
from hcclog.domain.discrepancy import DiscrepancyNote
from hcclog.domain.labs import LabResult
from hcclog.domain.lesion import Lesion, Measurement
from hcclog.domain.patient import Patient
from hcclog.domain.procedure import Pathology, Procedure
from hcclog.domain.response import ReportedResponse, ResponseSeries, SeriesLesion
from hcclog.domain.staging import Staging
from hcclog.domain.statement import Statement
from hcclog.domain.therapy import Course, DoseStep, Hold, LineOfTherapy
from hcclog.domain.visit import Outcome, Visit


@dataclass(frozen=True, slots=True)
class PatientRecord:
    """One patient with all that is logged; the tuples are in the order of entry."""

    patient: Patient
    stagings: tuple[Staging, ...] = ()
    visits: tuple[Visit, ...] = ()
    lines: tuple[LineOfTherapy, ...] = ()
    courses: tuple[Course, ...] = ()
    dose_steps: tuple[DoseStep, ...] = ()
    holds: tuple[Hold, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    pathologies: tuple[Pathology, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    scans: tuple[Scan, ...] = ()
    lesions: tuple[Lesion, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    series: tuple[ResponseSeries, ...] = ()
    series_lesions: tuple[SeriesLesion, ...] = ()
    reported_responses: tuple[ReportedResponse, ...] = ()
    labs: tuple[LabResult, ...] = ()
    adverse_events: tuple[AdverseEvent, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    statements: tuple[Statement, ...] = ()
    discrepancies: tuple[DiscrepancyNote, ...] = ()


@dataclass(frozen=True, slots=True)
class Noun:
    """One kind of entity: its table, its class and its place in the record."""

    table: str
    cls: type[Any]
    attribute: str
    label: str

    @property
    def columns(self) -> tuple[str, ...]:
        """Field names, which are the columns of the table."""
        return tuple(field.name for field in fields(self.cls))


# Parents stand before their children: the order of creation, and backwards of removal.
NOUNS: tuple[Noun, ...] = (
    Noun("patient", Patient, "patient", "patient"),
    Noun("staging", Staging, "stagings", "staging"),
    Noun("visit", Visit, "visits", "visit"),
    Noun("line_of_therapy", LineOfTherapy, "lines", "line of therapy"),
    Noun("course", Course, "courses", "course"),
    Noun("dose_step", DoseStep, "dose_steps", "dose step"),
    Noun("hold", Hold, "holds", "hold"),
    Noun("procedure", Procedure, "procedures", "procedure"),
    Noun("pathology", Pathology, "pathologies", "pathology"),
    Noun("assessment", Assessment, "assessments", "assessment"),
    Noun("scan", Scan, "scans", "scan"),
    Noun("lesion", Lesion, "lesions", "lesion"),
    Noun("measurement", Measurement, "measurements", "measurement"),
    Noun("response_series", ResponseSeries, "series", "response series"),
    Noun("series_lesion", SeriesLesion, "series_lesions", "lesion role"),
    Noun("reported_response", ReportedResponse, "reported_responses", "reported response"),
    Noun("lab_result", LabResult, "labs", "lab result"),
    Noun("adverse_event", AdverseEvent, "adverse_events", "adverse event"),
    Noun("outcome", Outcome, "outcomes", "outcome"),
    Noun("statement", Statement, "statements", "statement"),
    Noun("discrepancy_note", DiscrepancyNote, "discrepancies", "discrepancy note"),
)

NOUN_OF_TABLE = {noun.table: noun for noun in NOUNS}
NOUN_OF_CLASS = {noun.cls: noun for noun in NOUNS}

# Which column points to which table; `store` builds its foreign keys from it.
REFERENCES = {
    "patient_id": "patient",
    "line_id": "line_of_therapy",
    "course_id": "course",
    "procedure_id": "procedure",
    "assessment_id": "assessment",
    "baseline_assessment_id": "assessment",
    "lesion_id": "lesion",
    "other_lesion_id": "lesion",
    "series_id": "response_series",
    "reported_response_id": "reported_response",
}


def with_amended(record: PatientRecord, entity: Any) -> PatientRecord:
    """Return the record with an entity in the place of the one of its id, where there is one."""
    noun = NOUN_OF_CLASS[type(entity)]
    part = getattr(record, noun.attribute)
    if not isinstance(part, tuple):
        return replace(record, patient=entity) if part.id == entity.id else record
    amended: Any = tuple(entity if each.id == entity.id else each for each in part)
    return replace(record, **{noun.attribute: amended})
