"""All scores of one record, computed beside what clinicians stated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.rules.scores.albi import albi
from hcclog.rules.scores.child_pugh import child_pugh
from hcclog.rules.scores.compare import COMPARED, compare, reported_of
from hcclog.rules.scores.ctcae import GRADED, graded
from hcclog.rules.scores.meld import meld_scores
from hcclog.rules.scores.observed import RecordAt
from hcclog.rules.scores.stages import BCLC, CNLC
from hcclog.rules.scores.staging import stage
from hcclog.rules.scores.thrombus_grade import vp_grade

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.domain.chronology import Chronology
    from hcclog.domain.dates import ClinicalDate
    from hcclog.domain.record import PatientRecord
    from hcclog.domain.staging import Staging
    from hcclog.rules.scores.score import Score


def scores(
    record: PatientRecord, chronology: Chronology, as_of: ClinicalDate | None = None
) -> tuple[Score, ...]:
    """Return every score of a record.

    First the scores as of the day: each input is the newest at or before it, never a later one.
    Then, for each staging that states a class or stage, what was computed as of its own date, where
    that rests on other values; a statement is compared with what was known when it was made.

    Args:
        record: One patient.
        chronology: Of the same record.
        as_of: The day; a month or year means its last day. None takes the newest values.

    Raises:
        ValueError: The day has no place on the record's time axis.
    """
    at = RecordAt(record, chronology, as_of)
    now = {score.name: score for score in _all(at)}
    earlier = []
    for staging in _stagings(at):
        then_at = RecordAt(record, chronology, staging.on)
        for name in COMPARED:
            if not reported_of(name, staging):
                continue
            then = _one(name, then_at)
            if _same(now[name], then):
                now[name] = compare(now[name], staging, at)
            else:
                earlier.append(compare(then, staging, then_at))
    return (*now.values(), *_grades(at), *earlier)


def _all(at: RecordAt) -> Iterator[Score]:
    at_day = (child_pugh(at), *albi(at), *meld_scores(at), *_stages(at), vp_grade(at))
    for score in at_day:
        yield score._replace(as_of=at.as_of)


def _stages(at: RecordAt) -> tuple[Score, ...]:
    return stage(BCLC, at), stage(CNLC, at)


def _one(name: str, at: RecordAt) -> Score:
    """Return one of the scores that are compared, as of the day."""
    systems = {system.name: system for system in (BCLC, CNLC)}
    score = stage(systems[name], at) if name in systems else child_pugh(at)
    return score._replace(as_of=at.as_of)


def _same(one: Score, other: Score) -> bool:
    """True where two scores rest on the same values."""
    return (one.grade, one.inputs) == (other.grade, other.inputs)


def _stagings(at: RecordAt) -> list[Staging]:
    """Return the stagings at or before the day, in order of time."""
    held = [staging for staging in at.record.stagings if at.holds(staging.on)]
    return sorted(held, key=lambda staging: at.day(staging.on))


def _grades(at: RecordAt) -> Iterator[Score]:
    """Yield the CTCAE grade of the newest result of each test that has grades."""
    of_tests = [
        [lab for lab in at.record.labs if lab.analyte == code and at.holds(lab.on)]
        for code in GRADED
    ]
    newest = [max(held, key=lambda lab: at.day(lab.on)) for held in of_tests if held]
    found = [graded(lab, at.chronology) for lab in newest]
    yield from (score._replace(as_of=at.as_of) for score in found if score is not None)
