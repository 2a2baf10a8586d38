"""From a record to what the rules read: which assessments belong to a series, in which order."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from hcclog.domain.dates import ClinicalDate
from hcclog.domain.lesion import LesionKind
from hcclog.domain.quantities import Comparator
from hcclog.rules.measurability import BaselineScan
from hcclog.rules.normal_markers import markers_at, placed_markers
from hcclog.rules.readings import FollowUp, Point, Reading, Track
from hcclog.rules.roles import settle_roles

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hcclog.domain.assessment import Assessment
    from hcclog.domain.chronology import Chronology, DaySpan
    from hcclog.domain.lesion import Lesion, Measurement
    from hcclog.domain.record import PatientRecord
    from hcclog.domain.response import LesionRole, ResponseSeries

LIVER = "liver"
_PORTA_HEPATIS = ("porta hepatis", "hepatic hil", "hepatoduodenal", "periportal", "hilar node")
_COUNT_WORDS = {
    Comparator.LESS: "fewer than ",
    Comparator.LESS_OR_EQUAL: "at most ",
    Comparator.EQUAL: "",
    Comparator.GREATER_OR_EQUAL: "at least ",
    Comparator.GREATER: "more than ",
}


@dataclass(frozen=True, slots=True)
class SeriesView:
    """One series of a record as the rules read it; assessments and points go together."""

    series: ResponseSeries
    assessments: tuple[Assessment, ...]
    follow_up: FollowUp
    baseline_scans: tuple[BaselineScan, ...]


class RecordView:
    """The parts of one record that the rules on response need, indexed once.

    Attributes:
        placed: Assessments in the order of entry whose date has a place on the time axis.
        unplaced: Assessments whose date has no place on the time axis.
    """

    def __init__(self, record: PatientRecord, chronology: Chronology) -> None:
        """Index measurements, lesions and places in time."""
        self.record = record
        self.chronology = chronology
        self._lesions: dict[str, Lesion] = {lesion.id: lesion for lesion in record.lesions}
        self._measured = {(m.assessment_id, m.lesion_id): m for m in record.measurements}
        spans = {a.id: chronology.span(a.on) for a in record.assessments}
        self._spans: dict[str, DaySpan] = {key: span for key, span in spans.items() if span}
        self.placed = tuple(a for a in record.assessments if a.id in self._spans)
        self._rank: dict[str, int] = {a.id: n for n, a in enumerate(record.assessments)}
        self._markers = placed_markers(record, chronology)
        self.unplaced = tuple(a for a in record.assessments if a.id not in self._spans)

    def views(self) -> list[SeriesView]:
        """Return the series whose baseline has a place in time, in order of their baselines."""
        placed = [s for s in self.record.series if s.baseline_assessment_id in self._spans]
        placed.sort(key=lambda s: self.order(s.baseline_assessment_id))
        return [self._view(series, placed) for series in placed]

    def order(self, assessment_id: str) -> tuple[Fraction, int]:
        """Return where a placed assessment stands: by its middle, of equal ones as entered."""
        return self._middle(assessment_id), self._rank[assessment_id]

    def _middle(self, assessment_id: str) -> Fraction:
        return self._spans[assessment_id].middle

    def _view(self, series: ResponseSeries, placed: Sequence[ResponseSeries]) -> SeriesView:
        assessments = self._assessments(series, placed)
        points = [self._point(assessment) for assessment in assessments]
        roles: dict[str, LesionRole] = {
            r.lesion_id: r.role for r in self.record.series_lesions if r.series_id == series.id
        }
        tracks = [
            self.track(lesion, assessments, roles)
            for lesion in self.record.lesions
            if not lesion.benign
        ]
        follow_up = settle_roles(points, tracks)
        self._settle_order(follow_up, assessments)
        follow_up.findings += [
            f"{lesion.label} is known to be benign and is not counted."
            for lesion in self.record.lesions
            if lesion.benign and lesion.id in roles
        ]
        return SeriesView(series, assessments, follow_up, self.scans(assessments[0]))

    def _settle_order(self, follow_up: FollowUp, assessments: Sequence[Assessment]) -> None:
        """Keep as unsure only what stays so where both are counted from one event."""
        for k, others in list(follow_up.overlaps.items()):
            days = [ClinicalDate.at("assessment", assessments[j].id) for j in (k, *others)]
            unsure = [
                j
                for j, day in zip(others, days[1:], strict=True)
                if self.chronology.surely_before(days[0], day) is None
            ]
            follow_up.overlaps[k] = unsure
            if not unsure:
                del follow_up.overlaps[k]

    def _assessments(
        self, series: ResponseSeries, placed: Sequence[ResponseSeries]
    ) -> tuple[Assessment, ...]:
        """Return baseline to next baseline, both included, in order of their dates' middles.

        What has the middle of the baseline comes after it, as entered; that its order is not
        certain is said where it is judged.
        """
        first_id = series.baseline_assessment_id
        start = self.order(first_id)
        baselines = {s.baseline_assessment_id for s in placed}
        earlier = {key for key in baselines if self.order(key) < start}
        last_id = min(baselines - earlier - {first_id}, key=self.order, default=None)
        chosen = [
            assessment
            for assessment in self.placed
            if assessment.id not in earlier
            and self._middle(assessment.id) >= start[0]
            and (last_id is None or self._middle(assessment.id) <= self._middle(last_id))
        ]
        rank = {first_id: -1, last_id: 1}
        chosen.sort(key=lambda a: (self._middle(a.id), rank.get(a.id, 0), self._rank[a.id]))
        return tuple(chosen)

    def _point(self, assessment: Assessment) -> Point:
        span = self._spans[assessment.id]
        label = self.chronology.label(assessment.on)
        normal, markers = markers_at(self._markers, span, self.chronology)
        n, comparator = assessment.n_lesions, assessment.n_lesions_comparator
        if n is None:
            return Point(label, span.earliest, span.latest, markers_normal=normal, markers=markers)
        least = {
            Comparator.LESS: 0,
            Comparator.LESS_OR_EQUAL: 0,
            Comparator.GREATER: n + 1,
        }.get(comparator, n)
        most = {Comparator.LESS: n - 1, Comparator.LESS_OR_EQUAL: n, Comparator.EQUAL: n}
        count = f"{_COUNT_WORDS[comparator]}{n}"
        most_of = most.get(comparator)
        return Point(label, span.earliest, span.latest, least, most_of, count, normal, markers)

    def track(
        self,
        lesion: Lesion,
        assessments: Sequence[Assessment],
        roles: Mapping[str, LesionRole],
    ) -> Track:
        """Return a lesion through assessments in order of time, with its role where it has one."""
        role = roles.get(lesion.id)
        return Track(
            label=lesion.label,
            place=lesion.organ,
            role=role,
            kind=lesion.kind,
            in_liver=lesion.organ == LIVER,
            porta_hepatis=_at_porta_hepatis(lesion),
            hypervascular=lesion.hypervascular,
            multiple=lesion.multiple,
            treated=lesion.treated_before and not lesion.growth_shown,
            in_plan=role is not None,
            known_before=self._before(lesion, assessments[0]),
            readings=[self._reading(a, lesion) for a in assessments],
        )

    def _reading(self, assessment: Assessment, lesion: Lesion) -> Reading | None:
        measurement = self._measured.get((assessment.id, lesion.id))
        return self._as_reading(measurement) if measurement is not None else None

    def _before(self, lesion: Lesion, baseline: Assessment) -> Reading | None:
        """Return the lesion's last reading before the baseline."""
        start = self._middle(baseline.id)
        earlier = [a for a in self.placed if self._middle(a.id) < start]
        earlier.sort(key=lambda a: self._middle(a.id), reverse=True)
        readings = (self._reading(assessment, lesion) for assessment in earlier)
        return next((reading for reading in readings if reading is not None), None)

    def _as_reading(self, measurement: Measurement) -> Reading:
        other = self._lesions.get(measurement.other_lesion_id or "")
        return Reading(
            measurement.longest_mm,
            measurement.short_axis_mm,
            measurement.viable_mm,
            measurement.state,
            other.label if other is not None else "",
            measurement.trend,
            measurement.cytology_positive,
        )

    def scans(self, baseline: Assessment) -> tuple[BaselineScan, ...]:
        """Return how an assessment was imaged."""
        return tuple(
            BaselineScan(scan.modality, scan.slice_thickness_mm)
            for scan in self.record.scans
            if scan.assessment_id == baseline.id
        )


def _at_porta_hepatis(lesion: Lesion) -> bool:
    """True for a node at the porta hepatis, by the words of its site."""
    site = lesion.site.casefold().replace("-", " ")
    return lesion.kind is LesionKind.NODE and any(word in site for word in _PORTA_HEPATIS)
