"""The Child-Pugh class that a stage needs: computed, or as stated."""

from __future__ import annotations

from typing import Any

import pytest

from hcclog.domain.staging import Ascites, Staging
from hcclog.rules.scores.liver_function import liver_function, stated_class
from tests.rules.scores.records import a_chart, a_staging, at

PARTS: dict[str, Any] = {
    "bilirubin_umol_l": 17,
    "albumin_g_l": 40,
    "inr": 1,
    "ascites": Ascites.NONE,
    "encephalopathy_grade": 0,
}

SOURCES = [
    pytest.param((), "", "", id="nothing"),
    pytest.param((a_staging(ecog=0),), "", "", id="a staging without a class"),
    pytest.param((a_staging(child_pugh_class="B"),), "B", "Child-Pugh B as stated", id="a class"),
    pytest.param(
        (a_staging(child_pugh_points=7),), "B", "Child-Pugh B, 7 points as stated", id="points"
    ),
    pytest.param((a_staging(**PARTS),), "A", "Child-Pugh A (5 points)", id="computed"),
    pytest.param(
        (a_staging(**PARTS, child_pugh_class="B"),),
        "A",
        "Child-Pugh A (5 points)",
        id="computed and stated at once",
    ),
    pytest.param(
        (a_staging(**PARTS), a_staging("2021-06-05", "s2", child_pugh_class="B")),
        "B",
        "Child-Pugh B as stated",
        id="stated later",
    ),
    pytest.param(
        (a_staging("2020-06-05", "s2", child_pugh_class="B"), a_staging(**PARTS)),
        "A",
        "Child-Pugh A (5 points)",
        id="stated earlier",
    ),
    pytest.param(
        (a_staging(child_pugh_class="A"), a_staging("2021-06-05", "s2", child_pugh_class="C")),
        "C",
        "Child-Pugh C as stated",
        id="the newest statement",
    ),
]


@pytest.mark.parametrize(("stagings", "grade", "words"), SOURCES)
def test_where_the_class_comes_from(stagings: tuple[Staging, ...], grade: str, words: str) -> None:
    found = liver_function(at(a_chart("", *stagings)))
    assert (found.grade, found.words) == (grade, words)


def test_a_computed_class_has_its_inputs_and_findings() -> None:
    record = a_chart("bilirubin 17 umol/L @2021-03-05", a_staging(**PARTS))
    found = liver_function(at(record))
    assert [each.name for each in found.inputs] == [
        "bilirubin",
        "albumin",
        "INR",
        "ascites",
        "encephalopathy",
    ]
    (told,) = found.findings
    assert told.startswith("The inputs are more than 30 days apart: ")


def test_a_stated_class_is_an_input() -> None:
    (told,) = liver_function(at(a_chart("", a_staging(child_pugh_points=7)))).inputs
    assert (told.words, told.entity, told.entity_id) == (
        "Child-Pugh B, 7 points",
        "staging",
        "staging",
    )


def test_a_class_that_contradicts_its_points_is_said_and_not_used() -> None:
    staging = a_staging(child_pugh_class="A", child_pugh_points=8)
    found = liver_function(at(a_chart("", staging)))
    assert (found.grade, found.inputs) == ("", ())
    assert found.findings == (
        "Child-Pugh 8 points are class B, but class A is stated (2021-01-05): neither is used.",
    )


def test_a_statement_after_the_day_does_not_count() -> None:
    record = a_chart("", a_staging("2021-06-05", child_pugh_class="B"))
    assert liver_function(at(record, "2021-05-05")).grade == ""


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"child_pugh_class": "A"}, "A"),
        ({"child_pugh_points": 10}, "C"),
        ({"child_pugh_class": "B", "child_pugh_points": 7}, "B"),
        ({}, ""),
    ],
)
def test_the_class_that_a_staging_states(fields: dict[str, Any], expected: str) -> None:
    assert stated_class(a_staging(**fields)) == expected
