"""Normalisation by each result's own upper limit, and its loss."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from hcclog.domain.chronology import Chronology
from hcclog.rules.markers.normal import Normality, normal_changes, normality
from hcclog.rules.markers.results import results_of
from tests.rules.markers.series import a_record, courses, line_one, read, results

ABOVE, WITHIN, UNKNOWN = Normality.ABOVE, Normality.WITHIN, Normality.UNKNOWN

STATES = [
    pytest.param("6.9", WITHIN, id="below the limit"),
    pytest.param("7", WITHIN, id="at the limit"),
    pytest.param("7.1", ABOVE, id="above the limit"),
    pytest.param("<7", WITHIN, id="less than the limit"),
    pytest.param("<=7", WITHIN, id="at most the limit"),
    pytest.param("<7.1", UNKNOWN, id="less than a little more"),
    pytest.param(">7", ABOVE, id="more than the limit"),
    pytest.param(">=7", UNKNOWN, id="at least the limit"),
    pytest.param(">6.9", UNKNOWN, id="more than a little less"),
    pytest.param("0", WITHIN, id="nothing"),
    pytest.param("-5", UNKNOWN, id="no concentration"),
    pytest.param("normal", WITHIN, id="normal in words"),
    pytest.param("raised", ABOVE, id="raised in words"),
    pytest.param("low", UNKNOWN, id="low need not be normal"),
    pytest.param("falling", UNKNOWN, id="a trend is no level"),
]


@pytest.mark.parametrize(("value", "state"), STATES)
def test_a_result_against_its_own_limit(value: str, state: Normality) -> None:
    (result,), _ = read(f"day 0: {value}", reference_high=Decimal(7))
    assert normality(result) is state


def test_without_a_limit_a_number_is_neither() -> None:
    (result,), _ = read("day 0: 5")
    assert normality(result) is UNKNOWN


def changed(text: str) -> list[tuple[str, str]]:
    """Return when the marker changed sides, and what is said."""
    labs = results(text, reference_high=Decimal(7))
    chronology = Chronology(a_record(labs))
    found = normal_changes(results_of(labs, chronology), chronology)
    return [("normal" if c.normalised else "lost", c.sentence) for c in found]


COURSES = [
    pytest.param("day 0: 5", [], id="normal from the first"),
    pytest.param("day 0: 9 | day 9: 8", [], id="never normal"),
    pytest.param("day 0: 9 | day 9: 5 | day 20: 4", ["normal"], id="the first counts"),
    pytest.param("day 0: 9 | day 9: 5 | day 20: 8", ["normal", "lost"], id="and is lost again"),
    pytest.param("day 0: 9 | day 9: <8 | day 20: 5", ["normal"], id="a bound that is open"),
    pytest.param("day 0: 5 | day 9: 8", ["lost"], id="above after normal"),
    pytest.param("day 0: raised | day 9: 5", ["normal"], id="from words"),
]


@pytest.mark.parametrize(("text", "kinds"), COURSES)
def test_the_sides_of_the_limit(text: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in changed(text)] == kinds


def test_what_is_said_of_a_change() -> None:
    assert changed("day 0: 9.86 | month 3: 5.51 | month 3: raised") == [
        (
            "normal",
            (
                "AFP 5.51 ng/mL (month 3) became normal, upper limit 7 ng/mL, "
                "after 9.86 ng/mL (day 0), upper limit 7 ng/mL."
            ),
        ),
        (
            "lost",
            (
                'AFP "raised" (month 3) is above normal again, after 5.51 ng/mL (month 3), '
                "upper limit 7 ng/mL. The order of the two is not certain."
            ),
        ),
    ]


def test_a_limit_without_a_unit_is_told_without_one() -> None:
    first, second = results("day 0: 9 | day 9: 5", reference_high=Decimal(7))
    labs = (replace(first, unit=""), replace(second, unit=""))
    chronology = Chronology(a_record(labs))
    (change,) = normal_changes(results_of(labs, chronology), chronology)
    assert change.sentence == (
        "AFP 5 (day 9) became normal, upper limit 7, after 9 (day 0), upper limit 7."
    )


def test_a_line_has_only_its_own_changes() -> None:
    text = "day 0: 9 | day 9: 5 | day 60: 5 | day 70: 4"
    first, second = courses(text, "day 0", "day 50", reference_high=Decimal(7))
    assert [str(change.result.lab.on) for change in first.normal_changes] == ["day 9"]
    assert second.normal_changes == ()


def test_each_result_keeps_its_own_limit() -> None:
    first, second = results("day 0: 9 | day 9: 8")
    labs = (replace(first, reference_high=Decimal(7)), replace(second, reference_high=Decimal(10)))
    chronology = Chronology(a_record(labs))
    (change,) = normal_changes(results_of(labs, chronology), chronology)
    assert "upper limit 10 ng/mL, after 9 ng/mL (day 0), upper limit 7 ng/mL" in change.sentence


def test_a_course_knows_when_it_became_normal() -> None:
    limit = Decimal(7)
    text = "day -9: 9 | day 9: 8 | day 20: 5 | day 40: 9 | day 50: 4"
    found = line_one(text, reference_high=limit)
    assert str(found.normalised_on) == "day 20"
    assert line_one("day 0: 9", reference_high=limit).normalised_on is None
