"""Which value is the newest at a day, and what is said where that is not sure."""

from __future__ import annotations

import pytest

from hcclog.domain.patient import TimeAxis
from hcclog.domain.staging import Staging
from hcclog.domain.visit import Visit
from tests.rules.scores.records import a_chart, a_staging, a_visit, at

NEWEST = [
    pytest.param(
        "bilirubin 10 umol/L @2021-01-05; bilirubin 20 umol/L @2021-02-05",
        "",
        "20",
        id="the newest of all",
    ),
    pytest.param(
        "bilirubin 20 umol/L @2021-02-05; bilirubin 10 umol/L @2021-01-05",
        "",
        "20",
        id="whatever the order of entry",
    ),
    pytest.param(
        "bilirubin 10 umol/L @2021-01-05; bilirubin 20 umol/L @2021-02-05",
        "2021-02-04",
        "10",
        id="never a later one",
    ),
    pytest.param(
        "bilirubin 10 umol/L @2021-01-05; bilirubin 20 umol/L @2021-02-05",
        "2021-02-05",
        "20",
        id="the day itself counts",
    ),
    pytest.param(
        "bilirubin 10 umol/L @2021-01-05; bilirubin 20 umol/L @2021-02-05",
        "2021-02",
        "20",
        id="a month means its last day",
    ),
    pytest.param("bilirubin 10 umol/L @2021-02", "2021-02", "10", id="a month in its month"),
    pytest.param(
        "bilirubin 10 umol/L @2021-01-05; bilirubin 20 umol/L @2021-01-05",
        "",
        "20",
        id="of one day the last entered",
    ),
    pytest.param("bilirubin 10 umol/L @2021-02-06", "2021-02-05", None, id="nothing so far"),
    pytest.param(
        "bilirubin 10 umol/L @2021-01-05; bilirubin normal @2021-01-05",
        "",
        "10",
        id="of one day the number, not the word",
    ),
    pytest.param(
        "bilirubin 10 umol/L @2021-01-10; bilirubin raised @2021-01",
        "",
        "10",
        id="a word of the same month, perhaps older",
    ),
    pytest.param(
        "bilirubin 10 umol/L @2021-01-10; bilirubin 9 umol/L @2021-01-12; bilirubin raised "
        "@2021-01",
        "",
        "9",
        id="and of two numbers the newer one",
    ),
    pytest.param(
        "bilirubin 10 umol/L @2021-01-05; bilirubin raised @2021-02-05",
        "",
        None,
        id="a newer word outdoes an older number",
    ),
]


@pytest.mark.parametrize(("results", "when", "expected"), NEWEST)
def test_the_newest_value(results: str, when: str, expected: str | None) -> None:
    sought = at(a_chart(results), when).find("bilirubin")
    assert (sought.observed and sought.observed.input.value) == expected
    assert bool(sought.missing) is (expected is None)


UNSURE = [
    pytest.param(
        "bilirubin 10 umol/L @2021-01-05; bilirubin 20 umol/L @2021-01",
        "Bilirubin 10 µmol/L (2021-01-05) may be as new as bilirubin 20 µmol/L (2021-01)",
        id="a month and a day in it",
    ),
    pytest.param(
        "bilirubin 10 umol/L @2021-01-05; bilirubin 20 umol/L @2021-01-05",
        "Bilirubin 10 µmol/L (2021-01-05) may be as new as bilirubin 20 µmol/L (2021-01-05)",
        id="two of one day",
    ),
    pytest.param(
        "bilirubin 10 umol/L @2021-01-05; bilirubin 10 umol/L @2021-01-05",
        "",
        id="two of one day that agree",
    ),
    pytest.param(
        "bilirubin 10 umol/L @2021-01-05; bilirubin 20 umol/L @2021-02-05", "", id="one is newer"
    ),
    pytest.param(
        "bilirubin 10 umol/L @day 3",
        "Bilirubin 10 µmol/L (day 3) has no place in time and is not used.",
        id="no place on the axis",
    ),
]


@pytest.mark.parametrize(("results", "words"), UNSURE)
def test_what_is_not_sure_is_said(results: str, words: str) -> None:
    found = " ".join(at(a_chart(results)).find("bilirubin").findings)
    assert words in found
    assert bool(found) is bool(words)


