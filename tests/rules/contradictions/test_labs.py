"""A rise or a fall in words against the results."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.contradictions.records import a_lab, findings, said, sentences

FIRST, SECOND = "2022-07", "2023-01"


def two(direction: str, then: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """Return what is found of a direction between two results."""
    told = said("lab trend", analyte="afp", direction=direction, from_on=FIRST, to_on=SECOND)
    return sentences(told, a_lab(FIRST, **then), a_lab(SECOND, **now))


VALUES = [
    pytest.param("falling", "39.97", "53.43", True, id="falling, and risen"),
    pytest.param("falling", "39.97", "39.97", True, id="falling, and the same"),
    pytest.param("falling", "39.97", "39.96", False, id="fallen by a hundredth"),
    pytest.param("rising", "39.97", "39.98", False, id="risen by a hundredth"),
    pytest.param("rising", "39.97", "39.97", True, id="rising, and the same"),
    pytest.param("rising", "39.97", "12", True, id="rising, and fallen"),
    pytest.param("unchanged", "100", "119.9", False, id="unchanged: just below 20 % more"),
    pytest.param("unchanged", "100", "120", True, id="unchanged: 20 % more"),
    pytest.param("unchanged", "100", "80.1", False, id="unchanged: just above 20 % less"),
    pytest.param("unchanged", "100", "80", True, id="unchanged: 20 % less"),
    pytest.param("unchanged", "100", "100", False, id="unchanged, and the same"),
    pytest.param("rising", "0", "0.5", False, id="rising from 0"),
    pytest.param("falling", "0.5", "0", False, id="falling to 0"),
    pytest.param("unchanged", "0", "0", False, id="unchanged at 0"),
    pytest.param("unchanged", "0", "0.1", True, id="unchanged, and no longer 0"),
]


@pytest.mark.parametrize(("direction", "then", "now", "is_found"), VALUES)
def test_a_direction_against_two_values(
    direction: str, then: str, now: str, is_found: bool
) -> None:
    assert bool(two(direction, {"value": then}, {"value": now})) is is_found


SENTENCES = [
    pytest.param(
        "falling",
        {"value": "39.97"},
        {"value": "53.43"},
        "AFP is said to have fallen from 2022-07 to 2023-01; it went from 39.97 ng/mL to "
        "53.43 ng/mL (+33.7 %).",
        id="a rise in percent",
    ),
    pytest.param(
        "rising",
        {"value": "400"},
        {"value": "30", "comparator": "<"},
        "AFP is said to have risen from 2022-07 to 2023-01; it went from 400 ng/mL to < 30 ng/mL.",
        id="no percentage of a bound",
    ),
    pytest.param(
        "unchanged",
        {"value": "0"},
        {"value": "7"},
        "AFP is said to be unchanged from 2022-07 to 2023-01; it went from 0 ng/mL to 7 ng/mL.",
        id="no percentage of 0",
    ),
]


@pytest.mark.parametrize(("direction", "then", "now", "sentence"), SENTENCES)
def test_the_sentence_has_both_values(
    direction: str, then: dict[str, Any], now: dict[str, Any], sentence: str
) -> None:
    assert two(direction, then, now) == [sentence]


BOUNDS = [
    pytest.param("falling", ("<", "30"), ("=", "30"), True, id="from below 30 to 30"),
    pytest.param("falling", ("<", "30"), ("=", "29"), False, id="from below 30 to 29"),
    pytest.param("falling", ("=", "0.5"), ("<", "30"), False, id="from a half to below 30"),
    pytest.param("rising", ("<", "30"), ("=", "0.5"), False, id="from below 30 to a half"),
    pytest.param("rising", ("<", "30"), ("=", "0"), True, id="from below 30 to 0"),
    pytest.param("falling", (">", "400"), ("=", "500"), False, id="from above 400 to 500"),
    pytest.param("falling", ("=", "400"), (">", "400"), True, id="from 400 to above it"),
    pytest.param("rising", (">", "400"), ("<=", "400"), True, id="from above 400 to at most 400"),
    pytest.param("rising", (">=", "400"), ("=", "401"), False, id="from at least 400 to 401"),
    pytest.param("rising", ("<", "30"), (">", "20"), False, id="nothing is certain"),
    pytest.param("unchanged", ("<", "30"), (">", "36"), True, id="from below 30 to above 36"),
    pytest.param("unchanged", ("<", "30"), (">", "35"), False, id="from below 30 to above 35"),
    pytest.param("unchanged", (">", "400"), ("<", "320"), True, id="from above 400 to below 320"),
    pytest.param("unchanged", (">", "400"), (">", "400"), False, id="above 400 both times"),
]


@pytest.mark.parametrize(("direction", "then", "now", "is_found"), BOUNDS)
def test_a_value_with_a_comparator_is_all_that_it_can_mean(
    direction: str, then: tuple[str, str], now: tuple[str, str], is_found: bool
) -> None:
    parts = [{"comparator": sign, "value": value} for sign, value in (then, now)]
    assert bool(two(direction, *parts)) is is_found


NOT_COMPARED = [
    pytest.param({"unit": "IU/mL"}, id="another unit"),
    pytest.param({"assay": "B"}, id="another assay"),
    pytest.param({"specimen": "ascites"}, id="another specimen"),
    pytest.param({"value": None, "qualitative": "raised"}, id="a word in place of the number"),
    pytest.param({"analyte": "vegf"}, id="another test"),
    pytest.param({"on": "2023-02"}, id="a result of another date"),
    pytest.param({"on": "2023"}, id="a result of which the month is not known"),
    pytest.param({"on": "day 4"}, id="a result without a place in time"),
]


@pytest.mark.parametrize("fields", NOT_COMPARED)
def test_only_like_is_compared_with_like(fields: dict[str, Any]) -> None:
    told = said("lab trend", analyte="afp", direction="falling", from_on=FIRST, to_on=SECOND)
    later = a_lab(**{"on": SECOND, "value": "53.43", **fields})
    assert sentences(told, a_lab(FIRST, "39.97"), later) == []


def test_without_a_beginning_the_result_before_is_taken() -> None:
    told = said("lab trend", analyte="afp", direction="falling", to_on=SECOND)
    labs = [a_lab(FIRST, "39.97"), a_lab(SECOND, "53.43"), a_lab("2022-05", "84.59")]
    (found,) = findings(told, *labs)
    assert [entity_id for _, entity_id in found.marks] == [told.id, labs[0].id, labs[1].id]
    assert sentences(told, a_lab(SECOND, "53.43")) == []
    assert sentences(told) == []


def test_of_several_results_all_must_speak_against_the_word() -> None:
    told = said("lab trend", analyte="afp", direction="falling", from_on=FIRST, to_on=SECOND)
    mixed = [a_lab(FIRST, "39.97"), a_lab(SECOND, "53.43"), a_lab(SECOND, "20")]
    assert sentences(told, *mixed) == []
    assert len(sentences(told, *mixed[:2], a_lab(SECOND, "60"))) == 1


def test_a_statement_without_a_direction_says_nothing() -> None:
    told = said("lab trend", analyte="afp", from_on=FIRST, to_on=SECOND)
    assert sentences(told, a_lab(FIRST, "39.97"), a_lab(SECOND, "53.43")) == []


def test_the_result_of_the_told_beginning_is_taken_not_the_one_before() -> None:
    told = said("lab trend", analyte="afp", direction="falling", from_on="2022-05", to_on=SECOND)
    word = a_lab("2022-05", until_on=SECOND, qualitative="falling")
    labs = [a_lab("2022-05", "84.59"), a_lab(FIRST, "39.97"), a_lab(SECOND, "53.43")]
    assert sentences(told, word, *labs) == []


def test_the_sentence_of_a_result_in_words() -> None:
    word = a_lab(SECOND, qualitative="falling")
    assert sentences(word, a_lab(FIRST, "39.97"), a_lab(SECOND, "53.43")) == [
        (
            "AFP is said to have fallen from 2022-07 to 2023-01; it went from 39.97 ng/mL to "
            "53.43 ng/mL (+33.7 %)."
        )
    ]


WORDS = [
    pytest.param({"on": SECOND}, True, id="of a day: against the result before"),
    pytest.param({"on": FIRST, "until_on": SECOND}, True, id="of a stretch of time"),
    pytest.param({"on": "2022-05", "until_on": FIRST}, False, id="of an earlier one"),
]


@pytest.mark.parametrize(("dates", "is_found"), WORDS)
def test_a_result_in_words_is_a_statement_too(dates: dict[str, str], is_found: bool) -> None:
    word = a_lab(**dates, qualitative="falling")
    assert bool(sentences(word, a_lab(FIRST, "39.97"), a_lab(SECOND, "53.43"))) is is_found
