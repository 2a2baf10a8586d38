"""Sex and age that are told in more than one place."""

from __future__ import annotations

from typing import Any

import pytest

from hcclog.domain.sources import Source
from tests.rules.contradictions.records import P, a_patient, findings, said, sentences

SEXES = [
    pytest.param("male", ["male"], [], id="the same"),
    pytest.param("male", ["unknown"], [], id="a source that does not know"),
    pytest.param("unknown", ["female"], [], id="a record that does not know"),
    pytest.param(
        "male",
        ["female"],
        ["The patient is recorded as male and called female."],
        id="another",
    ),
    pytest.param(
        "unknown",
        ["female", "male", "female"],
        [
            "The patient is called female and male.",
            "The patient is called male and female.",
        ],
        id="two sources that differ",
    ),
]


@pytest.mark.catalogue("P-07")
@pytest.mark.parametrize(("sex", "told", "found"), SEXES)
def test_sex(sex: str, told: list[str], found: list[str]) -> None:
    assert sentences(a_patient(sex=sex), *(said("sex", sex=one) for one in told)) == found


def test_a_finding_concerns_the_statement_and_the_patient() -> None:
    told = said("sex", sex="female")
    (found,) = findings(a_patient(sex="male"), told)
    assert found.marks == (("statement", told.id), ("patient", P))


BORN = {"birth_on": "1975-03-14"}
AGES = [
    pytest.param(BORN, "46", "2022-03-12", False, id="the last days at 46"),
    pytest.param(BORN, "46", "2022-03-16", True, id="46 after the birthday at 47"),
    pytest.param(BORN, "47", "2022-03-16", False, id="47 after that birthday"),
    pytest.param(BORN, "47", "2022-03-12", True, id="47 before that birthday"),
    pytest.param(BORN, "46", "2022-03", False, id="46 in the month of the birthday"),
    pytest.param(BORN, "47", "2022-03", False, id="47 in the month of the birthday"),
    pytest.param(
        {"birth_on": "2001-03-01"}, "1", "2002-03-01", False, id="a birthday, no leap day"
    ),
    pytest.param({"birth_on": "2001-03-01"}, "1", "2002-02-27", True, id="two days before it"),
    pytest.param(
        {"birth_on": "2003-03-01"}, "0", "2004-02-29", False, id="the day before the first"
    ),
    pytest.param({"birth_on": "2003-03-01"}, "0", "2004-03-03", True, id="two days after it"),
    pytest.param(
        BORN, "47", "2023-03-15", False, id="47 a day after the birthday at 48: a leap day"
    ),
    pytest.param(BORN, "47", "2023-03-16", True, id="and not two"),
    pytest.param(BORN, "48", "2023-03-13", False, id="48 a day before that birthday: a leap day"),
    pytest.param(BORN, "48", "2023-03-12", True, id="nor two"),
    pytest.param({"birth_on": "day 5"}, "46", "2022-03", False, id="a birth without a place"),
    pytest.param({"age_on": "2020-11"}, "46", "2022-03", False, id="a date of no age"),
    pytest.param({"birth_on": "1975"}, "46", "2022-12-30", False, id="born at the end of a year"),
    pytest.param({"birth_on": "1975"}, "48", "2022-12-30", True, id="48 in the year of the 47th"),
    pytest.param({"age_years": 47, "age_on": "2020-11"}, "49", "2023-01", False, id="two years on"),
    pytest.param({"age_years": 47, "age_on": "2020-11"}, "50", "2023-01", False, id="just turned"),
    pytest.param({"age_years": 47, "age_on": "2020-11"}, "51", "2023-01", True, id="4 in 2"),
    pytest.param({"age_years": 47, "age_on": "2020-11"}, "48", "2023-01", True, id="1 in 2"),
    pytest.param({"age_years": 47}, "60", "2023-01", False, id="an age of no date"),
    pytest.param(BORN, "60", "day 5", False, id="a date without a place"),
    pytest.param(BORN, None, "2023-01", False, id="no age"),
    pytest.param(BORN, "60", None, False, id="no date"),
]


@pytest.mark.catalogue("P-07")
@pytest.mark.parametrize(("patient", "years", "on", "is_found"), AGES)
def test_age(patient: dict[str, Any], years: str | None, on: str | None, is_found: bool) -> None:
    told = said("age", amount=years, to_on=on)
    assert bool(sentences(a_patient(**patient), told)) is is_found


def test_the_sentence_names_both_ages() -> None:
    told = said("age", amount="51", to_on="2023-01")
    assert sentences(a_patient(age_years=47, age_on="2020-11"), told) == [
        "The age of 47 years on 2020-11 and the age of 51 years on 2023-01 do not fit together."
    ]


def test_the_sentence_names_where_the_age_is_told() -> None:
    told = said("age", amount="51", to_on="2023-01", source=Source(place="Abstract"))
    assert sentences(a_patient(age_years=47, age_on="2020-11"), told) == [
        (
            "The age of 47 years on 2020-11 and the age of 51 years on 2023-01 (Abstract) do not "
            "fit together."
        )
    ]


def test_a_birth_date_and_the_stated_age_of_one_patient() -> None:
    patient = a_patient(birth_on="1975-03-14", age_years=40, age_on="2020-11")
    assert sentences(patient) == [
        "The birth date 1975-03-14 and the age of 40 years on 2020-11 do not fit together."
    ]


def test_ages_are_counted_on_a_relative_axis_too() -> None:
    patient = a_patient(time_axis="relative", age_years=70, age_on="day 0")
    assert sentences(patient, said("age", amount="70", to_on="month 6")) == []
    assert sentences(patient, said("age", amount="72", to_on="month 6")) == [
        "The age of 70 years on day 0 and the age of 72 years on month 6 do not fit together."
    ]
