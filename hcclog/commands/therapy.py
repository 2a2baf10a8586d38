"""Checks on lines, courses, dose steps, holds, procedures and adverse events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.catalogue import drugs, procedures
from hcclog.commands.refused import Refused
from hcclog.domain.chronology import Chronology

if TYPE_CHECKING:
    from decimal import Decimal

    from hcclog.domain.adverse_event import AdverseEvent
    from hcclog.domain.dates import ClinicalDate
    from hcclog.domain.procedure import Procedure
    from hcclog.domain.record import PatientRecord
    from hcclog.domain.therapy import Course, DoseStep, Hold, LineOfTherapy

_GRADES = range(1, 6)


def check_line(record: PatientRecord, line: LineOfTherapy) -> None:
    """Refuse a line number below 1 or one that another line has.

    Raises:
        Refused: With the field and a sentence.
    """
    if line.number < 1:
        msg = "Lines of therapy are numbered from 1."
        raise Refused(msg, "number")
    if any(other.number == line.number and other.id != line.id for other in record.lines):
        msg = f"Line {line.number} is already in the record."
        raise Refused(msg, "number")


def check_course(record: PatientRecord, course: Course) -> None:
    """Refuse an unknown drug, a dose of 0, an impossible schedule, an end before the start.

    Raises:
        Refused: With the field and a sentence.
    """
    if drugs.find_drug(course.agent) is None:
        msg = f"{course.agent!r} is not a drug that the catalogue knows."
        raise Refused(msg, "agent")
    _check_dose(course.dose)
    for name in ("every_days", "days_on", "days_off"):
        days = getattr(course, name)
        if days is not None and days < 1:
            msg = f"A schedule counts from 1 day; {days} cannot be."
            raise Refused(msg, name)
    _check_order(record, course.start_on, course.end_on, course.agent)


def check_dose_step(_record: PatientRecord, step: DoseStep) -> None:
    """Refuse a step to a dose of 0: that is a hold or a stop.

    Raises:
        Refused: With the field and a sentence.
    """
    _check_dose(step.dose)


def check_hold(record: PatientRecord, hold: Hold) -> None:
    """Refuse a hold that ends before it starts, or lasts no day.

    Raises:
        Refused: With the field and a sentence.
    """
    if hold.n_days is not None and hold.n_days < 1:
        msg = f"A hold lasts 1 day or more; {hold.n_days} cannot be."
        raise Refused(msg, "n_days")
    _check_order(record, hold.start_on, hold.end_on, "hold")


def check_procedure(record: PatientRecord, procedure: Procedure) -> None:
    """Refuse an unknown kind, radiation without a dose, an end before the start.

    Raises:
        Refused: With the field and a sentence.
    """
    if procedures.find_procedure(procedure.kind) is None:
        msg = f"{procedure.kind!r} is not a procedure that the catalogue knows."
        raise Refused(msg, "kind")
    if procedure.dose_gy is not None and procedure.dose_gy <= 0:
        msg = f"A radiation dose of {procedure.dose_gy} Gy cannot be."
        raise Refused(msg, "dose_gy")
    if procedure.n_fractions is not None and procedure.n_fractions < 1:
        msg = f"{procedure.n_fractions} fractions cannot be; 1 or more can."
        raise Refused(msg, "n_fractions")
    _check_order(record, procedure.on, procedure.until_on, procedure.kind)


def check_adverse_event(record: PatientRecord, event: AdverseEvent) -> None:
    """Refuse a grade outside CTCAE's 1 to 5.

    Raises:
        Refused: With the field and a sentence.
    """
    if event.grade is not None and event.grade not in _GRADES:
        msg = f"CTCAE grade {event.grade} does not exist; 1 to 5 do."
        raise Refused(msg, "grade")
    if event.start_on is not None:
        _check_order(record, event.start_on, event.end_on, event.term)


def _check_dose(dose: Decimal | None) -> None:
    if dose is not None and (not dose.is_finite() or dose <= 0):
        msg = f"A dose of {dose} cannot be; a hold or a stop is an event of its own."
        raise Refused(msg, "dose")


def _check_order(
    record: PatientRecord, start_on: ClinicalDate, end_on: ClinicalDate | None, name: str
) -> None:
    chronology = Chronology(record)
    start, end = chronology.span(start_on), chronology.span(end_on)
    if start is not None and end is not None and end.latest < start.earliest:
        first, last = chronology.label(start_on), chronology.label(end_on)
        msg = f"{name}: the end ({last}) lies before the start ({first})."
        raise Refused(msg, "end_on")
