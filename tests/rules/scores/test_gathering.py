"""Inputs that lie apart in time, and days that are not known exactly."""

from __future__ import annotations

import pytest

from hcclog.rules.scores.albi import albi
from tests.rules.scores.records import a_chart, a_staging, at, said

DATES = [
    pytest.param("2021-01-05", "2021-01-05", "", id="one day"),
    pytest.param("2021-01-05", "2021-02-04", "", id="exactly 30 days"),
    pytest.param(
        "2021-01-05",
        "2021-02-05",
        "The inputs are more than 30 days apart: from bilirubin (2021-01-05) to albumin "
        "(2021-02-05).",
        id="31 days",
    ),
    pytest.param(
        "2021-02-05",
        "2021-01-05",
        "The inputs are more than 30 days apart: from albumin (2021-01-05) to bilirubin "
        "(2021-02-05).",
        id="the other way round",
    ),
    pytest.param(
        "2021-01",
        "2021-01",
        "The day is not known exactly of bilirubin and albumin (2021-01).",
        id="one month",
    ),
    pytest.param(
        "2021-01-20",
        "2021-02",
        "The inputs may be more than 30 days apart: from bilirubin (2021-01-20) to albumin "
        "(2021-02). The day is not known exactly of albumin (2021-02).",
        id="a month that reaches beyond 30 days",
    ),
    pytest.param(
        "2021-01-02",
        "2021-02",
        "The inputs may be more than 30 days apart: from bilirubin (2021-01-02) to albumin "
        "(2021-02). The day is not known exactly of albumin (2021-02).",
        id="a month that begins after exactly 30 days",
    ),
    pytest.param(
        "2021-01-01",
        "2021-02",
        "The inputs are more than 30 days apart: from bilirubin (2021-01-01) to albumin "
        "(2021-02). The day is not known exactly of albumin (2021-02).",
        id="a month that begins after 31 days",
    ),
    pytest.param(
        "2021-01-20",
        "2021-04",
        "The inputs are more than 30 days apart: from bilirubin (2021-01-20) to albumin "
        "(2021-04). The day is not known exactly of albumin (2021-04).",
        id="a month that lies beyond 30 days",
    ),
]


@pytest.mark.parametrize(("bilirubin", "albumin", "words"), DATES)
def test_how_far_apart_the_inputs_are(bilirubin: str, albumin: str, words: str) -> None:
    results = f"bilirubin 17 umol/L @{bilirubin}; albumin 40 g/L @{albumin}"
    score = albi(at(a_chart(results)))[0]
    assert said(score) == words
    assert score.grade == "2"


def test_values_of_one_staging_are_of_one_moment() -> None:
    staging = a_staging("2021", bilirubin_umol_l=17, albumin_g_l=40)
    assert "apart" not in said(albi(at(a_chart("", staging)))[0])
