"""What was stated of stage and performance: first, and at the start of a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hcclog.cohort.summary import Stage
from hcclog.domain.dates import ClinicalDate
from hcclog.rules.scores.liver_function import stated_class

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hcclog.domain.chronology import Chronology
    from hcclog.domain.record import PatientRecord
    from hcclog.rules.endpoints.events import Moment

_Said = tuple[ClinicalDate, dict[str, Any]]


def first_stage(record: PatientRecord, chronology: Chronology) -> Stage:
    """Return the first that was stated of each."""
    return _newest_last(reversed(_in_order(record, chronology)))


def stage_at(record: PatientRecord, chronology: Chronology, start: Moment | None) -> Stage:
    """Return the newest that was stated of each and does not surely lie after a line's start."""
    if start is None:
        return Stage()
    said = _in_order(record, chronology)
    return _newest_last(
        one for one in said if chronology.surely_before(start.on, one[0]) is not True
    )


def _newest_last(said: Iterable[_Said]) -> Stage:
    stage = Stage()
    for _on, values in said:
        stage = stage._replace(**values)
    return stage


def _in_order(record: PatientRecord, chronology: Chronology) -> list[_Said]:
    """Return what was stated and has a place in time, by its day."""
    said = [*_stagings(record), *_visits(record)]
    placed = [(span.middle, one) for one in said if (span := chronology.span(one[0]))]
    placed.sort(key=lambda pair: pair[0])
    return [one for _day, one in placed]


def _stagings(record: PatientRecord) -> Iterable[_Said]:
    for staging in record.stagings:
        values = {
            "bclc": staging.bclc,
            "cnlc": staging.cnlc,
            "child_pugh": stated_class(staging) or None,
            "ecog": staging.ecog,
        }
        stated = {name: value for name, value in values.items() if value is not None}
        yield ClinicalDate.at("staging", staging.id), stated


def _visits(record: PatientRecord) -> Iterable[_Said]:
    for visit in record.visits:
        if visit.ecog is not None:
            yield ClinicalDate.at("visit", visit.id), {"ecog": visit.ecog}
