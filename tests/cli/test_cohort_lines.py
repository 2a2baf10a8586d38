"""A cohort as lines of text says of survival what its picture says."""

from __future__ import annotations

import pytest

from hcclog.cli.cohort_lines import cohort_lines
from hcclog.cohort.filters import choose
from hcclog.cohort.views import Estimate, ResponseTable, Survival, SurvivalCurve
from hcclog.domain.response import Criteria
from hcclog.report.cohort.survival import median_text

MONTH = 30.4375
MEDIANS = [
    pytest.param(Estimate(None, None, None), "not reached", id="nothing is known"),
    pytest.param(
        Estimate(None, 2 * MONTH, None), "not reached (2.0 to not reached)", id="only a lower end"
    ),
    pytest.param(
        Estimate(3 * MONTH, 2 * MONTH, None), "3.0 months (2.0 to not reached)", id="no upper end"
    ),
    pytest.param(
        Estimate(3 * MONTH, 2 * MONTH, 4 * MONTH), "3.0 months (2.0 to 4.0)", id="all of it"
    ),
]


@pytest.mark.parametrize(("median", "words"), MEDIANS)
def test_a_median_is_told_with_its_interval(median: Estimate, words: str) -> None:
    curve = SurvivalCurve("all", (), median, 3, 1)
    survival = Survival("OS", "Overall survival", Criteria.RECIST_1_1, (curve,), (), "", 0)
    table = ResponseTable((), confirmed=False, method="")
    lines = list(cohort_lines(choose([]), table, [survival]))
    assert f"  all: n 3, 1 event, median {words}" in lines
    assert median_text(median) == words
