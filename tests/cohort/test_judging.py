"""One line of therapy that has more than one series: none of them is read by itself."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from hcclog.cohort.summarise import summarise
from hcclog.cohort.summary import PatientSummary, Responded
from hcclog.cohort.swimmer import swimmer
from hcclog.domain.ids import EntityId
from hcclog.domain.record import PatientRecord
from hcclog.domain.response import Category, LesionRole, ResponseSeries, SeriesLesion
from hcclog.rules.endpoints.rules import EndpointKey
from tests.cohort.crowds import exactly
from tests.cohort.records import IRECIST, MRECIST, RECIST, a_course, rows_of, treated
from tests.rules.courses import P


def counted_again(text: str, baseline: str, target: str) -> PatientRecord:
    """Return a record whose first line has a second series with another baseline and target."""
    record = treated(text, (a_course(1, "day 0", "day 500"), a_course(2, "day 500")))
    line_id = record.series[0].line_id
    second = ResponseSeries(EntityId("s2"), P, "again", EntityId(baseline), line_id)
    role = SeriesLesion(EntityId("r2"), P, second.id, EntityId(target), LesionRole.TARGET)
    return replace(
        record,
        series=(*record.series, second),
        series_lesions=(*record.series_lesions, role),
    )


AFTER = [
    pytest.param(
        "N1 non-target bone: present | progressed | progressed\nT1 free liver: 50 | 50 | 20",
        None,
        id="a fall after progression of a series without sums is not the best change",
    ),
    pytest.param(
        "N1 non-target bone: present | present | progressed\nT1 free liver: 50 | 50 | 20",
        Fraction(-3, 5),
        id="one at the assessment of the progression is",
    ),
    pytest.param(
        "N1 non-target bone: present | present | present\nT1 free liver: 50 | 50 | 20",
        Fraction(-3, 5),
        id="so is one without any progression",
    ),
]


@pytest.mark.parametrize(("text", "expected"), AFTER)
def test_progression_of_any_series_of_a_line_is_final(text: str, expected: Fraction | None) -> None:
    record = counted_again(text, "a1", "T1")
    judged = summarise(record).lines[0].by(RECIST)
    assert judged is not None
    assert [one.change for one in judged.measured] == [Fraction(-3, 5)]
    best = judged.best_change
    assert (best.change if best else None) == expected


def test_a_line_whose_sums_all_follow_its_progression_says_so() -> None:
    text = "N1 non-target bone: present | progressed | progressed\nT1 free liver: 50 | 50 | 20"
    judged = summarise(counted_again(text, "a1", "T1")).lines[0].by(RECIST)
    assert judged is not None
    assert judged.why_no_change == "Its complete sums of target lesions all follow its progression."


def signs_of(patient: PatientSummary) -> list[tuple[str, float]]:
    """Return the responses in the lane of a patient."""
    (lane,) = swimmer(rows_of(patient), RECIST).lanes
    return [(sign.kind, sign.day) for sign in lane.signs if sign.kind == "response"]


def test_a_response_of_a_later_series_is_a_sign_in_the_lane() -> None:
    text = "T1 target liver: 50 | 48 | 20\nT2 free liver: 50 | 50 | 20"
    patient = summarise(counted_again(text, "a1", "T2"))
    judged = patient.lines[0].by(RECIST)
    assert judged is not None
    assert [one.category for one in judged.changes] == [Category.SD]
    assert judged.best is not None
    assert (judged.best.category, judged.best.day) == (Category.PR, exactly(120))
    assert signs_of(patient) == [("response", 120)]


STARTS = [
    pytest.param("T1 target liver: 50 | 30 | 20 | 60", RECIST, id="RECIST 1.1"),
    pytest.param("T1 target liver enhancing: 50/50 | 50/48 | 50/20 | 50/60", MRECIST, id="mRECIST"),
    pytest.param("T1 target liver: 50 | 70 | 20 | 20", IRECIST, id="iRECIST"),
]


@pytest.mark.parametrize(("text", "criteria"), STARTS)
def test_the_sign_of_a_response_is_where_its_duration_begins(text: str, criteria: str) -> None:
    patient = summarise(treated(text))
    judged = next(one for one in patient.lines[0].judged if one.criteria == criteria)
    assert judged.responded is not None
    assert judged.any_response is not None
    lasted, begun = judged.any_response, judged.responded.day
    assert begun is not None
    assert lasted.ended is not None
    assert lasted.days == exactly(lasted.ended.earliest - begun.earliest)


def test_the_first_response_has_its_category_and_date() -> None:
    judged = summarise(treated("T1 target liver: 50 | 48 | 20 | absent")).lines[0].by(RECIST)
    assert judged is not None
    assert judged.responded == Responded(Category.PR, "day 120", exactly(120))
    assert judged.endpoint(EndpointKey.DOR, confirmed=False) == judged.any_response
