"""Target response: sums, thresholds, what is missing, what comes back; each with its reason."""

from __future__ import annotations

from fractions import Fraction

import pytest

from hcclog.domain.response import Category, Criteria
from hcclog.rules.criteria import HoldResponse
from tests.rules.courses import judged, overall, said

PR, SD, PD, NE, CR = "PR", "SD", "PD", "NE", "CR"

THRESHOLDS = [
    pytest.param("50 | 35", [PR], id="exactly -30 % is PR"),
    pytest.param("50 | 35.001", [SD], id="a hair less is not"),
    pytest.param("50 | 34.999", [PR], id="a hair more is"),
    pytest.param("25 | 30", [PD], id="exactly +20 % with exactly +5 mm is PD"),
    pytest.param("24.5 | 29.4", [SD], id="+20 % with +4.9 mm is not"),
    pytest.param("25 | 29.999", [SD], id="a hair under +20 % is not"),
    pytest.param("25 | 30.001", [PD], id="a hair over is"),
    pytest.param("30 | 35", [SD], id="+5 mm with +16.7 % is not"),
    pytest.param("100 | 40 | 50", [PR, PD], id="PD over the nadir, far under the baseline"),
    pytest.param("100 | 70 | 70 | 80 | 80", [PR, PR, PR, PR], id="a confirmed PR holds at 80"),
    pytest.param("165 | 63 | 65", [PR, PR], id="165, 63, 65 is PR"),
    pytest.param("100 | 70 | 80", [PR, SD], id="an unconfirmed PR does not hold"),
    pytest.param("100 | 80 | 70 | NE | 75", [SD, PR, NE, SD], id="nor with NE between and then 75"),
    pytest.param("100 | 70 | NE | NE | 70 | 80", [PR, NE, NE, PR, SD], id="two NE begin anew"),
    pytest.param("100 | 70 | NE | 70 | 80", [PR, NE, PR, PR], id="one NE between may stand"),
    pytest.param("50 | absent", [CR], id="gone is CR"),
    pytest.param("50 | too-small", [PR], id="too small to measure counts 5 mm"),
    pytest.param("50 | 3 too-small", [PR], id="a smaller measured value is used as measured"),
    pytest.param("50 | present", [NE], id="present without a size is no sum"),
    pytest.param("50 | -", [NE], id="C-10: not measured is not 0"),
    pytest.param("50 | progressed", [PD], id="clear progression without a size"),
    pytest.param("50 | absent | 3", [CR, PD], id="back from nothing is PD"),
    pytest.param("NE | 30", [NE], id="no baseline, no comparison"),
    pytest.param("NE | absent", [CR], id="no baseline, and yet all is gone"),
    pytest.param("NE | 30 | absent", [NE, CR], id="no baseline, and all is gone later"),
    pytest.param("0 | 12", [PD], id="C-11: a baseline of 0 has no percentage"),
    pytest.param("0 | 0", [CR], id="C-11: and nothing stays nothing"),
    pytest.param("absent | 12", [PD], id="absent at the baseline and seen later, it is new"),
    pytest.param("absent | absent", ["ND"], id="absent at the baseline and later: no disease"),
]


@pytest.mark.parametrize(("readings", "categories"), THRESHOLDS)
def test_one_target(readings: str, categories: list[str]) -> None:
    assert overall(judged(f"T1 target liver: {readings}")) == categories


SEVERAL = [
    pytest.param(
        "T1 target liver: 30 | 60\nT2 target lung: 20 | -", [PD], id="the rest alone proves PD"
    ),
    pytest.param(
        "T1 target liver: 30 | 59.9\nT2 target lung: 20 | -", [NE], id="a little less does not"
    ),
    pytest.param(
        "T1 target liver: 50 | absent\nT2 target node: 16 | 9.9",
        [CR],
        id="nodes under 10 mm are CR",
    ),
    pytest.param(
        "T1 target liver: 50 | absent\nT2 target node: 16 | 10", [PR], id="a node of 10 mm is not"
    ),
    pytest.param(
        "T1 target liver: 50 | absent | absent\nT2 target node: 16 | 9 | 12",
        [CR, PD],
        id="a node that is back after CR",
    ),
    pytest.param(
        "T1 target liver: 30 | 40\nT2 target liver: 20 | merged:T1", [SD], id="merged counts once"
    ),
    pytest.param(
        "T1 target liver: 30 | 40\nT2 target liver: 20 | merged:T9\n"
        "T9 non-target liver: present | present",
        [NE],
        id="merged into what is no target",
    ),
    pytest.param(
        "T1 target liver: 30 | merged:T2\nT2 target liver: 20 | merged:T1",
        [NE],
        id="each in the other",
    ),
    pytest.param(
        "T1 target liver: 30 | 18\nT1b free liver: - | 15 split:T1",
        [SD],
        id="the parts of a split add up",
    ),
    pytest.param(
        "T1 target liver: 40 | NE | 40\nT2 target lung: 40 | 10 | 40",
        [NE, SD],
        id="an assessment that is NE sets no nadir",
    ),
    pytest.param(
        "T1 target liver: 20 | absent | 20\nT2 target lung: 60 | 60 | 60",
        [SD, PD],
        id="a single lesion back before CR is measured again, over the nadir",
    ),
    pytest.param(
        "T1 target liver: 50 | 45 | 40\nT2 target lung: - | 20 | 20",
        [NE, NE],
        id="a target read too late",
    ),
]


