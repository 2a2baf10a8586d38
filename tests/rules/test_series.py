"""Which assessments belong to a series, in which order, and which role a lesion has."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hcclog.domain.assessment import Assessment
from hcclog.domain.chronology import Chronology
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import EntityId
from hcclog.domain.labs import LabResult, Qualitative
from hcclog.domain.patient import TimeAxis
from hcclog.domain.quantities import Comparator
from hcclog.domain.response import Category, Criteria, ReportedResponse, ResponseSeries
from hcclog.exchange.lesion_table import read_lesions
from hcclog.rules.readings import Point
from hcclog.rules.series import RecordView
from hcclog.rules.timeline import timeline
from tests.rules.courses import P, a_record, judged, overall, said


def test_a_series_ends_at_the_baseline_of_the_next_both_included() -> None:
    record = a_record("T1 target liver: 50 | 40 | 30 | 36")
    second = ResponseSeries(EntityId("s2"), P, "line 2", EntityId("a2"))
    both = timeline(replace(record, series=(*record.series, second)), (Criteria.RECIST_1_1,))
    labels = [[p.assessment.id for p in r.timepoints] for r in both.responses]
    assert labels == [["a0", "a1", "a2"], ["a2", "a3"]]


def test_the_next_baseline_is_the_next_in_time_whatever_its_id() -> None:
    dates = ["day 0", "day 180", "day 60", "day 120"]
    record = a_record("T1 target liver: 50 | 40 | 30 | 36", dates)
    more = [ResponseSeries(EntityId(f"s{n}"), P, f"line {n}", EntityId(f"a{n}")) for n in (1, 3)]
    found = timeline(replace(record, series=(*record.series, *more)), (Criteria.RECIST_1_1,))
    ids = [[p.assessment.id for p in r.timepoints] for r in found.responses]
    assert ids == [["a0", "a2", "a3"], ["a3", "a1"], ["a1"]]


COUNTS = [
    pytest.param(Comparator.LESS, (0, 5, "fewer than 6"), id="fewer than 6"),
    pytest.param(Comparator.LESS_OR_EQUAL, (0, 6, "at most 6"), id="at most 6"),
    pytest.param(Comparator.EQUAL, (6, 6, "6"), id="6"),
    pytest.param(Comparator.GREATER_OR_EQUAL, (6, None, "at least 6"), id="at least 6"),
    pytest.param(Comparator.GREATER, (7, None, "more than 6"), id="more than 6"),
]


@pytest.mark.parametrize(("comparator", "expected"), COUNTS)
def test_what_a_count_of_lesions_can_mean(
    comparator: Comparator, expected: tuple[int, int | None, str]
) -> None:
    record = a_record("T1 target liver: 50 | 40")
    counted = replace(record.assessments[1], n_lesions=6, n_lesions_comparator=comparator)
    raised = LabResult(EntityId("l"), P, counted.on, "afp", qualitative=Qualitative.RAISED)
    whole = replace(record, assessments=(record.assessments[0], counted), labs=(raised,))
    (view,) = RecordView(whole, Chronology(whole)).views()
    assert view.follow_up.points[1] == Point(
        "day 60", 60, 60, *expected, markers_normal=False, markers="AFP was raised (day 60)."
    )


SITES = [
    pytest.param("Porta hepatis", True, id="porta hepatis"),
    pytest.param("porta-hepatis", True, id="with a hyphen"),
    pytest.param("mediastinal", False, id="elsewhere"),
]


@pytest.mark.parametrize(("site", "is_there"), SITES)
def test_a_node_at_the_porta_hepatis_is_known_by_its_site(site: str, is_there: bool) -> None:
    record = a_record("T1 target node: 20 | 20")
    node = replace(record.lesions[0], site=site)
    track = RecordView(record, Chronology(record)).track(node, record.assessments, {})
    assert track.porta_hepatis is is_there


KNOWN = [
    pytest.param("12 | absent | -", "absent", id="the last word before, gone"),
    pytest.param("absent | present | -", "present", id="the last word before, there"),
    pytest.param("present | - | -", "present", id="an older one"),
    pytest.param("- | - | present", None, id="the baseline itself is not before"),
]


@pytest.mark.parametrize(("readings", "state"), KNOWN)
def test_what_is_known_of_a_lesion_before_the_baseline(readings: str, state: str | None) -> None:
    record = a_record(f"T1 target liver: 50 | 50 | 50\nN1 free lung: {readings}")
    later = replace(
        record, series=(replace(record.series[0], baseline_assessment_id=EntityId("a2")),)
    )
    view = RecordView(later, Chronology(later))
    known = view.track(record.lesions[1], [record.assessments[2]], {}).known_before
    assert (known.state if known else None) == state


def test_assessments_are_ordered_by_the_middle_of_what_is_known() -> None:
    response = judged("T1 target liver: 50 | 40 | 30", dates=["day 0", "day 120", "day 60"])
    assert [point.assessment.id for point in response.timepoints] == ["a0", "a2", "a1"]


def test_an_order_that_is_unsure_is_said_to_be() -> None:
    dates = ["day 0", "month 2", "day 65"]
    response = judged("T1 target liver: 50 | 40 | 30", dates=dates)
    assert [point.order_unsure for point in response.timepoints] == [False, True, True]
    assert "Its order against day 65 is not certain." in response.timepoints[1].overall.sentence


SAME_DAY = "Another assessment has the same date ({}): which of them came first is not certain."
UNSURE = [
    pytest.param(["day 0", "day 60", "day 60"], 1, SAME_DAY.format("day 60"), id="one day"),
    pytest.param(["day 0", "day 60", "day 60"], 2, SAME_DAY.format("day 60"), id="the other of it"),
    pytest.param(["day 0", "day 0", "day 60"], 0, SAME_DAY.format("day 0"), id="the baseline's"),
    pytest.param(["month 2", "day 70", "day 90"], 0, "against day 70 is not", id="the baseline"),
    pytest.param(
        ["2021-10-14", "2021-12", "2021-12"], 1, SAME_DAY.format("2021-12"), id="one month"
    ),
    pytest.param(["2021", "2022-01", "2022"], 1, "against 2022 is not certain", id="in a year"),
]


@pytest.mark.parametrize(("dates", "k", "words"), UNSURE)
def test_the_verdict_says_which_order_is_unsure(dates: list[str], k: int, words: str) -> None:
    axis = TimeAxis.CALENDAR if "-" in "".join(dates) else TimeAxis.RELATIVE
    record = a_record("T1 target liver: 50 | 40 | 41", dates, axis)
    points = timeline(record).responses[0].timepoints
    assert points[k].order_unsure
    assert words in points[k].overall.sentence
    assert sum("certain" in p.overall.sentence for p in points) == 2


def test_what_is_counted_from_another_scan_of_that_month_is_unsure_against_this_one() -> None:
    dates = ["2022-02", "2022-02", "assessment:a0:on + 3 weeks"]
    record = a_record("T1 target liver: 50 | 40 | 41", dates, TimeAxis.CALENDAR)
    first, second, third = timeline(record, (Criteria.RECIST_1_1,)).responses[0].timepoints
    same, after = SAME_DAY.format("2022-02"), third.assessment.on
    label = timeline(record).chronology.label(after)
    assert same in first.overall.sentence
    assert "Its order" not in first.overall.sentence
    assert second.overall.sentence.endswith(f"Its order against {label} is not certain. {same}")
    assert third.overall.sentence.endswith("Its order against 2022-02 is not certain.")


ENTERED = [
    pytest.param(
        ["day 120", "day 0", "day 60"], ["a1", "a2", "a0"], id="the last was entered first"
    ),
    pytest.param(["month 2", "day 0", "day 60"], ["a1", "a2", "a0"], id="month 2 is day 61"),
    pytest.param(["day 60", "day 0", "day 60"], ["a1", "a0", "a2"], id="of one day, as entered"),
    pytest.param(
        ["day 0", "day 0", "day 0"], ["a1", "a0", "a2"], id="the baseline of the day first"
    ),
]


@pytest.mark.parametrize(("dates", "expected"), ENTERED)
def test_the_order_of_entry_counts_only_between_equal_dates(
    dates: list[str], expected: list[str]
) -> None:
    record = a_record("T1 target liver: 40 | 50 | 45", dates)
    on_a1 = replace(record.series[0], baseline_assessment_id=EntityId("a1"))
    points = timeline(replace(record, series=(on_a1,))).responses[0].timepoints
    assert [p.assessment.id for p in points] == expected


def test_of_two_baselines_of_one_day_each_begins_a_series_and_nothing_is_lost() -> None:
    record = a_record("T1 target liver: 50 | 40 | 30", ["day 0", "day 0", "day 60"])
    second = ResponseSeries(EntityId("s2"), P, "line 2", EntityId("a1"))
    for series in ((*record.series, second), (second, *record.series)):
        both = timeline(replace(record, series=series), (Criteria.RECIST_1_1,)).responses
        ids = [[p.assessment.id for p in r.timepoints] for r in both]
        assert ids == [["a0", "a1"], ["a1", "a2"]]


def test_dates_counted_from_one_event_are_in_their_order() -> None:
    dates = ["2020-01", "assessment:a0:on + 3 months", "assessment:a0:on + 5 months"]
    record = a_record("T1 target liver: 50 | 40 | 30", dates, TimeAxis.CALENDAR)
    assert not any(p.order_unsure for p in timeline(record).responses[0].timepoints)


ROLES = [
    pytest.param(
        "N1 free lung: present | present", "counted as non-target", id="seen at the baseline"
    ),
    pytest.param("N1 free lung: 8 | 8", "(8.0 mm, below the 10.0 mm", id="too small for a target"),
    pytest.param("N1 free node: 12 | 12", "below the 15.0 mm", id="a node too small for a target"),
    pytest.param(
        "N1 new lung: 12 | 12", "is called new but was seen", id="new, yet at the baseline"
    ),
    pytest.param("N1 not_followed lung: 12 | 12", "left out of this series", id="not followed"),
    pytest.param("N1 non-target lung benign: 12 | 12", "known to be benign", id="benign"),
    pytest.param("N1 free lung: - | -", "", id="a lesion that was never read"),
]


@pytest.mark.parametrize(("text", "words"), ROLES)
def test_a_role_that_was_settled_here_is_a_finding(text: str, words: str) -> None:
    response = judged(f"T1 target liver: 50 | 50\n{text}")
    assert words in said(response)
    assert overall(response) == ["SD"]


def test_a_lesion_known_before_the_baseline_is_not_new() -> None:
    record = a_record("T1 target liver: 50 | 50 | 50\nN1 free lung: 12 | - | 12")
    later = replace(record.series[0], baseline_assessment_id=EntityId("a1"))
    response = timeline(replace(record, series=(later,))).responses[0]
    assert overall(response) == ["SD"]
    assert "was seen before the baseline" in said(response)


def test_a_part_of_a_part_belongs_to_the_first(tmp_path: Path) -> None:
    rows = (
        "patient,date,lesion,role,diameter_mm,state\n"
        "a,day 0,T1,target,30,\na,day 0,T9,target,30,\n"
        "a,day 60,T1,target,12,\na,day 60,T1b,target,10,split:T1\na,day 60,T9,target,30,\n"
        "a,day 120,T1,target,12,\na,day 120,T1b,target,5,\na,day 120,T1c,target,5,split:T1b\n"
        "a,day 120,T9,target,30,\na,day 120,T10,target,9,\n"
    )
    (tmp_path / "l.csv").write_text(rows)
    (series,) = read_lesions(tmp_path / "l.csv")
    assert [track.part_of for track in series.follow_up.targets] == ["", "", "T1", "T1b", ""]
    assert [track.late for track in series.follow_up.targets] == [False] * 4 + [True]
    assert any("T10 is a target but was first read" in f for f in series.follow_up.findings)


def a_report(**fields: object) -> ReportedResponse:
    given = {"assessment_id": EntityId("a1"), "on": ClinicalDate.parse("day 60"), **fields}
    return ReportedResponse(EntityId("r"), P, **given)  # type: ignore[arg-type]  # a row of a table


REPORTS = [
    pytest.param({"category": Category.SD}, True, "", id="agrees"),
    pytest.param({"category": Category.ISD}, True, "", id="iSD is SD"),
    pytest.param({"category": Category.PR}, False, "Reported PR, computed SD.", id="differs"),
    pytest.param({"wording": "disease control"}, None, "no category to compare", id="words"),
    pytest.param(
        {"category": Category.PR, "basis": "AFP"}, None, "rests on AFP", id="not by imaging alone"
    ),
]


@pytest.mark.parametrize(("fields", "agrees", "words"), REPORTS)
def test_reported_beside_computed(
    fields: dict[str, object], agrees: bool | None, words: str
) -> None:
    record = a_record("T1 target liver: 50 | 50")
    point = timeline(replace(record, reported_responses=(a_report(**fields),))).responses[0]
    assert point.timepoints[1].agrees is agrees
    assert words in point.timepoints[1].difference


def test_a_report_at_the_baseline_belongs_to_the_series_that_ends_there() -> None:
    record = a_record("T1 target liver: 50 | 50 | 50")
    second = ResponseSeries(EntityId("s2"), P, "line 2", EntityId("a1"))
    report = a_report(category=Category.SD)
    whole = replace(record, series=(*record.series, second), reported_responses=(report,))
    first, later = timeline(whole, (Criteria.RECIST_1_1,)).responses
    assert first.timepoints[1].reported == (report,)
    assert later.timepoints[0].reported == ()
    alone = replace(report, assessment_id=EntityId("a0"))
    start = timeline(replace(record, reported_responses=(alone,))).responses[0].timepoints[0]
    assert start.difference == "This is the baseline, which has no response."


def test_what_keeps_parts_of_a_record_out_is_found() -> None:
    record = a_record("T1 target liver: 50 | 50")
    lost = Assessment(EntityId("a9"), P, ClinicalDate.parse("2021-10"))
    told = [f.sentence for f in timeline(replace(record, assessments=(lost,))).findings]
    assert told == ["The assessment of 2021-10 has no place in time and is in no series."]
    bare = [f.sentence for f in timeline(replace(record, series=())).findings]
    assert bare == ["There is no response series, so no response is computed."]
    no_imaging = a_report(assessment_id=None, category=Category.SD, basis="AFP")
    rests = timeline(replace(record, reported_responses=(no_imaging,))).findings
    assert "The SD reported on day 60 rests on AFP: there is nothing" in rests[0].sentence


def test_series_can_be_asked_for_by_criteria() -> None:
    result = timeline(a_record("T1 target liver: 50 | 50"))
    assert [r.criteria for r in result.of(Criteria.MRECIST)] == [Criteria.MRECIST]
