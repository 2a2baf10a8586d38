"""Imaging that a chart may meet: up to 40 assessments of up to 12 lesions, summed or not."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from hcclog.domain.assessment import Assessment
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.lesion import Lesion, LesionKind, Measurement, Trend
from hcclog.domain.record import PatientRecord
from hcclog.domain.response import (
    Category,
    LesionRole,
    ReportedResponse,
    ResponseSeries,
    SeriesLesion,
)
from tests.report.course.any_parts import names, values
from tests.report.samples import PATIENT, new_id

_KINDS = (LesionKind.MASS, LesionKind.NODE, LesionKind.EFFUSION, LesionKind.ASCITES)


def with_imaging(
    draw: st.DrawFn, dates: st.SearchStrategy[ClinicalDate], record: PatientRecord
) -> PatientRecord:
    """Return a record with assessments, lesions, series and what was reported of them."""
    days = draw(st.lists(dates, max_size=40))
    if not days:
        return record
    assessments = tuple(Assessment(new_id(), PATIENT, when) for when in days)
    kinds = draw(st.lists(st.sampled_from(_KINDS), max_size=12))
    lesions = tuple(
        Lesion(new_id(), PATIENT, f"T{k}", "liver", kind=kind) for k, kind in enumerate(kinds)
    )
    record = replace(
        record,
        assessments=assessments,
        lesions=lesions,
        measurements=tuple(_measurements(draw, assessments, lesions)),
        reported_responses=tuple(_reported(draw, assessments)),
    )
    return _with_series(draw, record) if draw(st.booleans()) else record


def _measurements(
    draw: st.DrawFn, assessments: tuple[Assessment, ...], lesions: tuple[Lesion, ...]
) -> list[Measurement]:
    """Return what was seen of each lesion; few sizes serve for all of them."""
    sizes = draw(st.lists(st.none() | values, min_size=1, max_size=12))
    trends = draw(st.lists(st.none() | st.sampled_from(Trend), min_size=1, max_size=4))
    found = []
    for n, lesion in enumerate(lesions):
        for k, assessment in enumerate(assessments):
            size = sizes[(n + k) % len(sizes)]
            fluid = lesion.kind in {LesionKind.EFFUSION, LesionKind.ASCITES}
            found.append(
                Measurement(
                    new_id(),
                    PATIENT,
                    assessment.id,
                    lesion.id,
                    longest_mm=None if lesion.nodal or fluid else size,
                    short_axis_mm=size if lesion.nodal else None,
                    trend=trends[k % len(trends)] if fluid else None,
                )
            )
    return found


def _reported(draw: st.DrawFn, assessments: tuple[Assessment, ...]) -> list[ReportedResponse]:
    every = draw(st.integers(1, 5))
    return [
        ReportedResponse(
            new_id(),
            PATIENT,
            assessment.id,
            assessment.on,
            category=draw(st.none() | st.sampled_from(Category)),
            wording=draw(names),
        )
        for assessment in assessments[::every]
    ]


def _with_series(draw: st.DrawFn, record: PatientRecord) -> PatientRecord:
    """Return it with one series or two, in which every lesion has a role."""
    baselines = draw(st.lists(st.sampled_from(record.assessments), min_size=1, max_size=2))
    series = tuple(ResponseSeries(new_id(), PATIENT, f"line {b.id}", b.id) for b in baselines)
    roles = {
        LesionKind.MASS: LesionRole.TARGET,
        LesionKind.NODE: LesionRole.TARGET,
        LesionKind.EFFUSION: LesionRole.NON_TARGET,
        LesionKind.ASCITES: LesionRole.NON_TARGET,
    }
    return replace(
        record,
        series=series,
        series_lesions=tuple(
            SeriesLesion(new_id(), PATIENT, one.id, lesion.id, roles[lesion.kind])
            for one in series
            for lesion in record.lesions
        ),
    )
