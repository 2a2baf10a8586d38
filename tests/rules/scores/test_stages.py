"""BCLC and CNLC: every rule, every boundary of number and size, and what is missing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.rules.scores.score import Score
from tests.rules.scores.records import a_chart, a_staging, all_scores, said

FIT: dict[str, Any] = {"ecog": 0, "child_pugh_points": 5}


def staged(**fields: Any) -> tuple[Score, Score]:
    """Return BCLC and CNLC of a staging, with ECOG 0 and Child-Pugh A unless given."""
    found = all_scores(a_chart("", a_staging(**(FIT | fields))))
    return found["BCLC"], found["CNLC"]


def both(**fields: Any) -> tuple[str, str]:
    bclc, cnlc = staged(**fields)
    return bclc.grade, cnlc.grade


NUMBER_AND_SIZE = [
    pytest.param(1, "19.9", ("0", "Ia"), id="single, just below 20 mm"),
    pytest.param(1, "20", ("0", "Ia"), id="single, 20 mm"),
    pytest.param(1, "20.04", ("A", "Ia"), id="single, just above 20 mm"),
    pytest.param(1, "50", ("A", "Ia"), id="single, 50 mm"),
    pytest.param(1, "50.1", ("A", "Ib"), id="single, just above 50 mm"),
    pytest.param(1, "150", ("A", "Ib"), id="single of any size"),
    pytest.param(2, "30", ("A", "Ib"), id="two, 30 mm"),
    pytest.param(2, "30.1", ("B", "IIa"), id="two, just above 30 mm"),
    pytest.param(3, "29.9", ("A", "Ib"), id="three, just below 30 mm"),
    pytest.param(3, "30.1", ("B", "IIa"), id="three, just above 30 mm"),
    pytest.param(4, "5", ("B", "IIb"), id="four small ones"),
    pytest.param(9, "5", ("B", "IIb"), id="nine"),
]


@pytest.mark.parametrize(("n", "size", "expected"), NUMBER_AND_SIZE)
def test_number_and_size(n: int, size: str, expected: tuple[str, str]) -> None:
    assert both(n_tumours=n, largest_mm=size) == expected


SMALL = {"n_tumours": 1, "largest_mm": 15}
OTHERS = [
    pytest.param({"ecog": 1}, ("C", "Ia"), id="ECOG 1"),
    pytest.param({"ecog": 2}, ("C", "Ia"), id="ECOG 2"),
    pytest.param({"ecog": 3}, ("D", "IV"), id="ECOG 3"),
    pytest.param({"ecog": 4}, ("D", "IV"), id="ECOG 4"),
    pytest.param({"ecog": 5}, ("", ""), id="ECOG 5 is death"),
    pytest.param({"child_pugh_points": 6}, ("0", "Ia"), id="Child-Pugh 6"),
    pytest.param({"child_pugh_points": 7}, ("", "Ia"), id="Child-Pugh 7: BCLC leaves it open"),
    pytest.param({"child_pugh_points": 9}, ("", "Ia"), id="Child-Pugh 9"),
    pytest.param({"child_pugh_points": 10}, ("D", "IV"), id="Child-Pugh 10"),
    pytest.param({"vp": 0, "vv": 0}, ("0", "Ia"), id="no thrombus"),
    pytest.param({"vp": 1}, ("C", "IIIa"), id="Vp1"),
    pytest.param({"vp": 3}, ("C", "IIIa"), id="Vp3"),
    pytest.param({"vv": 2}, ("C", "IIIa"), id="Vv2"),
    pytest.param({"extrahepatic_sites": ("lung-both",)}, ("C", "IIIb"), id="spread"),
    pytest.param({"vp": 4, "extrahepatic_sites": ("lung-both",)}, ("C", "IIIb"), id="both"),
    pytest.param({"vp": 4, "ecog": 3}, ("D", "IV"), id="thrombus and ECOG 3"),
    pytest.param({"vp": 4, "child_pugh_points": 12}, ("D", "IV"), id="thrombus, Child-Pugh C"),
    pytest.param({"vp": 3, "child_pugh_points": 8}, ("C", "IIIa"), id="thrombus, Child-Pugh B"),
    pytest.param({"n_tumours": 0, "largest_mm": None}, ("", ""), id="no tumour"),
    pytest.param({"n_tumours": 0, "largest_mm": None, "vp": 2}, ("C", "IIIa"), id="thrombus only"),
]


@pytest.mark.parametrize(("given_", "expected"), OTHERS)
def test_the_rules_before_number_and_size(
    given_: dict[str, Any], expected: tuple[str, str]
) -> None:
    bclc, cnlc = staged(**(SMALL | given_))
    assert (bclc.grade, cnlc.grade) == expected
    assert (bclc.missing, cnlc.missing) == ((), ())
    assert not bclc.at_least


REASONS = [
    pytest.param({"ecog": 3}, "ECOG 3 (2021-01-05). ECOG 3 or 4 is stage D", id="performance"),
    pytest.param({"ecog": 5}, "ECOG 5 is death, which is no stage.", id="death"),
    pytest.param({"ecog": 1}, "ECOG 1 or 2 is stage C, where the tumour is its cause.", id="ill"),
    pytest.param({"child_pugh_points": 11}, "Child-Pugh C, 11 points as stated.", id="end-stage"),
    pytest.param({"child_pugh_points": 8}, "with Child-Pugh B a person decides.", id="class B"),
    pytest.param({"vp": 3}, "Tumour thrombus: Vp3 (2021-01-05).", id="thrombus"),
    pytest.param(
        {"extrahepatic_sites": ("lung-both",)}, "Spread: lung-both (2021-01-05).", id="spread"
    ),
    pytest.param(
        {}, "Child-Pugh A, 5 points as stated (preserved liver function).", id="preserved function"
    ),
    pytest.param({}, "No tumour thrombus and no spread is recorded.", id="nothing recorded"),
    pytest.param(
        {"n_tumours": 0, "largest_mm": None}, "Without a tumour there is no stage.", id="no tumour"
    ),
]


@pytest.mark.parametrize(("given_", "words"), REASONS)
def test_the_reason(given_: dict[str, Any], words: str) -> None:
    assert words in staged(**(SMALL | given_))[0].sentence


MISSING = [
    pytest.param({"ecog": None}, ("ECOG",), id="no ECOG"),
    pytest.param({"child_pugh_points": None}, ("Child-Pugh class",), id="no liver function"),
    pytest.param({"largest_mm": None}, ("size of the largest tumour",), id="no size"),
    pytest.param(
        {"n_tumours": None}, ("number of tumours",), id="no number: single or one of several"
    ),
    pytest.param(
        {"n_tumours": None, "largest_mm": None},
        ("number of tumours", "size of the largest tumour"),
        id="nothing of the tumours",
    ),
]


@pytest.mark.parametrize(("given_", "missing"), MISSING)
def test_what_is_missing(given_: dict[str, Any], missing: tuple[str, ...]) -> None:
    for score in staged(**(SMALL | {"largest_mm": 25} | given_)):
        assert (score.grade, score.missing, score.at_least) == ("", missing, False)
        assert score.sentence.startswith(f"Not computed; missing: {'; '.join(missing)}.")


def test_four_tumours_need_no_size() -> None:
    assert both(n_tumours=4, largest_mm=None) == ("B", "IIb")


AT_LEAST = [
    pytest.param({"ecog": None, "child_pugh_points": None, "vp": 3}, ("C", "IIIa"), id="thrombus"),
    pytest.param({"ecog": None, "extrahepatic_sites": ("S1",)}, ("C", "IIIb"), id="spread"),
    pytest.param({"child_pugh_points": None, "vp": 3}, ("C", "IIIa"), id="only the liver unknown"),
]


@pytest.mark.parametrize(("given_", "expected"), AT_LEAST)
def test_an_advanced_stage_stands_but_the_last_one_is_not_excluded(
    given_: dict[str, Any], expected: tuple[str, str]
) -> None:
    bclc, cnlc = staged(**given_)
    assert (bclc.grade, cnlc.grade) == expected
    assert bclc.at_least
    assert cnlc.at_least
    assert bclc.missing == cnlc.missing
    assert "So it is C at least, and D (ECOG 3 or 4, or Child-Pugh C)" in bclc.sentence
    assert f"So it is {expected[1]} at least, and IV" in cnlc.sentence


def test_ecog_1_is_c_at_least_where_the_liver_is_not_known() -> None:
    bclc, cnlc = staged(**(SMALL | {"ecog": 1, "child_pugh_points": None}))
    assert (bclc.grade, bclc.at_least) == ("C", True)
    assert (cnlc.grade, cnlc.missing) == ("", ("Child-Pugh class",))


def test_an_infiltrative_tumour_is_bclc_b_whatever_its_size() -> None:
    found = all_scores(a_chart("", a_staging(**FIT), lesions="R1 infiltrative: 15"))
    assert (found["BCLC"].grade, found["CNLC"].grade) == ("B", "Ia")
    assert "an infiltrative tumour" in found["BCLC"].sentence


def test_class_b_with_a_thrombus_is_said() -> None:
    assert "Child-Pugh B lies between" in said(staged(vp=3, child_pugh_points=8)[0])


@given(st.integers(1, 9), st.integers(1, 200), st.integers(0, 200))
def test_a_larger_tumour_is_never_an_earlier_stage(n: int, size: int, more: int) -> None:
    small, large = (both(n_tumours=n, largest_mm=mm) for mm in (size, size + more))
    assert small[0] <= large[0]
    order = ("Ia", "Ib", "IIa", "IIb")
    assert order.index(small[1]) <= order.index(large[1])
