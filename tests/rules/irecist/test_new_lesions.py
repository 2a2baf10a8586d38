"""iRECIST: new lesions are measured apart."""

from __future__ import annotations

import pytest

from hcclog.domain.lesion import LesionKind
from hcclog.domain.response import Criteria, LesionRole
from hcclog.rules.criteria import IRECIST
from hcclog.rules.irecist.new_lesions import NewLesions
from tests.rules.courses import judged, overall
from tests.rules.tracks import a_follow_up, a_track

MONTHLY = tuple(f"day {30 * n}" for n in range(9))


def answers(text: str) -> list[str]:
    """Return the categories of one series; its assessments are 30 days apart."""
    n_points = text.splitlines()[0].count("|") + 1
    return overall(judged(text, Criteria.IRECIST, MONTHLY[:n_points]))


NEW_TARGETS = [
    pytest.param("L1 new node: - | 14.9 | 15", "iCPD", id="a node of 14.9 mm is a new non-target"),
    pytest.param("L1 new node: - | 15 | 19.9", "iUPD", id="a node of 15 mm is a new target"),
    pytest.param(
        "L1 new lung: - | 20 | 20\nL2 new lung: - | 20 | 20\nL3 new lung: - | 12 | 13",
        "iCPD",
        id="a third one in one organ is a non-target",
    ),
    pytest.param(
        "L1 new lung: - | 20 | 20\nL2 new lung: - | 12 | 13\nL3 new lung: - | 20 | 20",
        "iCPD",
        id="the largest are the targets",
    ),
    pytest.param(
        "\n".join(f"L{n} new {organ}: - | 12 | 12.9" for n, organ in enumerate("abcde")),
        "iUPD",
        id="five organs: five targets, +4.5 mm",
    ),
    pytest.param(
        "\n".join(f"L{n} new {organ}: - | 12 | 12.5" for n, organ in enumerate("abcdef")),
        "iCPD",
        id="the sixth is a non-target, and any growth counts",
    ),
    pytest.param("L1 new lung: - | 12 | too-small", "iUPD", id="too small to measure is no growth"),
    pytest.param(
        "L1 new lung: - | 12 | too-small\nL2 new brain: - | 12 | 24",
        "iCPD",
        id="too small to measure counts as 5 mm: +5 mm in all",
    ),
    pytest.param(
        "L1 new lung: - | 12 | 7 too-small\nL2 new brain: - | 12 | 22",
        "iCPD",
        id="a measured size counts as measured: +5 mm in all",
    ),
    pytest.param(
        "L1 new lung: - | 12 | 17 | absent", "iCPD iCPD", id="what comes later changes nothing"
    ),
    pytest.param("L1 new lung: - | 8 | 9 | absent", "iCPD iCPD", id="nor for a new non-target"),
    pytest.param(
        "L1 new lung: - | 12 | 12\nL2 new lung: - | 12 | -",
        "iUPD",
        id="one that is not measured proves nothing",
    ),
]


@pytest.mark.parametrize(("text", "expected"), NEW_TARGETS)
def test_new_targets_are_chosen_apart(text: str, expected: str) -> None:
    target = "T1 target liver: 50" + " | 50" * (1 + len(expected.split()))
    assert answers(f"{target}\n{text}") == ["iUPD", *expected.split()]


def test_nodes_of_different_places_are_one_organ() -> None:
    places = ("axilla", "neck", "groin")
    nodes = [
        a_track(f"n{n} - | 20 | 20", LesionRole.NEW, kind=LesionKind.NODE, place=place)
        for n, place in enumerate(places)
    ]
    follow_up = a_follow_up(a_track("t 50 | 50 | 50"), *nodes)
    new = NewLesions(follow_up, IRECIST)
    assert [track.label for track in new.targets(1)] == ["n0", "n1"]
    assert [track.label for track in new.others(1)] == ["n2"]
