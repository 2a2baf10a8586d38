"""Vp: each grade with its meaning."""

from __future__ import annotations

import pytest

from hcclog.rules.scores.thrombus_grade import CLAUSE, vp_grade
from tests.rules.scores.records import a_chart, a_staging, at, said

MEANINGS = [
    (0, "no tumour thrombus in the portal vein"),
    (1, "beyond the second-order branches"),
    (2, "in second-order branches"),
    (3, "in first-order branches"),
    (4, "in the main trunk or in a branch of the other side"),
]


@pytest.mark.parametrize(("grade", "meaning"), MEANINGS)
def test_a_grade_has_its_meaning(grade: int, meaning: str) -> None:
    score = vp_grade(at(a_chart("", a_staging(vp=grade))))
    assert (score.value, score.grade, score.missing) == (grade, f"Vp{grade}", ())
    assert score.sentence == f"Vp{grade}, as stated on 2021-01-05: {meaning}."
    assert (score.shown, score.clause) == (str(grade), CLAUSE)
    assert [(each.words, each.entity_id) for each in score.inputs] == [(f"Vp {grade}", "staging")]
    assert score.findings == ()


def test_two_grades_of_one_day_are_said() -> None:
    score = vp_grade(at(a_chart("", a_staging(key="s1", vp=3), a_staging(key="s2", vp=1))))
    assert score.grade == "Vp1"
    assert said(score) == "Vp 3 (2021-01-05) may be as new as Vp 1 (2021-01-05), which is used."


@pytest.mark.parametrize("vp", [None, 7])
def test_without_a_grade_there_is_none(vp: int | None) -> None:
    score = vp_grade(at(a_chart("", a_staging(vp=vp))))
    assert (score.grade, score.missing, score.clause) == ("", ("Vp as stated",), CLAUSE)
