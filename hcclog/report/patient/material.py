"""What the sections of a report are made from: the record, and what the rules say of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from hcclog.domain.chronology import Chronology
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.record import PatientRecord
from hcclog.domain.response import Criteria
from hcclog.report.patient.choices import Choices
from hcclog.rules.timeline import criteria_for, timeline
from hcclog.rules.verdict import SeriesResponse, Timeline


@dataclass(frozen=True)
class Material:
    """One record and its answers, worked out where a section asks for them."""

    record: PatientRecord
    choices: Choices

    @cached_property
    def criteria(self) -> tuple[Criteria, ...]:
        """The criteria that responses are computed by."""
        return self.choices.criteria or criteria_for(self.record)

    @cached_property
    def timeline(self) -> Timeline:
        """All responses."""
        return timeline(self.record, self.criteria)

    @property
    def chronology(self) -> Chronology:
        """The days of the record's dates."""
        return self.timeline.chronology

    def when(self, date: ClinicalDate | None, without: str = "not stated") -> str:
        """Return a date in words."""
        return without if date is None else self.chronology.label(date)

    def modality(self, assessment_id: str) -> str:
        """Return how an assessment's pictures were taken: ``CT, bone scan``."""
        scans = [scan for scan in self.record.scans if scan.assessment_id == assessment_id]
        return ", ".join(dict.fromkeys(scan.modality.value for scan in scans))

    def series_in_order(self) -> Iterator[tuple[SeriesResponse, ...]]:
        """Yield each series as judged by each of the criteria, in order of their baselines."""
        by_series: dict[str, list[SeriesResponse]] = {}
        for response in self.timeline.responses:
            by_series.setdefault(response.series.id, []).append(response)
        for responses in sorted(by_series.values(), key=self._baseline_day):
            yield tuple(responses)

    def _baseline_day(self, responses: list[SeriesResponse]) -> tuple[bool, float]:
        span = responses[0].timepoints[0].span if responses[0].timepoints else None
        return (span is None, 0.0 if span is None else span.day)
