"""Tumour markers beside a complete response: each read by its own limit, near the assessment."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import EntityId
from hcclog.domain.labs import LabResult, Qualitative
from hcclog.domain.quantities import Comparator
from hcclog.domain.response import Category, Criteria, LesionRole
from hcclog.rules.criteria import RECIST_1_1
from hcclog.rules.normal_markers import MarkerResults, Placed, is_normal
from hcclog.rules.reasons import overall_reason
from hcclog.rules.response import judge
from hcclog.rules.timeline import timeline
from hcclog.rules.verdict import Timepoint
from tests.rules.courses import P, a_record
from tests.rules.tracks import a_follow_up, a_track

GONE = "N1 non-target lung: present | absent"
_SIGNS = sorted(Comparator, key=lambda sign: -len(sign.value))


def a_lab(text: str) -> LabResult:
    """Return a result from ``afp >400 up to 7 on day 60 until day 90``; words are qualitative."""
    head, _, period = text.partition(" on ")
    on, _, until = period.partition(" until ")
    said, _, high = head.partition(" up to ")
    analyte, value = said.split()
    sign = next((one for one in _SIGNS if value.startswith(one.value)), Comparator.EQUAL)
    given: dict[str, Any] = {"comparator": sign, "unit": "ng/mL"}
    if value.isalpha():
        given = {"qualitative": Qualitative(value)}
    else:
        given["value"] = Decimal(value.lstrip("<>="))
    if high:
        given["reference_high"] = Decimal(high)
    if until:
        given["until_on"] = ClinicalDate.parse(until)
    return LabResult(EntityId(text), P, ClinicalDate.parse(on or "day 60"), analyte, **given)


def judged(labs: str, text: str = GONE, *, required: bool = True) -> Timepoint:
    """Return the last assessment, of day 60, beside the results, which commas divide."""
    record = replace(a_record(text), labs=tuple(a_lab(one) for one in labs.split(", ") if one))
    rules = {Criteria.RECIST_1_1: replace(RECIST_1_1, require_normal_markers=required)}
    return timeline(record, (Criteria.RECIST_1_1,), rules).responses[0].timepoints[-1]


LIMITS = [
    pytest.param("afp 6.99 up to 7", True, id="just below the limit"),
    pytest.param("afp 7 up to 7", True, id="at the limit"),
    pytest.param("afp 7.01 up to 7", False, id="just above the limit"),
    pytest.param("afp <7 up to 7", True, id="below the limit, so much is known"),
    pytest.param("afp <=7 up to 7", True, id="at most the limit"),
    pytest.param("afp <7.1 up to 7", None, id="below a number above the limit"),
    pytest.param("afp >7 up to 7", False, id="more than the limit"),
    pytest.param("afp >=7 up to 7", None, id="at least the limit"),
    pytest.param("afp >=7.1 up to 7", False, id="at least more than the limit"),
    pytest.param("afp >6.9 up to 7", None, id="more than a number below the limit"),
    pytest.param("afp 5", None, id="no reference range"),
    pytest.param("afp normal", True, id="normal, in words"),
    pytest.param("afp raised", False, id="raised, in words"),
    pytest.param("afp low", None, id="low, in words"),
]


@pytest.mark.parametrize(("text", "expected"), LIMITS)
def test_a_result_is_read_by_its_own_limit(text: str, expected: bool | None) -> None:
    assert is_normal(a_lab(text)) is expected


def test_a_result_that_says_nothing_is_not_known() -> None:
    assert is_normal(replace(a_lab("afp normal"), qualitative=None)) is None


STAYS, GONE_ALL, OPEN = Category.NON_CR_NON_PD, Category.CR, Category.NE
REQUIRED = [
    pytest.param("afp 7 up to 7", GONE_ALL, "All non-targets are gone.", id="normal"),
    pytest.param(
        "afp 84.59 up to 7",
        STAYS,
        "AFP was 84.59 ng/mL (day 60), above the upper limit 7 ng/mL.",
        id="raised",
    ),
    pytest.param("", OPEN, "None was measured in the 28 days before", id="none"),
    pytest.param("afp >400 up to 7", STAYS, "AFP was >400 ng/mL (day 60), above", id="bound above"),
    pytest.param("afp 5", OPEN, "AFP was 5 ng/mL (day 60), without a reference range.", id="bare"),
    pytest.param("afp >=7 up to 7", OPEN, "on either side of the upper limit 7 ng/mL", id="bound"),
    pytest.param("afp low", OPEN, "AFP was low (day 60), which does not say", id="low"),
    pytest.param("afp raised", STAYS, "AFP was raised (day 60).", id="words"),
    pytest.param(
        "afp 5 up to 7, pivka-ii 90 up to 40", STAYS, "PIVKA-II was 90 ng/mL", id="one of two"
    ),
    pytest.param("afp 5 up to 7, cea 3", OPEN, "CEA was 3 ng/mL", id="one of two has no range"),
    pytest.param("afp 90 up to 7, cea 3", STAYS, "AFP was 90 ng/mL", id="raised outweighs open"),
    pytest.param("vegf 900 up to 160", OPEN, "None was measured", id="VEGF tells of no tumour"),
    pytest.param("afp 5 up to 7 on day 32", GONE_ALL, "", id="28 days before"),
    pytest.param("afp 5 up to 7 on day 31", OPEN, "None was measured", id="29 days before"),
    pytest.param("afp 5 up to 7 on day 61", OPEN, "None was measured", id="a day after"),
    pytest.param("afp 90 up to 7 on day 40, afp 5 up to 7 on day 50", GONE_ALL, "", id="nearest"),
    pytest.param(
        "afp 90 up to 7, afp 5 up to 7 on day 60", STAYS, "", id="two of one day, one raised"
    ),
    pytest.param(
        "pivka-ii 90 up to 40 on day 0, afp 5 up to 7",
        OPEN,
        "PIVKA-II was 90 ng/mL (day 0), above the upper limit 40 ng/mL, and it has no result "
        "in the 28 days before this assessment.",
        id="raised before and not looked at since",
    ),
    pytest.param("pivka-ii 30 up to 40 on day 0, afp 5 up to 7", GONE_ALL, "", id="normal before"),
    pytest.param("afp normal on day 1 until day 90", GONE_ALL, "", id="a period that holds it"),
    pytest.param("afp normal on day 1 until day 40", GONE_ALL, "", id="a period that ended near"),
    pytest.param("afp normal on day 1 until day 20", OPEN, "", id="a period that ended long ago"),
    pytest.param("afp 5 up to 7 on 2021-10", OPEN, "None was", id="a date without a place"),
]


@pytest.mark.parametrize(("labs", "category", "words"), REQUIRED)
def test_where_normal_markers_are_required(labs: str, category: Category, words: str) -> None:
    point = judged(labs)
    assert point.non_target.value is category
    assert words in point.non_target.sentence


@pytest.mark.parametrize(
    ("labs", "words"),
    [
        pytest.param("afp 90 up to 7", "AFP was 90 ng/mL (day 60), above", id="raised"),
        pytest.param("afp 7 up to 7", "not above the upper limit 7 ng/mL.", id="normal"),
        pytest.param("afp normal", "AFP was normal (day 60).", id="in words"),
        pytest.param("", "None was measured in the 28 days", id="not known"),
    ],
)
def test_by_default_the_markers_are_a_finding(labs: str, words: str) -> None:
    point = judged(labs, required=False)
    assert point.non_target.value is Category.CR
    (found,) = [f.sentence for f in point.findings]
    assert found.startswith("By RECIST 1.1 tumour markers must be normal too")
    assert words in found


def test_a_complete_response_of_targets_alone_has_the_finding_too() -> None:
    point = judged("afp 90 up to 7", "T1 target lung: 20 | absent", required=False)
    assert point.overall.value is Category.CR
    assert "AFP was 90 ng/mL" in point.findings[0].sentence


PERSISTING = [
    pytest.param("N1 non-target lung: present | present", STAYS, "persists", id="persists"),
    pytest.param("N1 non-target lung: present | -", OPEN, "not assessed", id="not assessed"),
    pytest.param("N1 non-target lung: present | progressed", Category.PD, "clearly", id="PD"),
]


@pytest.mark.parametrize(("text", "category", "words"), PERSISTING)
def test_markers_change_nothing_while_a_lesion_is_there(
    text: str, category: Category, words: str
) -> None:
    point = judged("afp 90 up to 7", text)
    assert point.non_target.value is category
    assert words in point.non_target.sentence


def test_raised_markers_make_a_response_with_targets_partial() -> None:
    text = f"T1 target lung: 20 | absent\n{GONE}"
    assert judged("afp 90 up to 7", text).overall.value is Category.PR
    assert judged("afp 7 up to 7", text).overall.value is Category.CR


def test_a_table_without_markers_says_that_none_is_logged() -> None:
    follow_up = a_follow_up(a_track("N1 30 | absent", LesionRole.NON_TARGET))
    _, (one,) = judge(follow_up, replace(RECIST_1_1, require_normal_markers=True))
    assert one.overall.overall is Category.NE
    said = overall_reason(one, follow_up.points, [])
    assert said.endswith("is not known. None is logged here.")


@given(
    spans=st.lists(st.tuples(st.integers(0, 9), st.sampled_from([0, 0, 0, 3]))),
    here=st.integers(-1, 12),
)
def test_the_last_result_up_to_a_day_is_among_those_near_it(
    spans: list[tuple[int, int]], here: int
) -> None:
    lab = a_lab("afp 5 up to 7 on day 0")
    placed = [Placed(lab, first, first + length) for first, length in spans]
    near = MarkerResults(placed).near(here)
    days = {n: max(0, here - one.last) for n, one in enumerate(placed) if one.first <= here}
    last = [n for n, apart in days.items() if apart == min(days.values())]
    kept = [n for n, one in enumerate(placed) if any(one is each for each in near)]
    assert set(last) <= set(kept)
    assert [id(one) for one in near] == [id(placed[n]) for n in kept]
