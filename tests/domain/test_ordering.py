"""Entries in order of time."""

from __future__ import annotations

from dataclasses import replace

from hcclog.domain.chronology import Chronology
from hcclog.domain.ordering import newest_first, oldest_first
from tests.report.samples import course, empty_case, lab

EARLY, LATE = lab("2020-01", "1"), lab("2024", "2")
LOST = lab("course:gone:start + 1 month", "3")
RECORD = replace(empty_case(), labs=(LOST, LATE, EARLY))


def test_what_has_no_place_in_time_stands_last_both_ways() -> None:
    chronology = Chronology(RECORD)
    assert oldest_first(RECORD.labs, chronology) == [EARLY, LATE, LOST]
    assert newest_first(RECORD.labs, chronology) == [LATE, EARLY, LOST]


def test_what_lasts_stands_by_its_first_day() -> None:
    given = course("C1", "lenvatinib", "2022-02", "2025-01")
    mixed = (LATE, given, EARLY)
    assert oldest_first(mixed, Chronology(RECORD)) == [EARLY, given, LATE]
