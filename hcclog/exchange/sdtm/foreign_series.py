"""The response series of tables from elsewhere: one baseline, and the roles counted from it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hcclog.domain.response import LesionRole, ResponseSeries, SeriesLesion
from hcclog.exchange.sdtm.proposals import Proposal

if TYPE_CHECKING:
    from hcclog.domain.assessment import Assessment
    from hcclog.domain.lesion import Lesion
    from hcclog.exchange.sdtm.foreign_reading import Reading
    from hcclog.exchange.sdtm.found import FoundRow


def propose_series(reading: Reading) -> None:
    """Propose the series that the roles belong to."""
    baseline = _baseline(reading)
    if baseline is None or not reading.roles:
        return
    row = next(iter(reading.roles.values()))[0]
    same = (s for s in reading.record.series if s.baseline_assessment_id == baseline.id)
    there = next(same, None)
    series = there or ResponseSeries(
        reading.new_id(),
        reading.patient_id,
        row["STUDYID"].strip() or "SDTM",
        baseline.id,
        source=reading.source(row),
    )
    words = f"response series {series.label}, counted from {baseline.on.form}"
    reading.found.found.append(Proposal(row.at(), series, there, reading=words))
    for label, (at, role) in reading.roles.items():
        _role(reading, series, reading.lesions[label], (at, role))


def _role(
    reading: Reading, series: ResponseSeries, lesion: Lesion, told: tuple[FoundRow, LesionRole]
) -> None:
    row, role = told
    key = (series.id, lesion.id)
    same = (
        each for each in reading.record.series_lesions if (each.series_id, each.lesion_id) == key
    )
    there = next(same, None)
    words = f"lesion role: {lesion.label} {role.value}"
    if there is None:
        new = SeriesLesion(
            reading.new_id(),
            reading.patient_id,
            series.id,
            lesion.id,
            role,
            source=reading.source(row),
        )
        reading.found.found.append(Proposal(row.at(), new, reading=words))
        return
    found = there if there.role is role else replace(there, role=role)
    why = "" if found is there else f"The record has {there.role.value}."
    reading.found.found.append(Proposal(row.at(), found, there, why, words))


def _baseline(reading: Reading) -> Assessment | None:
    """Return the timepoint that is marked, else where targets were identified, else the first."""
    groups = [g for g in reading.visits.groups.values() if id(g) in reading.assessments]
    marked = [group for group in groups if group.is_baseline]
    followed = [group for group in groups if group.has_targets]
    for chosen in (marked, followed, groups):
        if chosen:
            first = min(chosen, key=lambda group: str(group.on.form) if group.on else "")
            return reading.assessments[id(first)]
    return None
