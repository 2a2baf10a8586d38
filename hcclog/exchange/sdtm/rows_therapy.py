"""Medicines and procedures of one subject.

Medicines stand in CM and not in EX: EX is for the study treatment that a protocol lays down, and a
log of care has none. A course has its first dose; what changed it stands in rows of the same group.
"""

from __future__ import annotations

from hcclog.catalogue.drugs import find_drug
from hcclog.catalogue.procedures import find_procedure
from hcclog.domain.procedure import Procedure
from hcclog.domain.therapy import Course, DoseStep
from hcclog.exchange.sdtm import fields
from hcclog.exchange.sdtm.codings import ascii_unit
from hcclog.exchange.sdtm.holding import cells_of, fitted
from hcclog.exchange.sdtm.subject import Row, Subject
from hcclog.exchange.sdtm.terms import METHODS

_SYSTEMIC = "SYSTEMIC ANTICANCER THERAPY"


def medicines(subject: Subject) -> None:
    """Add lines, courses, their dose steps and interruptions."""
    record = subject.record
    for line in record.lines:
        agents = dict.fromkeys(_name(c.agent) for c in record.courses if c.line_id == line.id)
        treated = " + ".join(agents)[:150] or f"LINE {line.number}"
        more = {"CMTRT": treated, "CMCAT": _SYSTEMIC, "CMSCAT": "LINE", "CMGRPID": line.id}
        subject.add_entity("CM", line, fields.LINE, more)
    courses = {course.id: course for course in record.courses}
    for course in record.courses:
        more = {**_medicine(course), **_dose(course), "CMSCAT": "COURSE", "CMGRPID": course.id}
        held = fields.dosed(fields.COURSE, course.dose_basis)
        subject.add_entity("CM", course, held, more)
    for step in record.dose_steps:
        more = {**_medicine(courses.get(step.course_id)), **_dose(step)}
        more["CMSCAT"] = "DOSE CHANGE"
        held = fields.dosed(fields.DOSE_STEP, step.dose_basis)
        subject.add_entity("CM", step, held, more)
    for hold in record.holds:
        more = {**_medicine(courses.get(hold.course_id)), "CMSCAT": "INTERRUPTION"}
        subject.add_entity("CM", hold, fields.HOLD, more)


def _medicine(course: Course | None) -> Row:
    name = _name(course.agent) if course else ""
    return {"CMTRT": name, "CMDECOD": name, "CMCAT": _SYSTEMIC}


def _name(agent: str) -> str:
    drug = find_drug(agent)
    return (drug.code if drug is not None else agent).upper()


def _dose(ordered: Course | DoseStep) -> Row:
    """Return the unit of a dose, also of the usual one; a dose that is not stated is said so."""
    if ordered.dose is None:
        return {"CMDOSTXT": "NOT STATED"}
    return {"CMDOSU": fitted(ascii_unit(ordered.dose_unit))}


def procedures(subject: Subject) -> None:
    """Add procedures, pathology, assessments and their scans."""
    record = subject.record
    for procedure in record.procedures:
        subject.add_entity("PR", procedure, fields.PROCEDURE, _procedure(procedure))
    for pathology in record.pathologies:
        more = {"PRTRT": "PATHOLOGY", "PRDECOD": "PATHOLOGY", "PRCAT": "PATHOLOGY"}
        subject.add_entity("PR", pathology, fields.PATHOLOGY, more)
    baselines = {series.baseline_assessment_id: series for series in record.series}
    for assessment in record.assessments:
        more = {
            "PRTRT": "TUMOUR ASSESSMENT",
            "PRDECOD": "TUMOUR ASSESSMENT",
            "PRCAT": "TUMOUR ASSESSMENT",
            "PRLNKGRP": subject.links.groups[assessment.id],
            **subject.visit(assessment.id),
        }
        series = baselines.get(assessment.id)
        if series is not None:
            more["PRGRPID"] = subject.links.series[series.id]
        row = subject.add_entity("PR", assessment, fields.ASSESSMENT, more)
        if series is not None:
            _series(subject, row, series)
    dates = {assessment.id: subject.dtc(assessment.on) for assessment in record.assessments}
    for scan in record.scans:
        more = {
            "PRTRT": METHODS[scan.modality],
            "PRCAT": "SCAN",
            "PRSTDTC": dates.get(scan.assessment_id, ""),
            **subject.visit(scan.assessment_id),
        }
        subject.add_entity("PR", scan, fields.SCAN, more)


def _series(subject: Subject, row: Row, series: object) -> None:
    _cells, qualifiers = cells_of(series, fields.SERIES, subject.links)
    subject.qualify("PR", row, fields.SERIES, qualifiers)


def _procedure(procedure: Procedure) -> Row:
    kind = find_procedure(procedure.kind)
    name = (kind.name if kind is not None else procedure.kind).upper()
    units = {"PRDOSU": "Gy"} if procedure.dose_gy is not None else {}
    return {"PRTRT": name[:200], "PRCAT": "PROCEDURE", **units}
