"""Contradictions of the published cases: rules find them all, and nothing else is claimed."""

from __future__ import annotations

from functools import cache
from itertools import count

import pytest

from hcclog.domain.chronology import Chronology
from hcclog.domain.record import NOUN_OF_TABLE, PatientRecord
from hcclog.domain.response import Category, Criteria
from hcclog.exchange.casefile import case_paths, read_case
from hcclog.rules.contradictions.find import contradictions
from hcclog.rules.timeline import timeline

FOUND = {
    "zhang-2024": (
        (
            "The TACE of 2022-05 is called the second; by count it is the third (3 days after"
            " the MRI of 2021-10; 2 days after the MRI, 2022-02; 2022-05)."
        ),
        (
            "Lenvatinib is said to have been given for 11 months (Case report, paragraph 3); "
            "from 1 month after surgery (2020-12) to 2022-02 it is about 14 months (397 to "
            "454 days)."
        ),
        (
            "SD is reported on 2023-01 for nearly 6 months (Case report, paragraph 4); from "
            "the last imaging (2022-10) to 2023-01 it is about 3 months (62 to 122 days). It "
            "would hold from the start of lenalidomide (2022-07) and lenvatinib (2022-07)."
        ),
        ("M1 is called larger on 2022-02, but its 6.74 mm are less than the 8.21 mm of 2021-11."),
        (
            "AFP is said to have fallen from 2022-07 to 2023-01 (Case report, paragraph 4); "
            "it went from 39.97 ng/mL to 53.43 ng/mL (+33.7 %)."
        ),
    ),
    "fonc-2024": (
        "The patient is recorded as male and called female (Outcomes and follow-up).",
        (
            "25 fractions of external beam radiotherapy (liver tumour) do not fit between "
            "2020-06-25 and 2020-07-07 at one a working day: there are 9 working days in 13 "
            "days."
        ),
        (
            "An interruption of lenalidomide is mentioned (Figure 3 caption); the record has "
            "no hold of it."
        ),
        (
            "The PR of 2020-09 is said to have lasted about 1 year (Case presentation, "
            "Treatment and efficacy); from 2020-09 to 2021-06 it is about 9 months (244 to "
            "302 days). Elsewhere it is given as about 9 months (Discussion)."
        ),
    ),
    "ikeda-2021": (),
}


@cache
def _record(code: str) -> PatientRecord:
    path = next(path for path in case_paths() if path.stem == code)
    numbers = count(1)
    return read_case(path, lambda: f"id-{next(numbers)}")


def _sentences(code: str) -> list[str]:
    record = _record(code)
    return [finding.sentence for finding in contradictions(record, Chronology(record))]


@pytest.mark.parametrize(
    ("code", "sentence"),
    [pytest.param(code, row, id=row[:100]) for code, rows in FOUND.items() for row in rows],
)
def test_a_contradiction_of_the_paper_is_found(code: str, sentence: str) -> None:
    assert sentence in _sentences(code)


@pytest.mark.parametrize("code", FOUND)
def test_nothing_is_claimed_that_the_paper_does_not_contradict(code: str) -> None:
    assert tuple(_sentences(code)) == FOUND[code]


def test_a_new_lesion_in_the_month_of_a_partial_response_is_a_difference() -> None:
    found = timeline(_record("fonc-2024"), (Criteria.RECIST_1_1,))
    point = found.responses[0].timepoints[1]
    assert found.chronology.label(point.assessment.on) == "2020-09"
    assert point.overall.value is Category.PD
    assert point.difference == "Reported PR, computed PD. One new lesion (B1, bone)."


@pytest.mark.parametrize("code", FOUND)
def test_a_finding_names_entries_of_the_record(code: str) -> None:
    record = _record(code)
    for finding in contradictions(record, Chronology(record)):
        assert finding.marks
        for table, entity_id in finding.marks:
            part = getattr(record, NOUN_OF_TABLE[table].attribute)
            ids = [entity.id for entity in (part if isinstance(part, tuple) else (part,))]
            assert entity_id in ids


@pytest.mark.parametrize("code", FOUND)
def test_no_contradiction_is_written_by_hand(code: str) -> None:
    assert _record(code).discrepancies == ()
