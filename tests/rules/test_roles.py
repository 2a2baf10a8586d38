"""Target, non-target or new: what was said, what was seen, and what was settled from both."""

from __future__ import annotations

from typing import Any

import pytest

from hcclog.domain.lesion import LesionKind
from hcclog.domain.response import LesionRole
from hcclog.rules.criteria import RECIST_1_1
from hcclog.rules.readings import FollowUp
from hcclog.rules.response import judge
from tests.rules.tracks import a_follow_up, a_reading, a_track

TARGET, NON_TARGET, NEW = LesionRole.TARGET, LesionRole.NON_TARGET, LesionRole.NEW


def sorted_as(follow_up: FollowUp) -> dict[str, str]:
    """Return each lesion's place in a series."""
    groups = {
        "target": follow_up.targets,
        "non-target": follow_up.non_targets,
        "new": follow_up.new,
    }
    return {track.label: name for name, tracks in groups.items() for track in tracks}


ROLES = [
    pytest.param("a 30 | 30", TARGET, "target", "", id="target as said"),
    pytest.param("a 30 | 30", NON_TARGET, "non-target", "", id="non-target as said"),
    pytest.param("a - | 30", NEW, "new", "", id="new as said"),
    pytest.param("a absent | 30", NEW, "new", "", id="new after it was looked for and not there"),
    pytest.param(
        "a 30 | 30", NEW, "non-target", "but was seen at the baseline:", id="new, but seen before"
    ),
    pytest.param("a - | 30", None, "new", "", id="without a role, first seen later"),
    pytest.param("a absent | 30", None, "new", "", id="without a role, not there at first"),
    pytest.param("a not-evaluable | 30", None, "new", "", id="without a role, not seen at first"),
    pytest.param(
        "a 30 | 30", None, "non-target", "has no role in this series", id="without a role, seen"
    ),
    pytest.param(
        "a 9.9 | 30", None, "non-target", "(9.9 mm, below the 10.0 mm", id="seen, and too small"
    ),
    pytest.param("a 10 | 30", None, "non-target", "as non-target.", id="seen, and large enough"),
    pytest.param("a present | 30", None, "non-target", "as non-target.", id="seen, no size"),
    pytest.param(
        "a 30 | 30", LesionRole.NOT_FOLLOWED, None, "is left out of this series", id="left out"
    ),
    pytest.param("a - | -", None, None, "", id="never read"),
]


@pytest.mark.parametrize(("text", "role", "settled", "finding"), ROLES)
def test_the_role_of_one_lesion(
    text: str, role: LesionRole | None, settled: str | None, finding: str
) -> None:
    follow_up = a_follow_up(a_track(text, role))
    assert sorted_as(follow_up).get("a") == settled
    assert finding in " ".join(follow_up.findings)
    assert bool(follow_up.findings) is bool(finding)


NODES = [
    pytest.param("a 9.9 | 12", "new", id="a normal node at the baseline is no disease"),
    pytest.param("a 10 | 12", "non-target", id="a node of 10 mm is"),
    pytest.param("a 14.9 | 12", "non-target", id="a node of 14.9 mm is no target"),
]


@pytest.mark.parametrize(("text", "settled"), NODES)
def test_a_node_without_a_role(text: str, settled: str) -> None:
    follow_up = a_follow_up(a_track(text, None, kind=LesionKind.NODE))
    assert sorted_as(follow_up) == {"a": settled}


def test_a_lesion_seen_before_the_baseline_is_not_new() -> None:
    known = a_track("a - | 12", None, known_before=a_reading("12"))
    gone = a_track("b - | 12", None, known_before=a_reading("absent"))
    follow_up = a_follow_up(known, gone)
    assert sorted_as(follow_up) == {"a": "non-target", "b": "new"}
    assert "was seen before the baseline" in follow_up.findings[0]


AWAITED: list[Any] = [
    pytest.param("a - | 12", False, 1, id="from a table: from its first row on"),
    pytest.param("a - | 12", True, 0, id="planned: from the baseline on"),
    pytest.param("a 12 | 12", False, 0, id="read at the baseline"),
    pytest.param("a - | -", False, 0, id="never read"),
]