def test_what_may_be_later_is_not_used_and_said() -> None:
    sought = at(a_chart("bilirubin 10 umol/L @2021-01"), "2021-01-15").find("bilirubin")
    assert (sought.observed, sought.missing) == (None, "bilirubin")
    assert sought.findings == (
        "Bilirubin 10 µmol/L (2021-01) may be later than 2021-01-15 and is not used.",
    )


AS_OF = [
    pytest.param("@2021-01-16", "2021-01-15", (None, 0), id="surely later: nothing to say"),
    pytest.param("@2021-02", "2021-01-31", (None, 0), id="a month that begins later"),
    pytest.param("@2021-02", "2021-02-01", (None, 1), id="a month that begins on the day"),
    pytest.param("@2021-02", "2021-02-28", ("10", 0), id="a month that ends on the day"),
    pytest.param(
        "@2021-02; bilirubin 9 umol/L @2021-01-05",
        "2021-02-01",
        ("9", 1),
        id="one that may be later beside one that is used",
    ),
    pytest.param(
        "@2021-02; bilirubin raised @2021-01-05",
        "2021-02-01",
        (None, 1),
        id="one that may be later beside a word",
    ),
]


@pytest.mark.parametrize(("results", "when", "expected"), AS_OF)
def test_a_value_around_the_day(results: str, when: str, expected: tuple[str | None, int]) -> None:
    sought = at(a_chart(f"bilirubin 10 umol/L {results}"), when).find("bilirubin")
    value = sought.observed.input.value if sought.observed else None
    assert (value, len(sought.findings)) == expected
    assert all("may be later than" in sentence for sentence in sought.findings)


def test_a_day_without_a_place_is_refused() -> None:
    record = a_chart(time_axis=TimeAxis.RELATIVE)
    with pytest.raises(ValueError, match="2021 has no place on this patient's time axis"):
        at(record, "2021")


ECOG = [
    pytest.param((a_staging(ecog=0),), (a_visit("2021-02-05", ecog=2),), "visit", id="a visit"),
    pytest.param((a_staging("2021-03-05", ecog=0),), (a_visit(ecog=2),), "staging", id="a staging"),
    pytest.param((a_staging(ecog=0),), (a_visit("2021-02-05"),), "staging", id="not told there"),
]


@pytest.mark.parametrize(("stagings", "visits", "table"), ECOG)
def test_performance_status(
    stagings: tuple[Staging, ...], visits: tuple[Visit, ...], table: str
) -> None:
    sought = at(a_chart("", *stagings, visits=visits)).find("ECOG")
    assert sought.observed is not None
    assert sought.observed.input.entity == table


PRINTED = [
    pytest.param("bilirubin < 5 umol/L", "bilirubin < 5 µmol/L", id="less"),
    pytest.param("bilirubin <= 5 umol/L", "bilirubin ≤ 5 µmol/L", id="at most"),
    pytest.param("bilirubin >= 5.0 umol/L", "bilirubin ≥ 5.0 µmol/L", id="at least, as written"),
    pytest.param("inr 1.10", "INR 1.10", id="an INR needs no unit"),
    pytest.param("bilirubin 5 mg%", "bilirubin 5 mg/dL", id="the unit as the catalogue prints it"),
    pytest.param("bilirubin 5 foo", "bilirubin 5 foo", id="no unit that is known"),
]


@pytest.mark.parametrize(("result", "words"), PRINTED)
def test_a_value_in_words(result: str, words: str) -> None:
    sought = at(a_chart(result)).find("INR" if result.startswith("inr") else "bilirubin")
    assert sought.observed is not None
    assert sought.observed.input.words == words
    assert sought.observed.input.entity_id == "lab-1"


def test_of_one_day_a_result_is_taken_before_what_a_staging_repeats() -> None:
    record = a_chart("bilirubin 17 umol/L", a_staging(bilirubin_umol_l=17))
    sought = at(record).find("bilirubin")
    assert sought.observed is not None
    assert (sought.observed.input.entity, sought.findings) == ("lab_result", ())