@pytest.mark.parametrize(("text", "categories"), SEVERAL)
def test_several_targets(text: str, categories: list[str]) -> None:
    assert overall(judged(text)) == categories


HOLDS = [
    pytest.param(HoldResponse.NEVER, [PR, PR, SD], id="never"),
    pytest.param(HoldResponse.CONFIRMED, [PR, PR, PR], id="confirmed"),
    pytest.param(HoldResponse.ALWAYS, [PR, PR, PR], id="always"),
]


@pytest.mark.parametrize(("hold", "categories"), HOLDS)
def test_the_switch_that_holds_a_response(hold: HoldResponse, categories: list[str]) -> None:
    response = judged("T1 target liver: 100 | 70 | 70 | 80", hold_response=hold)
    assert overall(response) == categories


def test_an_unconfirmed_response_is_held_where_always_is_chosen() -> None:
    response = judged("T1 target liver: 100 | 70 | 80", hold_response=HoldResponse.ALWAYS)
    assert overall(response) == [PR, PR]
    assert "partial response of day 60 is held" in response.timepoints[2].overall.sentence


DAYS = [
    pytest.param(["day 0", "day 60", "day 88", "day 120"], [PR, PR, PR], id="28 days confirm"),
    pytest.param(["day 0", "day 60", "day 87", "day 120"], [PR, PR, SD], id="27 do not"),
]


@pytest.mark.parametrize(("dates", "categories"), DAYS)
def test_days_to_a_confirmation(dates: list[str], categories: list[str]) -> None:
    assert overall(judged("T1 target liver: 100 | 70 | 70 | 80", dates=dates)) == categories


MRECIST = [
    pytest.param("T1 target liver: 50/50 | 50/35", [PR], id="the viable part decides"),
    pytest.param("T1 target liver: 50/50 | 48/0", [CR], id="no enhancement is CR"),
    pytest.param("T1 target liver: 10/10 | 12/12", [PD], id="+20 % without the 5 mm rule"),
    pytest.param("T1 target liver: 50 | 35", [PR], id="without a viable diameter the whole"),
    pytest.param("T1 target liver pale: 50/10 | 35/10", [PR], id="without enhancement the whole"),
    pytest.param("T1 target lung: 50/10 | 35/10", [PR], id="outside the liver RECIST's diameter"),
    pytest.param("T1 target node: 20 | 14", [PR], id="a node's short axis"),
]


@pytest.mark.parametrize(("text", "categories"), MRECIST)
def test_mrecist(text: str, categories: list[str]) -> None:
    assert overall(judged(text, Criteria.MRECIST)) == categories


def test_the_5_mm_rule_can_be_switched_on_for_mrecist() -> None:
    from decimal import Decimal

    text = "T1 target liver: 10/10 | 12/12"
    assert overall(judged(text, Criteria.MRECIST, progression_mm=Decimal(5))) == [SD]


