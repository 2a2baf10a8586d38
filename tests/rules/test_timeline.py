"""Every series by each criteria; what readers reported beside what is computed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Context, localcontext

import pytest

from hcclog.domain.assessment import Assessment
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import EntityId
from hcclog.domain.patient import Sex, TimeAxis
from hcclog.domain.response import Category, Criteria, ReportedResponse, ResponseSeries
from hcclog.domain.statement import Statement, StatementKind
from hcclog.domain.therapy import Course
from hcclog.rules.criteria import RECIST_1_1, RULES
from hcclog.rules.reported import compare
from hcclog.rules.timeline import criteria_for, timeline
from tests.rules.courses import P, a_record

C = Category


def reported(category: Category | None, wording: str = "", basis: str = "") -> ReportedResponse:
    """Return what a reader concluded at the first assessment after the baseline."""
    at, on = EntityId("a1"), ClinicalDate.parse("day 60")
    return ReportedResponse(
        EntityId("r"), P, at, on, category=category, wording=wording, basis=basis
    )


AGREEMENT = [
    pytest.param([C.SD], C.SD, True, id="the same"),
    pytest.param([C.PR], C.SD, False, id="another"),
    pytest.param([C.ICR], C.CR, True, id="iCR is CR"),
    pytest.param([C.IPR], C.PR, True, id="iPR is PR"),
    pytest.param([C.IUPD], C.PD, True, id="iUPD is PD"),
    pytest.param([C.ICPD], C.PD, True, id="iCPD is PD"),
    pytest.param([C.NON_ICR_NON_IUPD], C.NON_CR_NON_PD, True, id="persisting in iRECIST's words"),
    pytest.param([C.PD], C.IUPD, True, id="PD beside an unconfirmed progression"),
    pytest.param([C.IUPD], C.ICPD, False, id="iUPD is not iCPD"),
    pytest.param([C.ICPD], C.ICPD, True, id="iCPD is iCPD"),
    pytest.param([C.SD], C.NON_CR_NON_PD, False, id="SD is not NON-CR/NON-PD"),
    pytest.param([C.SD, C.SD], C.SD, True, id="two readers who agree"),
    pytest.param([C.SD, C.PD], C.SD, False, id="two readers, one of whom does not"),
    pytest.param([], C.SD, None, id="nothing was reported"),
]


@pytest.mark.parametrize(("categories", "computed", "agrees"), AGREEMENT)
def test_reported_agrees(
    categories: list[Category], computed: Category, agrees: bool | None
) -> None:
    told, difference = compare([reported(c) for c in categories], computed, "Sum 50.0 mm.")
    assert told is agrees
    assert ("Sum 50.0 mm." in difference) is (agrees is False)


def test_only_like_is_compared_with_like() -> None:
    reports = [
        reported(None, wording="well controlled"),
        reported(C.PD, basis="AFP"),
        reported(C.SD),
    ]
    agrees, difference = compare(reports, C.SD, "Why.")
    assert agrees is True
    assert difference == (
        "Reported “well controlled”, which is no category to compare with. "
        "The reported PD rests on AFP, not on imaging alone."
    )


def test_criteria_stand_in_the_order_asked_for() -> None:
    record = a_record("T1 target liver: 50/50 | 45/20")
    both = timeline(record, (Criteria.MRECIST, Criteria.RECIST_1_1)).responses
    assert [(r.criteria, r.timepoints[1].overall.value) for r in both] == [
        (Criteria.MRECIST, C.PR),
        (Criteria.RECIST_1_1, C.SD),
    ]


def test_criteria_without_rules_are_no_guess() -> None:
    with pytest.raises(KeyError):
        timeline(a_record("T1 target liver: 50 | 50"), (Criteria.NOT_STATED,))


def test_a_trial_brings_its_own_switches() -> None:
    own = {Criteria.RECIST_1_1: replace(RECIST_1_1, progression_mm=None)}
    record = a_record("T1 target lung: 20 | 24.5")
    assert timeline(record).responses[0].timepoints[1].overall.value is C.SD
    by_trial = timeline(record, (Criteria.RECIST_1_1,), own).responses[0]
    assert by_trial.timepoints[1].overall.value is C.PD
    assert RULES[Criteria.RECIST_1_1] is RECIST_1_1


def test_a_series_without_a_placed_baseline_is_left_out() -> None:
    record = a_record("T1 target liver: 50 | 50")
    lost = Assessment(EntityId("a9"), P, ClinicalDate.parse("2021-10"))
    second = ResponseSeries(EntityId("s2"), P, "line 2", EntityId("a9"))
    whole = replace(
        record, assessments=(*record.assessments, lost), series=(*record.series, second)
    )
    assert [r.series.label for r in timeline(whole, (Criteria.RECIST_1_1,)).responses] == ["line 1"]


def test_of_two_series_with_one_baseline_neither_is_cut() -> None:
    record = a_record("T1 target liver: 50 | 50 | 50")
    twin = replace(record.series[0], id=EntityId("s2"), label="again")
    both = timeline(replace(record, series=(*record.series, twin)), (Criteria.RECIST_1_1,))
    assert [len(r.timepoints) for r in both.responses] == [3, 3]


ORDERS = [
    pytest.param("+ 1 month", "+ 7 months", False, id="counted from one event: in their order"),
    pytest.param("+ 2 months", "+ 2 months", True, id="as long after it: not certain"),
]


@pytest.mark.parametrize(("first", "second", "is_unsure"), ORDERS)
def test_two_dates_counted_from_an_event_of_some_year(
    first: str, second: str, is_unsure: bool
) -> None:
    dates = ["2020", f"assessment:a0:on {first}", f"assessment:a0:on {second}"]
    record = a_record("T1 target liver: 50 | 40 | 30", dates, TimeAxis.CALENDAR)
    points = timeline(record, (Criteria.RECIST_1_1,)).responses[0].timepoints
    assert points[1].span is not None
    assert points[2].span is not None
    assert points[1].span.latest > points[2].span.earliest
    assert points[2].order_unsure is is_unsure


def test_contradictions_of_the_record_are_findings() -> None:
    record = a_record("T1 target liver: 50 | 50")
    told = Statement(EntityId("told"), P, StatementKind.SEX, sex=Sex.FEMALE)
    patient = replace(record.patient, sex=Sex.MALE)
    (found,) = timeline(replace(record, patient=patient, statements=(told,))).findings
    assert found.sentence == "The patient is recorded as male and called female."
    assert found.marks == (("statement", "told"), ("patient", P))


REPORTS = [
    pytest.param(C.SD, "a1", "", "", id="of an assessment"),
    pytest.param(None, None, "", "", id="of no category"),
    pytest.param(C.SD, None, "AFP", "rests on AFP", id="on a marker"),
    pytest.param(C.SD, None, "", "belongs to no assessment", id="of no assessment"),
]


@pytest.mark.parametrize(("category", "at", "basis", "words"), REPORTS)
def test_a_report_without_imaging_is_a_finding(
    category: Category | None, at: str | None, basis: str, words: str
) -> None:
    report = replace(reported(category, basis=basis), assessment_id=EntityId(at) if at else None)
    record = replace(a_record("T1 target liver: 50 | 50"), reported_responses=(report,))
    assert [one.sentence for one in timeline(record).findings] == bool(words) * [
        (f"The SD reported on day 60 {words}: there is nothing computed to compare it with.")
    ]


def test_the_caller_counting_with_few_digits_changes_nothing() -> None:
    record = a_record("T1 target liver: 33.33 | 39.99\nT2 target lung: 66.67 | 80.01")
    with localcontext(Context(prec=2)):
        few = timeline(record).responses
    assert few == timeline(record).responses
    assert few[0].timepoints[1].overall.value is C.PD


def test_nothing_at_all_is_no_finding() -> None:
    bare = replace(a_record("T1 target liver: 50 | 50"), assessments=(), series=())
    assert timeline(bare).findings == ()
    assert timeline(bare).responses == ()


AGENTS = [
    pytest.param(("lenvatinib", "sintilimab"), True, id="anti-PD-1 with a TKI"),
    pytest.param(("atezolizumab",), True, id="anti-PD-L1"),
    pytest.param(("tremelimumab",), True, id="anti-CTLA-4"),
    pytest.param(("lenvatinib",), False, id="a TKI alone"),
    pytest.param(("an unknown agent",), False, id="an agent that the catalogue does not know"),
    pytest.param((), False, id="no therapy"),
]


@pytest.mark.parametrize(("agents", "immune"), AGENTS)
def test_irecist_is_shown_where_a_checkpoint_inhibitor_is_given(
    agents: tuple[str, ...], immune: bool
) -> None:
    day = ClinicalDate.parse("day 0")
    courses = tuple(
        Course(EntityId(f"c{n}"), P, None, agent, day) for n, agent in enumerate(agents)
    )
    record = replace(a_record("T1 target liver: 50 | 50"), courses=courses)
    assert (Criteria.IRECIST in criteria_for(record)) is immune
