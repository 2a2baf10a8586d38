"""Which results can be compared, and what is said of those that cannot."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from hcclog.rules.markers.change import change_between, change_from_lowest, lowest_of
from hcclog.rules.markers.results import OBSTACLES, factor_between, obstacle, unit_of
from tests.report.samples import lab
from tests.rules.markers.series import read

NOT_COMPARED = [
    pytest.param("day 0: 400 | day 9: falling", {}, '"falling" (day 9) is no number', id="words"),
    pytest.param("day 0: raised | day 9: 30", {}, '"raised" (day 0) is no number', id="and before"),
    pytest.param(
        "day 0: 400 | day 9: 30 IU/mL", {}, "units that do not convert exactly", id="mass and IU"
    ),
    pytest.param("day 0: 400 | day 9: 30 x", {}, "do not convert exactly", id="an unknown unit"),
    pytest.param(
        "day 0: 400 ng/mL A | day 9: 30 ng/mL B", {}, "different assays (A, B)", id="another assay"
    ),
    pytest.param(
        "day 0: 400 ng/mL | day 9: 30 ng/mL B", {}, "assays (not stated, B)", id="assay not stated"
    ),
    pytest.param(
        "day 0: 400 ng/mL A | day 9: 30",
        {},
        "Not compared: 400 ng/mL (day 0) and 30 ng/mL (day 9) come from different assays "
        "(A, not stated).",
        id="assay no longer stated",
    ),
    pytest.param(
        "day 0: 400 | day 9: 30",
        {"specimen": "plasma"},
        "different specimens (not stated, plasma)",
        id="another specimen",
    ),
    pytest.param("day 0: 400 | day 9: -30", {}, "AFP -30 ng/mL (day 9) is no number", id="below 0"),
    pytest.param(
        "day 0: 400 | day 9: 30", {"value": Decimal("NaN")}, "is no number", id="not a number"
    ),
]


@pytest.mark.parametrize(("text", "changed", "why"), NOT_COMPARED)
def test_what_cannot_be_compared_is_not(text: str, changed: dict[str, object], why: str) -> None:
    (then, now), chronology = read(text, **changed)
    change = change_between(now, then, chronology)
    assert change.bounds is None
    assert why in change.sentence
    assert change.sentence == obstacle(now, then)
    assert change.against == (then.lab,)
    assert change_from_lowest(now, lowest_of([then], now), chronology).bounds is None


def test_a_specimen_that_is_no_longer_stated_is_another() -> None:
    (then, now), _ = read("day 0: 400 | day 9: 30")
    then = then._replace(lab=replace(then.lab, specimen="plasma"))
    assert obstacle(now, then) == (
        "Not compared: 400 ng/mL (day 0) and 30 ng/mL (day 9) come from different specimens "
        "(plasma, not stated)."
    )


def test_every_obstacle_has_a_name_of_its_own() -> None:
    names = [each.name for each in OBSTACLES]
    assert len(set(names)) == len(names) == 5


COMPARED = [
    pytest.param(
        "day 0: 400 | day 9: <30",
        "AFP fell by more than 92.5 %: from 400 ng/mL (day 0) to <30 ng/mL (day 9).",
        id="below a limit",
    ),
    pytest.param(
        "day 0: >400 | day 9: 100",
        "AFP fell by more than 75.0 %: from >400 ng/mL (day 0) to 100 ng/mL (day 9).",
        id="from above a limit",
    ),
    pytest.param(
        "day 0: 400 ug/L | day 9: 100",
        "AFP fell by 75.0 %: from 400 ug/L (day 0) to 100 ng/mL (day 9)."
        " 1 ug/L is 1 ng/mL exactly.",
        id="an exact conversion is said",
    ),
    pytest.param(
        "day 0: 0.4 ug/mL | day 9: 100",
        "AFP fell by 75.0 %: from 0.4 ug/mL (day 0) to 100 ng/mL (day 9)."
        " 1 ug/mL is 1000 ng/mL exactly.",
        id="and made",
    ),
    pytest.param(
        "day 0: 400 x | day 9: 100 x",
        "AFP fell by 75.0 %: from 400 x (day 0) to 100 x (day 9).",
        id="one unit that the catalogue lacks",
    ),
    pytest.param(
        "month 1: 400 | week 5: 100",
        "AFP fell by 75.0 %: from 400 ng/mL (month 1) to 100 ng/mL (week 5)."
        " The order of the two is not certain.",
        id="the order is not certain",
    ),
]


@pytest.mark.parametrize(("text", "sentence"), COMPARED)
def test_the_change_from_an_earlier_result(text: str, sentence: str) -> None:
    (then, now), chronology = read(text)
    change = change_between(now, then, chronology)
    assert change.sentence == sentence
    assert change.bounds is not None
    assert change.against == (then.lab,)
    assert change.order_unsure is ("order" in sentence)


SAME_DAY = [
    pytest.param("day 9: 400 | day 9: 100", id="one day is one day"),
    pytest.param("day 9: 400 | between day 9 and day 20: 100", id="that day or later"),
]


@pytest.mark.parametrize("text", SAME_DAY)
def test_of_one_day_the_order_is_that_of_entry(text: str) -> None:
    (then, now), chronology = read(text)
    change = change_between(now, then, chronology)
    assert not change.order_unsure
    assert "order" not in change.sentence


def test_a_change_that_can_be_anything_is_said_to_be_so() -> None:
    (then, now), chronology = read("day 0: <30 | day 9: <20")
    change = change_between(now, then, chronology)
    assert change.bounds is None
    assert change.sentence == (
        "Not comparable: from <30 ng/mL (day 0) to <20 ng/mL (day 9) "
        "it may have fallen or risen by anything."
    )


def test_from_0_there_is_no_percentage() -> None:
    (then, now), chronology = read("day 0: 0 | day 9: 20")
    change = change_between(now, then, chronology)
    assert change.bounds is None
    assert "from 0 there is no percentage" in change.sentence


def test_a_symbol_means_what_it_means_for_its_test() -> None:
    meant = unit_of(lab("day 0", "40", "alt", "IU/L"))
    assert meant is not None
    assert meant.ucum == "U/L"


def test_words_have_no_change_from_the_lowest() -> None:
    (then, now), chronology = read("day 0: 400 | day 9: falling")
    change = change_from_lowest(now, lowest_of([then], now), chronology)
    assert change.bounds is None
    assert change.sentence == 'AFP "falling" (day 9) is no number.'


def test_the_change_from_the_lowest_names_each_that_can_be_it() -> None:
    (first, second, now), chronology = read("day 0: <30 | day 9: 20 | day 20: 50")
    change = change_from_lowest(now, lowest_of([first, second], now), chronology)
    assert change.against == (first.lab, second.lab)
    assert not change.order_unsure


def test_a_test_that_the_catalogue_lacks_still_has_a_unit() -> None:
    (then, now), _ = read("day 0: 1 ug/L | day 9: 1 ng/mL", analyte="new-marker")
    assert factor_between(then, now) == 1


LOWEST = [
    pytest.param(
        "day 0: 400 | day 9: 117 | day 20: 234",
        "The lowest of the line is AFP 117 ng/mL (day 9).",
        "AFP rose by 100.0 %: from the lowest of the line, 117 ng/mL (day 9) "
        "to 234 ng/mL (day 20).",
        id="exact values",
    ),
    pytest.param(
        "day 0: <30 | day 9: 20 | day 20: 50",
        "The lowest of the line is AFP <30 ng/mL (day 0) or AFP 20 ng/mL (day 9).",
        "AFP rose by at least 150.0 %: from the lowest of the line, <30 ng/mL (day 0) or "
        "20 ng/mL (day 9) to 50 ng/mL (day 20).",
        id="either of two can be the lowest",
    ),
    pytest.param(
        "day 0: >=10 | day 9: 20 | day 20: 30",
        "The lowest of the line is AFP >=10 ng/mL (day 0) or AFP 20 ng/mL (day 9).",
        "AFP changed by something between +50.0 % and +200.0 %: from the lowest of the line, "
        ">=10 ng/mL (day 0) or 20 ng/mL (day 9) to 30 ng/mL (day 20).",
        id="the lowest lies between two ends",
    ),
    pytest.param(
        "day 0: <30 | day 9: 30 | day 20: 60",
        "The lowest of the line is AFP <30 ng/mL (day 0).",
        "AFP rose by more than 100.0 %: from the lowest of the line, <30 ng/mL (day 0) "
        "to 60 ng/mL (day 20).",
        id="the limit itself is not below it",
    ),
    pytest.param(
        "day 0: 5 IU/mL | day 9: 20 ug/L | day 20: 30",
        "The lowest of the line is AFP 20 ug/L (day 9).",
        "AFP rose by 50.0 %: from the lowest of the line, 20 ug/L (day 9) "
        "to 30 ng/mL (day 20). 1 ug/L is 1 ng/mL exactly.",
        id="what has no exact conversion is left out",
    ),
    pytest.param(
        "day 0: 400 | month 1: 20 | week 5: 30",
        "The lowest of the line is AFP 20 ng/mL (month 1).",
        "AFP rose by 50.0 %: from the lowest of the line, 20 ng/mL (month 1) "
        "to 30 ng/mL (week 5). The order of the two is not certain.",
        id="the order is not certain",
    ),
]


@pytest.mark.parametrize(("text", "lowest", "sentence"), LOWEST)
def test_the_change_from_the_lowest(text: str, lowest: str, sentence: str) -> None:
    (*pool, now), chronology = read(text)
    found = lowest_of(pool, now)
    assert found is not None
    assert found.sentence == lowest
    change = change_from_lowest(now, lowest_of(pool, now), chronology)
    assert change.sentence == sentence
    assert change.bounds is not None
    assert change.order_unsure is ("order" in sentence)


def test_without_a_comparable_result_there_is_no_lowest() -> None:
    (then, now), chronology = read("day 0: 5 IU/mL | day 9: 20")
    assert lowest_of([then], now) is None
    assert change_from_lowest(now, lowest_of([then], now), chronology).sentence == (
        "There is no earlier result to compare 20 ng/mL (day 9) with in this line."
    )


def test_bounds_in_another_unit() -> None:
    (mass, other), _ = read("day 0: 0.4 ug/mL | day 9: 5 ng/mL")
    found = mass.in_unit_of(other)
    assert found is not None
    assert found.exact == Fraction(400)