REASONS = [
    pytest.param(
        "T1 target liver: 40 | 38 | 44",
        "Sum 44.0 mm is +10.0 % from the baseline 40.0 mm, short of −30 %, "
        "and +15.8 % over the nadir",
        id="stable on both sides",
    ),
    pytest.param(
        "T1 target liver: 20 | 24.5",
        "+22.5 % but only +4.5 mm over the nadir 20.0 mm of day 0, below +5 mm.",
        id="not by 5 mm",
    ),
    pytest.param(
        "T1 target liver: 30 | 60\nT2 target lung: 20 | -", "Even without T2", id="even without"
    ),
    pytest.param("T1 target liver: 50 | absent | 3", "back after all targets were gone", id="back"),
    pytest.param(
        "T1 target liver: 50 | absent | absent\nT2 target node: 16 | 9 | 12",
        "back after the complete response of day 60",
        id="back after CR",
    ),
    pytest.param(
        "T1 target liver: 50 | progressed", "Clear progression is recorded", id="progressed"
    ),
    pytest.param("T1 target liver: 50 | -", "no target was", id="none measured"),
    pytest.param(
        "T1 target liver: 30 | 30\nT2 target lung: 20 | -",
        "does not prove progression",
        id="the rest",
    ),
    pytest.param("T1 target liver: NE | 30", "not measured at the baseline", id="no baseline"),
    pytest.param("T1 target liver: 50 | absent", "The target is gone.", id="gone"),
    pytest.param(
        "T1 target liver: 50 | absent\nT2 target node: 16 | 9",
        "or nodes below 10 mm (sum 9.0 mm)",
        id="nodes below 10 mm",
    ),
    pytest.param("T1 target liver: 100 | 70 | 70 | 80", "confirmed on day 120 is held", id="held"),
]


@pytest.mark.parametrize(("text", "words"), REASONS)
def test_the_reason_names_its_numbers(text: str, words: str) -> None:
    point = judged(text).timepoints[-1]
    assert words in point.target.sentence
    assert point.target.clause


def test_no_viable_tumour_is_left() -> None:
    one = judged("T1 target liver: 50/50 | 48/0", Criteria.MRECIST).timepoints[-1]
    two = judged("T1 target liver: 50/50 | 48/0\nT2 target liver: 20/20 | 9/0", Criteria.MRECIST)
    assert one.target.sentence == "No viable tumour is left in the target."
    assert two.timepoints[-1].target.sentence == "No viable tumour is left in the 2 targets."


def test_what_a_timepoint_holds() -> None:
    point = judged("T1 target liver: 50 | 40 | 45").timepoints[2]
    assert point.total.complete
    assert point.total.mm == 45
    assert point.change_from_baseline == Fraction(-1, 10)
    assert point.change_from_nadir == Fraction(1, 8)
    assert point.change_from_nadir_mm == 5
    assert point.nadir_mm == 40
    assert point.nadir_at is not None
    assert point.nadir_at.id == "a1"
    assert dict(point.overall.numbers) == {"sum_mm": 45, "baseline_mm": 50, "nadir_mm": 40}


def test_the_baseline_has_a_sum_and_no_response() -> None:
    point = judged("T1 target liver: 50 | 40").timepoints[0]
    assert point.is_baseline
    assert point.total.mm == 50
    assert point.overall.value is Category.NOT_APPLICABLE
    missing = judged("T1 target liver: NE | 40").timepoints[0]
    assert "so there is no sum to compare with" in missing.overall.sentence


FINDINGS = [
    pytest.param("T1 target node: long20 | 16", "node without a short axis", id="no short axis"),
    pytest.param(
        "T1 target liver: 50 | 55 progressed", "its size decides", id="progressed with size"
    ),
    pytest.param(
        "T1 target liver: 50 | 40\nT2 target liver: 20 | merged:T1\nT3 target lung: 20 | merged:N\n"
        "N non-target lung: present | present",
        "which is no measured target",
        id="merged into no target",
    ),
    pytest.param("T1 target liver: 100 | 70 | 80", "was not confirmed at least 28 days", id="lost"),
    pytest.param(
        "T1 target liver: 50 | 45\nT2 target lung: - | 20",
        "without a size at the baseline",
        id="late",
    ),
    pytest.param(
        "T1 target liver: 50 | absent\nN1 non-target lung: present | absent",
        "markers must be normal",
        id="markers for CR",
    ),
]


@pytest.mark.parametrize(("text", "words"), FINDINGS)
def test_findings(text: str, words: str) -> None:
    assert words in said(judged(text))


def test_findings_of_viable_diameters() -> None:
    whole = said(judged("T1 target liver: 50 | 40", Criteria.MRECIST))
    longer = said(judged("T1 target liver: 50/50 | 40/41", Criteria.MRECIST))
    assert "no viable diameter here: its whole diameter 40.0 mm is used" in whole
    assert "longer than the whole lesion (40.0 mm)" in longer


def test_a_confirmation_between_uncertain_dates_is_said_to_be_uncertain() -> None:
    dates = ["day 0", "month 2", "month 4", "month 7"]
    response = judged("T1 target liver: 100 | 70 | 70 | 80", dates=dates)
    assert overall(response) == [PR, PR, PR]
    assert "not exact enough to be sure of the 28 days" in said(response)
    exact = judged("T1 target liver: 100 | 70 | 70 | 80")
    assert "not exact enough" not in said(exact)