@pytest.mark.parametrize(("text", "in_plan", "awaited"), AWAITED)
def test_from_when_on_a_lesion_is_awaited(text: str, in_plan: bool, awaited: int) -> None:
    track = a_track(text, NON_TARGET, in_plan=in_plan)
    a_follow_up(a_track("t 30 | 30"), track)
    assert track.expected_from == awaited


def test_a_target_read_too_late_is_a_finding() -> None:
    late = a_track("b - | 12")
    follow_up = a_follow_up(a_track("a 30 | 30"), late)
    assert late.late
    (finding,) = follow_up.findings
    assert finding.startswith("b is a target but was first read on day 60, after the baseline")


PARTS = [
    pytest.param(TARGET, "target", id="of a target"),
    pytest.param(NON_TARGET, "non-target", id="of a non-target"),
    pytest.param(NEW, "new", id="of a new lesion"),
]


@pytest.mark.parametrize(("role", "settled"), PARTS)
def test_a_part_has_the_role_of_what_it_was_split_from(role: LesionRole, settled: str) -> None:
    whole = "a - | 30 | 18" if role is NEW else "a 30 | 30 | 18"
    follow_up = a_follow_up(a_track(whole, role), a_track("b - | - | 15 split:a", None))
    assert sorted_as(follow_up) == {"a": settled, "b": settled}
    assert not follow_up.findings


def test_parts_that_name_each_other_end_somewhere() -> None:
    one, other = a_track("a - | 18 split:b"), a_track("b - | 15 split:a")
    follow_up = a_follow_up(one, other)
    assert sorted_as(follow_up) == {"a": "target", "b": "target"}


def test_a_part_of_parts_that_name_each_other_ends_somewhere_too() -> None:
    ring = a_track("a - | 18 split:b"), a_track("b - | 15 split:a")
    follow_up = a_follow_up(a_track("c - | 9 split:a", NON_TARGET), *ring)
    assert sorted_as(follow_up) == {"c": "target", "a": "target", "b": "target"}


def test_a_part_of_a_lesion_that_is_not_there_stands_alone() -> None:
    part = a_track("b - | 15 split:x", None)
    assert sorted_as(a_follow_up(a_track("a 30 | 30"), part)) == {"a": "target", "b": "new"}


def test_days_that_may_be_the_other_way_round_overlap() -> None:
    tracks = a_track("a 30 | 30 | 30")
    assert a_follow_up(tracks, days=[0, 60, 60]).overlaps == {1: [2], 2: [1]}
    assert a_follow_up(tracks, days=[0, 60, 61]).overlaps == {}


def test_a_target_read_too_late_is_in_no_sum() -> None:
    follow_up = a_follow_up(a_track("a 30 | 30 | 50"), a_track("b - | 12 | 12"))
    _, found = judge(follow_up, RECIST_1_1)
    assert [one.target.now.sum_mm for one in found] == [30, 50]
    assert [one.overall.overall.value for one in found] == ["NE", "PD"]
    assert follow_up.findings[-1].endswith("from then on the sums cannot be compared.")


ABSENT = [
    pytest.param(LesionRole.TARGET, "a absent | 12", "new", id="a target"),
    pytest.param(LesionRole.NON_TARGET, "a absent | present", "new", id="a non-target"),
    pytest.param(LesionRole.NON_TARGET, "a - | present", "non-target", id="one without a reading"),
    pytest.param(LesionRole.NEW, "a absent | 12", "new", id="a new one, of which nothing is said"),
]


@pytest.mark.parametrize(("role", "text", "counted"), ABSENT)
def test_a_lesion_that_was_absent_at_the_baseline_is_new_where_it_is_seen(
    role: LesionRole, text: str, counted: str
) -> None:
    lesion = a_track(text, role, in_plan=True)
    follow_up = a_follow_up(lesion)
    assert str(lesion.role) == counted
    told = f"a is called {role} but was absent at the baseline: where it is seen later, it is new."
    assert (told in follow_up.findings) is (str(role) != counted)
