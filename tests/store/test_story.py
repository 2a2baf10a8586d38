"""Entries and events in one order of time, each kind in the order of writing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hcclog.domain.acts import Act
from hcclog.store.audit import AuditEvent
from hcclog.store.journal import Entry
from hcclog.store.story import in_one_order, local_time


def at(minute: int) -> str:
    return f"2026-11-21T09:{minute:02}:00.000+00:00"


def an_entry(seq: int, minute: int, offset: int = 0) -> Entry:
    return Entry(f"e{seq}", seq, "", "do", "", "", "", at(minute), offset, "", None, "")


def an_event(seq: int, minute: int, epoch: str = "here") -> AuditEvent:
    name = f"v{epoch}{seq}"
    return AuditEvent(name, seq, Act.OPEN, "", "{}", "", "", "", epoch, at(minute), 0, "", "", "")


MINUTES = st.lists(st.integers(0, 59), max_size=8)


@given(MINUTES, MINUTES, MINUTES)
def test_no_line_is_ever_reordered_and_nothing_is_lost(
    entries: list[int], here: list[int], there: list[int]
) -> None:
    journal = [an_entry(n, minute) for n, minute in enumerate(entries)]
    own = [an_event(n, minute) for n, minute in enumerate(here)]
    taken = [an_event(n, minute, "there") for n, minute in enumerate(there)]
    told = list(in_one_order(journal, [*own, *taken]))
    for line in (journal, own, taken):
        assert [each for each in told if each in line] == line
    assert len(told) == len(journal) + len(own) + len(taken)


def test_time_decides_between_the_lines() -> None:
    told = in_one_order([an_entry(1, 10), an_entry(2, 30)], [an_event(1, 20), an_event(2, 40)])
    assert [each.at_utc for each in told] == [at(10), at(20), at(30), at(40)]


def test_the_time_is_that_of_the_station() -> None:
    assert local_time(an_entry(1, 10, offset=-90)) == "2026-11-21T07:40:00-01:30"
