"""Invented patients in a store, each with lines of therapy, sums of diameters and an end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from hcclog.commands.base import Add
from hcclog.domain.assessment import Assessment
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import PatientId
from hcclog.domain.lesion import Lesion, Measurement
from hcclog.domain.patient import Aetiology, Patient, Sex
from hcclog.domain.response import LesionRole, ResponseSeries, SeriesLesion
from hcclog.domain.staging import Staging
from hcclog.domain.therapy import Course, LineOfTherapy
from hcclog.domain.visit import Outcome, OutcomeKind
from hcclog.logbook import Logbook
from tests.books import an_id

_AGENTS = (("lenvatinib",), ("atezolizumab", "bevacizumab"), ("sorafenib",), ("durvalumab",))
_EVERY_DAYS = 60


@dataclass(frozen=True)
class Member:
    """One patient to be logged.

    Attributes:
        sizes: Of the one target lesion in mm, of each line: at its start and every 60 days.
    """

    code: str
    sizes: Sequence[Sequence[int]] = ((50, 30, 25),)
    agents: Sequence[Sequence[str]] = (("lenvatinib",), ("sorafenib",), ("regorafenib",))
    begun: date = date(2024, 1, 8)
    sex: Sex = Sex.MALE
    aetiology: Aetiology | None = Aetiology.HBV
    bclc: str | None = "C"
    end: OutcomeKind = OutcomeKind.LAST_FOLLOW_UP


def log(book: Logbook, *members: Member) -> list[PatientId]:
    """Enter patients into a store, and return their ids."""
    ids = []
    for member in members:
        entities = list(_entities(member))
        book.do(Add(tuple(entities)))
        ids.append(PatientId(entities[0].id))
    return ids


def ward(n: int, seed: int = 3) -> list[Member]:
    """Return so many patients, the same in every run."""
    random = Random(seed)
    return [_anybody(random, k) for k in range(1, n + 1)]


def _anybody(random: Random, k: int) -> Member:
    n_lines = random.choice((1, 1, 1, 2, 2, 3))
    return Member(
        f"HCC-{k:03d}",
        sizes=tuple(_sizes(random) for _ in range(n_lines)),
        agents=tuple(random.choice(_AGENTS) for _ in range(n_lines)),
        begun=date(2017, 1, 9) + timedelta(days=random.randrange(2000)),
        sex=random.choice((Sex.MALE, Sex.MALE, Sex.MALE, Sex.FEMALE)),
        aetiology=random.choice((Aetiology.HBV, Aetiology.HCV, Aetiology.MASH, None)),
        bclc=random.choice(("A", "B", "C", "C", None)),
        end=random.choice((OutcomeKind.DEATH, OutcomeKind.LAST_FOLLOW_UP)),
    )


def _sizes(random: Random) -> tuple[int, ...]:
    """Return a tumour that falls and grows again, or grows at once; one scan alone now and then."""
    first = random.randint(20, 110)
    sizes, size = [first], float(first)
    fall = random.uniform(0.55, 1.15)
    for _ in range(random.randint(0, 7)):
        size *= fall
        fall = min(fall + random.uniform(0.05, 0.2), 1.3)
        sizes.append(max(round(size), 0))
    return tuple(sizes)


def _entities(member: Member) -> Iterator[Any]:
    causes = () if member.aetiology is None else (member.aetiology,)
    patient = Patient(PatientId(an_id()), member.code, sex=member.sex, aetiologies=causes)
    yield patient
    if member.bclc is not None:
        yield Staging(an_id(), patient.id, _on(member.begun), bclc=member.bclc)
    lesion = Lesion(an_id(), patient.id, "T1", "liver")
    yield lesion
    day = member.begun
    for number, sizes in enumerate(member.sizes, start=1):
        until = day + timedelta(days=_EVERY_DAYS * len(sizes))
        goes_on = number == len(member.sizes) and member.end is OutcomeKind.LAST_FOLLOW_UP
        line = LineOfTherapy(an_id(), patient.id, number)
        yield line
        for agent in member.agents[number - 1]:
            end = None if goes_on else _on(until - timedelta(days=5))
            yield Course(an_id(), patient.id, line.id, agent, _on(day), end)
        yield from _imaging(patient.id, line, lesion, day, sizes)
        day = until
    yield Outcome(an_id(), patient.id, _on(day), member.end)


def _imaging(
    patient_id: PatientId, line: LineOfTherapy, lesion: Lesion, start: date, sizes: Sequence[int]
) -> Iterator[Any]:
    days = [start + timedelta(days=_EVERY_DAYS * k) for k in range(len(sizes))]
    scans = [Assessment(an_id(), patient_id, _on(day)) for day in days]
    yield from scans
    series = ResponseSeries(an_id(), patient_id, f"line {line.number}", scans[0].id, line.id)
    yield series
    yield SeriesLesion(an_id(), patient_id, series.id, lesion.id, LesionRole.TARGET)
    for scan, size in zip(scans, sizes, strict=True):
        yield Measurement(an_id(), patient_id, scan.id, lesion.id, Decimal(size))


def _on(day: date) -> ClinicalDate:
    return ClinicalDate.parse(day.isoformat())
