"""Which assessment is the progression, by criteria with and without a confirmation."""

from __future__ import annotations

import pytest

from hcclog.domain.response import Category
from hcclog.rules.endpoints.progression import Progression, progression

CASES = [
    pytest.param("SD PR", None, id="none"),
    pytest.param("", None, id="no assessment"),
    pytest.param("SD PD PR PD", Progression(1), id="the first PD"),
    pytest.param("PR NE PD", Progression(2, n_missed=1), id="one NE before it"),
    pytest.param("PR NE NE PD", Progression(3, n_missed=2), id="two NE directly before it"),
    pytest.param("NE NE SD PD", Progression(3), id="NE earlier do not matter"),
    pytest.param("NE NE PD", Progression(2, n_missed=2), id="NE from the start"),
    pytest.param("NE NE PD NE", Progression(2, n_missed=2), id="NE after it was not missed"),
    pytest.param(
        "NE NE iUPD", Progression(2, unconfirmed=True, n_missed=2), id="NE before it, unconfirmed"
    ),
    pytest.param("iSD iUPD iCPD", Progression(1, 2), id="iUPD that is confirmed"),
    pytest.param("iUPD iUPD iCPD", Progression(0, 2), id="the first of several iUPD"),
    pytest.param("iUPD NE iCPD", Progression(0, 2), id="NE resets nothing"),
    pytest.param("iUPD iSD iUPD iCPD", Progression(2, 3), id="iSD resets"),
    pytest.param("iUPD iPR iUPD iCPD", Progression(2, 3), id="iPR resets"),
    pytest.param("iUPD iCR iUPD iCPD", Progression(2, 3), id="iCR resets"),
    pytest.param("iUPD NON-iCR/NON-iUPD iUPD iCPD", Progression(2, 3), id="without targets too"),
    pytest.param("iUPD ND iUPD", Progression(2, unconfirmed=True), id="no disease any more"),
    pytest.param("iUPD iSD", None, id="reset, and nothing after"),
    pytest.param("iSD iUPD NE", Progression(1, unconfirmed=True), id="never confirmed"),
    pytest.param("NE NE iUPD iCPD", Progression(2, 3, n_missed=2), id="NE before iUPD"),
    pytest.param("iSD iCPD", Progression(1, 1), id="iCPD without iUPD"),
]


@pytest.mark.parametrize(("names", "expected"), CASES)
def test_progression(names: str, expected: Progression | None) -> None:
    categories = [Category(name) for name in names.split()]
    assert progression(categories, unconfirmed=True) == expected


@pytest.mark.parametrize(
    ("names", "at"),
    [
        pytest.param("iSD iUPD NE", None, id="never confirmed"),
        pytest.param("iSD iUPD iCPD", 1, id="confirmed"),
    ],
)
def test_by_switch_only_what_was_confirmed(names: str, at: int | None) -> None:
    found = progression([Category(name) for name in names.split()], unconfirmed=False)
    assert (found.at if found else None) == at
