"""All scores of a record: their order, the day, and earlier statements; the published cases."""

from __future__ import annotations

from functools import cache
from itertools import count

import pytest

from hcclog.domain.chronology import Chronology
from hcclog.domain.record import PatientRecord
from hcclog.exchange.casefile import case_paths, read_case
from hcclog.rules.scores.compute import scores
from tests.rules.scores.records import a_chart, a_staging, all_scores, on

NAMES = ["Child-Pugh", "ALBI", "mALBI", "MELD", "MELD-Na", "MELD 3.0", "BCLC", "CNLC", "Vp"]


def test_every_score_stands_there_even_for_an_empty_record() -> None:
    record = a_chart()
    found = scores(record, Chronology(record))
    assert [score.name for score in found] == NAMES
    assert all(score.missing and not score.grade for score in found)
    assert {each.name for score in found for each in score.inputs} == {"sex"}
    assert all(score.sentence.startswith("Not computed; missing: ") for score in found)


def test_grades_are_of_the_newest_result_at_the_day() -> None:
    results = "platelets 60 10^9/L; platelets 40 10^9/L @2021-03-05; afp 10 ng/mL"
    name = "CTCAE Platelet count decreased"
    assert all_scores(a_chart(results))[name].grade == "3"
    then = all_scores(a_chart(results), "2021-02-05")
    assert (then[name].grade, then[name].as_of) == ("2", on("2021-02-05"))
    assert name not in all_scores(a_chart(results), "2020-02-05")


def test_each_test_has_one_grade_and_each_score_its_day() -> None:
    record = a_chart("platelets 60 10^9/L; alt 90 U/L [-40]; inr 1.3")
    found = scores(record, Chronology(record), on("2021-02-05"))
    assert [score.name for score in found] == [
        *NAMES,
        "CTCAE Platelet count decreased",
        "CTCAE Alanine aminotransferase increased",
        "CTCAE INR increased",
    ]
    assert {score.as_of for score in found} == {on("2021-02-05")}


def test_statements_stand_in_order_of_time_not_of_entry() -> None:
    first = a_staging(n_tumours=1, largest_mm=25, ecog=0, child_pugh_points=5, bclc="A")
    second = a_staging("2021-02-05", "s2", bclc="B")
    found = all_scores(a_chart("", second, first))["BCLC"]
    assert [each.value for each in found.reported] == ["A", "B"]


def test_a_statement_is_compared_with_what_was_known_when_it_was_made() -> None:
    first = a_staging(n_tumours=1, largest_mm=15, ecog=0, child_pugh_points=5, bclc="0")
    later = a_staging("2021-06-05", "s2", n_tumours=5)
    record = a_chart("", first, later)
    found = [s for s in scores(record, Chronology(record)) if s.name == "BCLC"]
    assert [(s.grade, s.agrees, s.as_of) for s in found] == [
        ("B", None, None),
        ("0", True, on("2021-01-05")),
    ]


def test_a_statement_after_the_day_is_left_out() -> None:
    record = a_chart("", a_staging("2021-06-05", bclc="B"))
    found = scores(record, Chronology(record), on("2021-05-05"))
    assert [score.reported for score in found if score.name == "BCLC"] == [()]


def test_a_statement_without_a_place_in_time_is_left_out() -> None:
    record = a_chart("", a_staging("day 3", bclc="B"))
    found = scores(record, Chronology(record))
    assert [score.reported for score in found if score.name == "BCLC"] == [()]


@cache
def _case(code: str) -> PatientRecord:
    path = next(path for path in case_paths() if path.stem == code)
    numbers = count(1)
    return read_case(path, lambda: f"id-{next(numbers)}")


STAGES = [
    pytest.param("zhang-2024", "2020-11", "A", "Ib", False, id="zhang-2024: two small tumours"),
    pytest.param("zhang-2024", "2022-07", "B", "IIb", False, id="zhang-2024: more than 8"),
    pytest.param("zhang-2024", "2022-10", "", "", False, id="zhang-2024: neither count nor size"),
    pytest.param("fonc-2024", "2020-06-07", "C", "IIIa", True, id="fonc-2024: Vp3"),
    pytest.param("fonc-2024", "2020-09", "C", "IIIb", True, id="fonc-2024: bone"),
    pytest.param("ikeda-2021", "day 0", "C", "IIIb", True, id="ikeda-2021: lung"),
]


@pytest.mark.parametrize(("code", "day", "bclc", "cnlc", "at_least"), STAGES)
def test_the_stages_of_the_published_cases(
    code: str, day: str, bclc: str, cnlc: str, at_least: bool
) -> None:
    found = all_scores(_case(code), day)
    assert (found["BCLC"].grade, found["CNLC"].grade) == (bclc, cnlc)
    assert (found["BCLC"].at_least, found["CNLC"].at_least) == (at_least, at_least)


def test_zhang_reports_other_stages_than_number_and_size_make() -> None:
    record = _case("zhang-2024")
    found = [s for s in scores(record, Chronology(record)) if s.agrees is False]
    assert [(s.name, s.grade, s.reported[0].value) for s in found] == [
        ("BCLC", "A", "B"),
        ("CNLC", "Ib", "IIa"),
    ]
    for score in found:
        assert "2 tumours: R1 22 mm and R2 19 mm (2020-11)" in score.difference
        assert "each of at most 30 mm" in score.difference


def test_the_thrombus_of_fonc_has_its_grade() -> None:
    score = all_scores(_case("fonc-2024"))["Vp"]
    assert (score.value, score.grade) == (3, "Vp3")
    assert score.sentence == "Vp3, as stated on 2020-06-07: in first-order branches."


@pytest.mark.parametrize("code", ["zhang-2024", "fonc-2024", "ikeda-2021"])
def test_no_score_uses_what_came_later(code: str) -> None:
    record = _case(code)
    chronology = Chronology(record)
    for assessment in record.assessments:
        last = chronology.span(assessment.on)
        assert last is not None
        for score in scores(record, chronology, assessment.on):
            spans = [chronology.span(each.on) for each in score.inputs if each.on]
            assert all(span is not None and span.latest <= last.latest for span in spans)
