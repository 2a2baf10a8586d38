"""Entities in a few words, as the undo menu and the journal name them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hcclog.catalogue import analytes, drugs, procedures
from hcclog.domain.record import NOUN_OF_CLASS
from hcclog.store.codec import table_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from hcclog.domain.labs import LabResult
    from hcclog.domain.lesion import Measurement
    from hcclog.domain.therapy import Course


def label_of(entity: Any) -> str:
    """Return an entity in words, such as ``AFP 53.43 ng/mL`` or ``lesion T1``."""
    special = _WORDS.get(table_of(entity))
    return special(entity) if special else NOUN_OF_CLASS[type(entity)].label


def lab_words(lab: LabResult) -> str:
    """Return test and value, such as ``AFP > 60500 ng/mL`` or ``AFP raised``."""
    analyte = analytes.find_analyte(lab.analyte)
    name = analyte.short if analyte else lab.analyte
    if lab.value is None:
        return f"{name} {lab.qualitative or ''}".strip()
    comparator = "" if lab.comparator == "=" else f"{lab.comparator} "
    return f"{name} {comparator}{lab.value:f} {lab.unit}".strip()


def _course(course: Course) -> str:
    drug = drugs.find_drug(course.agent)
    name = drug.name if drug else course.agent
    return f"{name} {course.dose:f} {course.dose_unit}" if course.dose is not None else name


def _measurement(measurement: Measurement) -> str:
    sizes = (measurement.longest_mm, measurement.short_axis_mm, measurement.viable_mm)
    size = next((f"{mm:f} mm" for mm in sizes if mm is not None), measurement.state or "")
    return f"measurement {size}".strip()


def _procedure(procedure: Any) -> str:
    kind = procedures.find_procedure(procedure.kind)
    return kind.name if kind else str(procedure.kind)


_WORDS: dict[str, Callable[[Any], str]] = {
    "patient": lambda p: f"patient {p.code}",
    "lab_result": lab_words,
    "course": _course,
    "measurement": _measurement,
    "procedure": _procedure,
    "lesion": lambda x: f"lesion {x.label}",
    "line_of_therapy": lambda x: f"line {x.number}",
    "assessment": lambda x: f"assessment of {x.on.label or x.on}",
    "visit": lambda x: f"visit of {x.on.label or x.on}",
    "response_series": lambda x: f"response series {x.label}",
    "reported_response": lambda x: f"reported response {x.category or x.wording}",
    "adverse_event": lambda x: f"adverse event {x.term}",
    "statement": lambda x: f"statement on {x.kind}",
}
