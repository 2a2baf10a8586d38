"""Overall response: every row of the published tables, by enumeration."""

from __future__ import annotations

from itertools import product

import pytest

from hcclog.domain.response import Category
from hcclog.rules.overall import OVERALL
from tests.rules.courses import judged, overall

C = Category
TARGETS = (C.CR, C.PR, C.SD, C.NE, C.PD)
OTHERS = (C.NOT_APPLICABLE, C.CR, C.NON_CR_NON_PD, C.NE, C.PD)
NEW = ("yes", "no", "equivocal")


def published(target: Category, other: Category, new: str) -> Category:
    """Say what Table 1 of RECIST 1.1 says, read row by row from the paper."""
    if C.PD in {target, other} or new == "yes":
        return C.PD
    if target is C.CR:
        return C.CR if other in {C.CR, C.NOT_APPLICABLE} else C.PR
    return target


@pytest.mark.parametrize(
    ("target", "other", "new"),
    list(product(TARGETS, OTHERS, NEW)),
    ids=lambda part: part if isinstance(part, str) else part.value,
)
def test_table_1_with_targets(target: Category, other: Category, new: str) -> None:
    assert OVERALL[target, other, new].overall is published(target, other, new)


WITHOUT = [
    (C.CR, "no", C.CR),
    (C.NON_CR_NON_PD, "no", C.NON_CR_NON_PD),
    (C.NE, "no", C.NE),
    (C.PD, "no", C.PD),
    (C.CR, "yes", C.PD),
    (C.NON_CR_NON_PD, "yes", C.PD),
    (C.NE, "yes", C.PD),
    (C.PD, "yes", C.PD),
    (C.NOT_APPLICABLE, "no", C.ND),
    (C.NOT_APPLICABLE, "yes", C.PD),
]


@pytest.mark.parametrize(
    ("other", "new", "expected"),
    WITHOUT,
    ids=lambda part: part if isinstance(part, str) else part.value,
)
def test_table_2_without_targets(other: Category, new: str, expected: Category) -> None:
    assert OVERALL[C.NOT_APPLICABLE, other, new].overall is expected


CLAUSES = [
    pytest.param(C.SD, C.NON_CR_NON_PD, "overall", id="with targets"),
    pytest.param(C.NOT_APPLICABLE, C.NON_CR_NON_PD, "without_targets", id="without targets"),
    pytest.param(C.NOT_APPLICABLE, C.NOT_APPLICABLE, "without_targets", id="without any disease"),
]


@pytest.mark.parametrize(("target", "other", "clause"), CLAUSES)
def test_a_row_rests_on_its_table(target: Category, other: Category, clause: str) -> None:
    assert OVERALL[target, other, "no"].clause == clause


def test_no_disease_stays_no_disease_until_something_appears() -> None:
    response = judged("L1 new lung: - | - | 12")
    assert overall(response) == ["ND", "PD"]
    assert "none now" in response.timepoints[1].overall.sentence


REASONS = [
    pytest.param(
        "T1 target liver: 81.5 | 59.7 | 70.3\nL1 new lung: - | - | 12.4",
        "One new lesion (L1, lung, 12.4 mm). The sum alone would be SD: 70.3 mm is +17.8 % over "
        "the nadir 59.7 mm of day 60, below +20 %.",
        id="what the sum alone would be",
    ),
    pytest.param(
        "T1 target liver: 50 | 40\nL1 new lung: - | 12",
        "The sum alone would be SD: 40.0 mm",
        id="shrunk",
    ),
    pytest.param(
        "T1 target liver: 50 | absent\nN1 non-target lung: present | present",
        "That makes the response partial.",
        id="targets gone, others stay",
    ),
    pytest.param(
        "T1 target liver: 50 | 40\nN1 non-target lung: present | -",
        "was not assessed",
        id="SD with NE",
    ),
    pytest.param(
        "T1 target liver: 50 | 65\nL1 new lung: - | 12", "needs +20 % and +5 mm", id="both"
    ),
    pytest.param(
        "T1 target liver: 50 | -\nN1 non-target lung: present | progressed",
        "alone would be NE",
        id="NE outweighed",
    ),
    pytest.param(
        "T1 target liver: 50 | 40\nL1 new lung: - | equivocal", "equivocal", id="equivocal"
    ),
]


@pytest.mark.parametrize(("text", "words"), REASONS)
def test_the_reason(text: str, words: str) -> None:
    assert words in judged(text).timepoints[-1].overall.sentence
