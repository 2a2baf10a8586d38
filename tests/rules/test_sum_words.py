"""The sentences on a sum: whole, by each set of criteria, and never over a threshold."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from hcclog.rules.criteria import MRECIST, RECIST_1_1, CriteriaRules, HoldResponse
from hcclog.rules.sum_words import SumWords
from hcclog.rules.words import change_percent

NADIR = "over the nadir 25.0 mm of day 60"


def grown(now: str, rules: CriteriaRules = RECIST_1_1) -> str:
    say, sum_mm = SumWords(rules), Decimal(now)
    growth = change_percent(sum_mm, Decimal(25)), sum_mm - 25
    return say.grown(say.sum_is(sum_mm), *growth, say.over_nadir(Decimal(25), "day 60"))


def test_progression() -> None:
    assert grown("30") == f"Sum 30.0 mm is +20.0 % and +5.0 mm {NADIR} (needs +20 % and +5 mm)."
    assert (
        grown("31", MRECIST) == f"Viable sum 31.0 mm is +24.0 % and +6.0 mm {NADIR} (needs +20 %)."
    )


def from_baseline(now: str, rules: CriteriaRules = RECIST_1_1) -> str:
    change = change_percent(Decimal(now), Decimal(50))
    return SumWords(rules).from_baseline(Decimal(now), change, Decimal(50))


BASELINE = [
    pytest.param("35", "Sum 35.0 mm is −30.0 % from the baseline 50.0 mm", id="at the threshold"),
    pytest.param("35.01", "Sum 35.0 mm is −29.98 % from the baseline 50.0 mm", id="just short"),
    pytest.param("34.99", "Sum 35.0 mm is −30.02 % from the baseline 50.0 mm", id="just over"),
    pytest.param("50", "Sum 50.0 mm is 0.0 % from the baseline 50.0 mm", id="no change"),
    pytest.param("50.01", "Sum 50.0 mm is 0.0 % from the baseline 50.0 mm", id="hardly any"),
    pytest.param("49.99", "Sum 50.0 mm is 0.0 % from the baseline 50.0 mm", id="hardly any less"),
    pytest.param("62.5", "Sum 62.5 mm is +25.0 % from the baseline 50.0 mm", id="more"),
]


@pytest.mark.parametrize(("now", "sentence"), BASELINE)
def test_the_change_from_the_baseline(now: str, sentence: str) -> None:
    assert from_baseline(now) == sentence


HELD = [
    pytest.param(HoldResponse.CONFIRMED, "confirmed on day 60", id="once it was confirmed"),
    pytest.param(HoldResponse.ALWAYS, "of day 60", id="from the first on"),
]


@pytest.mark.parametrize(("hold", "since"), HELD)
def test_a_held_response(hold: HoldResponse, since: str) -> None:
    say = SumWords(replace(RECIST_1_1, hold_response=hold))
    assert say.held("A", "day 60") == f"A; the partial response {since} is held until progression."


def test_partial_response_and_stable_disease() -> None:
    say = SumWords(RECIST_1_1)
    assert say.partial("A") == "A (needs −30 %)."
    assert say.stable("A", "") == "A, short of −30 %."
    assert say.stable("A", "B") == "A, short of −30 %, and B."


SHORT = [
    pytest.param("29.96", "+4.96 mm", id="one decimal would show the threshold"),
    pytest.param("29.9", "+4.9 mm", id="short of it"),
]


@pytest.mark.parametrize(("now", "grown_mm"), SHORT)
def test_growth_short_of_progression(now: str, grown_mm: str) -> None:
    say, percent = SumWords(RECIST_1_1), change_percent(Decimal(now), Decimal(24))
    told = say.below_mm(percent, Decimal(now) - 25, NADIR)
    assert told.endswith(f" but only {grown_mm} {NADIR}, below +5 mm")
    assert say.below_percent(Decimal("19.96"), NADIR) == f"+19.96 % {NADIR}, below +20 %"
