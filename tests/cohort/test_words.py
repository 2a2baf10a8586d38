"""How a cohort names what it shows."""

from __future__ import annotations

from fractions import Fraction

import pytest

from hcclog.cohort.words import agents, months, percent
from tests.cohort.records import RECIST

PERCENTS = [
    pytest.param(Fraction(-2, 3), "−66.7 %", id="a fall"),
    pytest.param(Fraction(1, 8), "+12.5 %", id="growth"),
    pytest.param(Fraction(0), "0.0 %", id="no change"),
    pytest.param(Fraction(-3, 10), "−30.0 %", id="the threshold"),
    pytest.param(Fraction(-29999, 100000), "−29.999 %", id="beside the threshold"),
    pytest.param(Fraction(-1), "−100.0 %", id="gone"),
]


@pytest.mark.parametrize(("change", "text"), PERCENTS)
def test_changes(change: Fraction, text: str) -> None:
    assert percent(change, RECIST) == text


AGENTS = [
    pytest.param(("bevacizumab", "atezolizumab"), "atezolizumab + bevacizumab", id="named"),
    pytest.param(("lenvatinib", "sintilimab"), "lenvatinib + sintilimab", id="together"),
    pytest.param(("sorafenib",), "sorafenib", id="one"),
    pytest.param((), "agents not stated", id="none"),
]


@pytest.mark.parametrize(("codes", "name"), AGENTS)
def test_agents(codes: tuple[str, ...], name: str) -> None:
    assert agents(codes) == name


def test_months_have_a_twelfth_of_a_year() -> None:
    assert [months(days) for days in (0, 30.4375, 365.25)] == ["0.0", "1.0", "12.0"]
