"""Ids: UUIDs of version 7 that ascend, whatever the clock does."""

from __future__ import annotations

from itertools import pairwise
from uuid import RFC_4122, UUID

from hcclog.domain.ids import IdFactory, uuid7


def test_an_id_is_a_uuid_of_version_7_with_its_time() -> None:
    made = UUID(uuid7(1_700_000_000_000, 5, b"12345678"))
    assert (made.version, made.variant) == (7, RFC_4122)
    assert made.int >> 80 == 1_700_000_000_000


def test_d_09_ids_ascend_while_the_clock_stands_or_goes_back() -> None:
    times = iter([100, 100, 50, 50, *[51] * 5000, 200])
    new_id = IdFactory(lambda: next(times))
    made = [new_id() for _ in range(5005)]
    assert all(one < other for one, other in pairwise(made))
    assert len(set(made)) == len(made)
