"""Endpoints: what ends them, what censors them, as intervals where dates are not exact."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.domain.response import Criteria
from hcclog.rules.endpoints.rules import EndpointKey
from hcclog.rules.endpoints.switches import Switches
from tests.rules.endpoints.cases import brief, line_endpoints, of

PFS, TTP, DOR = EndpointKey.PFS, EndpointKey.TTP, EndpointKey.DOR
TOT, OS, OS1 = EndpointKey.TIME_ON_TREATMENT, EndpointKey.OS, EndpointKey.OS_FROM_FIRST_LINE

FIRST_LINE = [
    pytest.param(
        ["day 0 to day 125: day 60 SD; day 120 PD"],
        {},
        {PFS: "event 120", TTP: "event 120", TOT: "event 125", OS: "censored 125", DOR: "none"},
        id="progression",
    ),
    pytest.param(
        ["day 0 to -: day 60 SD; day 120 SD; day 180 NE"],
        {"seen": "day 200"},
        {PFS: "censored 120", TTP: "censored 120", TOT: "censored 200", OS: "censored 200"},
        id="no progression: the last evaluable assessment",
    ),
    pytest.param(
        ["day 0 to -: day 60 SD"],
        {"died": "day 90"},
        {PFS: "event 90", TTP: "censored 90", TOT: "event 90", OS: "event 90"},
        id="death without progression",
    ),
    pytest.param(
        ["day 0 to -: day 60 PD"],
        {"died": "day 90"},
        {PFS: "event 60", TTP: "event 60", OS: "event 90"},
        id="progression before death",
    ),
    pytest.param(
        ["day 0 to -: day 60 NE"],
        {"seen": "day 90"},
        {PFS: "censored 0", TTP: "censored 0", OS: "censored 90"},
        id="nothing evaluable: censored at the start",
    ),
    pytest.param(
        ["day 0 to -:"], {}, {PFS: "censored 0", OS: "censored 0"}, id="no assessment after it"
    ),
    pytest.param(
        ["day 0 to -: day 60 SD"],
        {"died": "?", "seen": "day 80"},
        {PFS: "censored 60", TTP: "censored 60", OS: "event ?", TOT: "censored 80"},
        id="death on a day that is not known",
    ),
    pytest.param(
        ["day 0 to day 50"],
        {"seen": "day 90"},
        {PFS: "none", TTP: "none", DOR: "none", TOT: "event 50", OS: "censored 90"},
        id="no series",
    ),
    pytest.param(
        ["2020 to -"],
        {},
        {PFS: "none", TTP: "none", DOR: "none", TOT: "none", OS: "none"},
        id="a start without a place in time",
    ),
    pytest.param(
        ["day 0 to -: day 60 PR; day 120 PR; day 180 PD"],
        {},
        {DOR: "event 120", PFS: "event 180"},
        id="a response lasts from its first assessment",
    ),
    pytest.param(
        ["day 0 to -: day 60 PR; day 120 CR; day 180 CR"], {}, {DOR: "censored 120"}, id="going on"
    ),
    pytest.param(
        ["day 0 to -: day 60 PR; day 120 PR"], {"died": "day 150"}, {DOR: "event 90"}, id="death"
    ),
    pytest.param(
        ["day 0 to -: day 60 PR; day 120 SD; day 180 PD"], {}, {DOR: "none"}, id="not confirmed"
    ),
    pytest.param(
        ["day 0 to -:"],
        {"died": "day 0"},
        {PFS: "event 0", OS: "event 0", TOT: "event 0"},
        id="death on the day of the start",
    ),
    pytest.param(
        ["day 100 to -: day 90 PD; day 160 PD"],
        {},
        {PFS: "event 60"},
        id="progression before the start is none of this line",
    ),
    pytest.param(["day 0 to -: day 1 PD"], {}, {PFS: "event 1"}, id="the day after the start"),
    pytest.param(
        ["day 0 to -: day 10 PR; day 37 PR"], {}, {DOR: "none"}, id="27 days apart confirm nothing"
    ),
    pytest.param(
        ["day 0 to -: day 10 PR; day 38 PR"], {}, {DOR: "censored 28"}, id="28 days apart confirm"
    ),
    pytest.param(
        ["week 4 to -: month 3 SD; month 6 PD"], {}, {PFS: "event 137..173"}, id="uncertain dates"
    ),
    pytest.param(
        ["month 3 to -: month 3 SD; day 100 SD"], {}, {PFS: "censored 0..24"}, id="never negative"
    ),
    pytest.param(
        ["month 3 to -: course:c1:start + 2 months SD; course:c1:start + 5 months PD"],
        {},
        {PFS: "event 137..167"},
        id="counted from the start, whose own uncertainty they share",
    ),
]


@pytest.mark.parametrize(("lines", "more", "expected"), FIRST_LINE)
def test_one_line(lines: list[str], more: dict[str, Any], expected: dict[EndpointKey, str]) -> None:
    line = line_endpoints(*lines, **more)[0]
    assert {key: brief(line, key) for key in expected} == expected


SWITCHES = [
    pytest.param({}, "event 240", id="progression after NE and a TACE counts by default"),
    pytest.param({"censor_at_procedure": True}, "censored 150", id="censored at the TACE"),
    pytest.param({"censor_before_missed": True}, "censored 60", id="censored before two NE"),
    pytest.param(
        {"censor_before_missed": True, "censor_at_procedure": True},
        "censored 60",
        id="the earlier of the two",
    ),
]


@pytest.mark.parametrize(("switches", "expected"), SWITCHES)
def test_switches(switches: dict[str, Any], expected: str) -> None:
    line = line_endpoints(
        "day 0 to -: day 60 SD; day 120 NE; day 180 NE; day 240 PD",
        procedures=["tace day 150", "tace day 200", "thoracic-drainage day 90"],
        switches=Switches(**switches),
    )[0]
    assert brief(line, PFS) == expected


def test_a_procedure_before_the_response_does_not_censor_its_duration() -> None:
    line = line_endpoints(
        "day 0 to -: day 60 PR; day 120 PR; day 180 PD",
        procedures=["tace day 30", "tace day 150"],
        switches=Switches(censor_at_procedure=True),
    )[0]
    assert (brief(line, PFS), brief(line, DOR)) == ("censored 30", "censored 90")


def test_a_procedure_on_the_day_of_the_start_censors_by_the_switch() -> None:
    line = line_endpoints(
        "day 0 to -: day 60 PD",
        procedures=["tace day 0"],
        switches=Switches(censor_at_procedure=True),
    )[0]
    assert brief(line, PFS) == "censored 0"


def test_by_the_switch_no_procedure_is_told_not_to_censor() -> None:
    line = line_endpoints(
        "day 0 to -: day 120 PD",
        procedures=["tace between day 100 and day 130"],
        switches=Switches(censor_at_procedure=True),
    )[0]
    assert brief(line, PFS) == "event 120"
    assert not [said for said in of(line, PFS).findings if "does not censor" in said]


def test_one_missed_assessment_censors_nothing() -> None:
    line = line_endpoints(
        "day 0 to -: day 60 SD; day 120 NE; day 180 PD",
        switches=Switches(censor_before_missed=True),
    )[0]
    assert brief(line, PFS) == "event 180"


def test_death_before_the_progression_is_not_censored_for_what_was_missed() -> None:
    line = line_endpoints(
        "day 0 to -: day 60 SD; day 70 NE; day 80 NE; day 120 PD",
        died="day 110",
        switches=Switches(censor_before_missed=True),
    )[0]
    assert brief(line, PFS) == "event 110"


NEXT_LINE = [
    pytest.param(
        ["day 0 to day 90: day 60 SD; day 120 PD", "day 100 to -: day 160 SD"],
        {},
        "censored 100",
        id="the next line before progression",
    ),
    pytest.param(
        ["day 0 to day 90: day 60 SD; day 120 PD", "day 100 to -: day 160 SD"],
        {"switches": Switches(censor_at_new_therapy=False)},
        "event 120",
        id="by the switch it does not censor",
    ),
    pytest.param(
        ["day 0 to day 90: day 60 SD; day 120 PD", "day 120 to -: day 160 SD"],
        {},
        "event 120",
        id="the next line on the day of progression",
    ),
    pytest.param(
        ["day 0 to day 90: day 60 SD", "day 100 to -: day 160 SD"],
        {},
        "censored 100",
        id="the next line without progression",
    ),
    pytest.param(
        ["day 0 to day 90: day 60 SD; month 4 PD", "day 110 to -:"],
        {},
        "event 107..137",
        id="the next line perhaps before progression",
    ),
]


@pytest.mark.parametrize(("lines", "more", "expected"), NEXT_LINE)
def test_the_next_line(lines: list[str], more: dict[str, Any], expected: str) -> None:
    assert brief(line_endpoints(*lines, **more)[0], PFS) == expected


def test_the_next_line_is_the_one_with_the_next_number() -> None:
    lines = ("day 0 to -: day 60 SD", "day 100 to -:", "day 200 to -:")
    for backwards in (False, True):
        first, second, third = line_endpoints(*lines, backwards=backwards)
        assert (brief(first, PFS), brief(second, PFS)) == ("censored 100", "censored 100")
        assert (brief(second, OS1), brief(third, OS1)) == ("censored 200", "censored 200")


def test_what_followed_the_next_line_is_not_the_last_evaluable_before_it() -> None:
    first = line_endpoints("day 0 to -: day 60 SD; day 120 SD", "day 100 to -:")[0]
    assert "; last evaluable was the assessment (day 60), 100 days" in of(first, PFS).sentence


def test_without_any_start_there_is_no_survival_from_the_first() -> None:
    _first, second = line_endpoints("2020 to -", "2021 to -")
    assert brief(second, OS1) == "none"


def test_a_series_of_a_line_without_a_start_counts_nothing() -> None:
    lines = ("day 0 to -: day 60 PD", "2020 to -: day 120 SD")
    second = line_endpoints(*lines, shared=True)[1]
    assert (brief(second, PFS), brief(second, OS)) == ("none", "none")
    assert second.best is None


COURSES = [
    pytest.param(["day 30 to -"], "censored 90", id="one of two courses goes on"),
    pytest.param(["day 30 to day 70"], "event 70", id="the last of two ended"),
    pytest.param(["day 30 to day 40"], "event 50", id="the first of two ended last"),
    pytest.param(["day -10 to day 40"], "event 60", id="the line began with the other one"),
]


@pytest.mark.parametrize(("more_courses", "expected"), COURSES)
def test_time_on_treatment_of_several_courses(more_courses: list[str], expected: str) -> None:
    line = line_endpoints("day 0 to day 50", more_courses=more_courses, seen="day 90")[0]
    assert brief(line, TOT) == expected


def test_an_endpoint_holds_all_that_it_is_made_of() -> None:
    line = line_endpoints("day 0 to -: day 60 SD; day 120 PD")[0]
    found = of(line, PFS)
    assert found.name == "Progression-free survival"
    assert (str(found.start), str(found.end)) == (
        "the start of line 1 (day 0)",
        "the assessment (day 120)",
    )
    assert (found.clause, found.event, found.findings) == ("RECIST 1.1, 4.7", True, ())


def test_an_endpoint_that_does_not_begin_has_its_name_and_its_clause() -> None:
    none = of(line_endpoints("day 0 to -: day 60 SD")[0], DOR)
    assert (none.key, none.name, none.clause) == (DOR, "Duration of response", "RECIST 1.1, 4.6.2")
    assert (none.start, none.end, none.event, none.days) == (None, None, None, None)


def test_a_line_says_of_itself_which_it_is_and_where_its_best_responses_are() -> None:
    line = line_endpoints("day 0 to -: day 60 PR; day 80 SD; day 90 PR; day 120 PR")[0]
    assert (line.line.number, line.criteria) == (1, Criteria.RECIST_1_1)
    assert str(line.best_at) == "the assessment (day 60)"
    assert str(line.best_confirmed_at) == "the assessment (day 90)"
    assert line.best is not None
    assert line.best.sentence.startswith("PR on day 60, 60 days after the start")


def test_the_best_response_counts_from_a_start_whose_uncertainty_it_shares() -> None:
    line = line_endpoints("month 3 to -: course:c1:start + 2 months SD")[0]
    assert line.best is not None
    assert (line.best.value.value, line.best.could_be) == ("SD", ())


def test_survival_counts_from_each_line_and_from_the_first() -> None:
    first, second = line_endpoints(
        "day 0 to day 90: day 60 PD", "day 100 to -: day 160 SD", died="day 300"
    )
    assert (brief(first, OS), brief(second, OS), brief(second, OS1)) == (
        "event 300",
        "event 200",
        "event 300",
    )
    assert OS1 not in [one.key for one in first.endpoints]
    assert brief(first, TOT) == "event 90"


def test_treatment_that_goes_on_ends_with_the_next_line() -> None:
    first, _second = line_endpoints("day 0 to -: day 60 PD", "day 70 to -:")
    assert brief(first, TOT) == "event 70"
    assert of(first, TOT).sentence.startswith("The start of line 2 (day 70), 70 days")


def test_nothing_after_the_next_line_is_the_best_response() -> None:
    first, _second = line_endpoints("day 0 to -: day 60 SD; day 120 CR", "day 100 to -:")
    assert first.best is not None
    assert first.best.value.value == "SD"
    assert "1 assessment lies after the start of line 2 (day 100)" in first.findings[0]


def test_several_such_assessments() -> None:
    first, _second = line_endpoints(
        "day 0 to -: day 60 SD; day 120 CR; day 150 CR", "day 100 to -:"
    )
    assert first.findings[0].startswith("2 assessments lie after the start of line 2")


def test_best_response_with_and_without_confirmation() -> None:
    line = line_endpoints("day 0 to -: day 60 PR; day 80 SD")[0]
    assert line.best is not None
    assert line.best_confirmed is not None
    assert (line.best.value.value, line.best_confirmed.value.value) == ("PR", "SD")
    assert brief(line, DOR) == "none"
    free = Switches(confirmed_response=False)
    unconfirmed = line_endpoints("day 0 to -: day 60 PR; day 80 SD", switches=free)[0]
    assert brief(unconfirmed, DOR) == "censored 20"
    assert of(unconfirmed, DOR).findings == ("The response need not be confirmed.",)
    assert of(line_endpoints("day 0 to -: day 60 SD", switches=free)[0], DOR).sentence == (
        "There was no response that could last."
    )


CONTROL = [
    pytest.param("day 0 to -: day 60 SD", True, "The best response SD is disease control."),
    pytest.param("day 0 to -: day 60 PD", False, "The best response PD is no disease control."),
    pytest.param(
        "day 0 to -: day 60 NE", None, "The best response is NE: disease control is not known."
    ),
    pytest.param("day 0 to -", None, "There is no best response, so disease control is not known."),
]


@pytest.mark.parametrize(("line", "value", "sentence"), CONTROL)
def test_disease_control(line: str, value: bool | None, sentence: str) -> None:
    assert line_endpoints(line)[0].disease_control == (value, sentence)


@pytest.mark.parametrize(
    ("confirmed", "value"),
    [
        pytest.param(True, None, id="a response that was not confirmed controls nothing yet"),
        pytest.param(False, True, id="by the switch it does"),
    ],
)
def test_disease_control_follows_the_switch(confirmed: bool, value: bool | None) -> None:
    switches = Switches(confirmed_response=confirmed)
    line = line_endpoints("day 0 to -: day 20 PR", switches=switches)[0]
    assert line.disease_control.value is value


IRECIST = [
    pytest.param("day 60 iUPD; day 120 iCPD", "event 60", id="confirmed: dated back"),
    pytest.param("day 60 iUPD; day 120 iPR; day 180 iUPD; day 240 iCPD", "event 180", id="reset"),
    pytest.param("day 60 iSD; day 120 iUPD", "event 120", id="never confirmed"),
    pytest.param("day 60 iUPD; day 120 iPR", "censored 120", id="reset, no progression"),
]


@pytest.mark.parametrize(("points", "expected"), IRECIST)
def test_irecist(points: str, expected: str) -> None:
    line = line_endpoints(f"day 0 to -: {points}", criteria=Criteria.IRECIST)[0]
    assert brief(line, PFS) == expected


def test_irecist_without_what_was_never_confirmed() -> None:
    line = line_endpoints(
        "day 0 to -: day 60 iSD; day 120 iUPD",
        criteria=Criteria.IRECIST,
        switches=Switches(unconfirmed_progression=False),
    )[0]
    assert brief(line, PFS) == "censored 120"


REASONS = [
    pytest.param(
        ["day 0 to -: day 60 SD; day 120 PD"],
        {},
        PFS,
        "Progression at the assessment (day 120), 120 days (3.9 months) after the start of line 1 "
        "(day 0).",
        id="progression",
    ),
    pytest.param(
        ["day 0 to -: day 60 iUPD; day 120 iCPD"],
        {"criteria": Criteria.IRECIST},
        PFS,
        "Progression at the assessment (day 60), confirmed at the assessment (day 120), 60 days "
        "(2.0 months) after the start of line 1 (day 0).",
        id="confirmed progression",
    ),
    pytest.param(
        ["day 0 to -: day 60 iCPD"],
        {"criteria": Criteria.IRECIST},
        PFS,
        "Progression at the assessment (day 60), 60 days (2.0 months) after the start of line 1 "
        "(day 0).",
        id="iCPD by itself",
    ),
    pytest.param(
        ["day 0 to -: day 60 iUPD"],
        {"criteria": Criteria.IRECIST},
        PFS,
        "Progression at the assessment (day 60), neither confirmed nor followed by anything "
        "better, 60 days (2.0 months) after the start of line 1 (day 0).",
        id="unconfirmed progression",
    ),
    pytest.param(
        ["week 4 to -: month 3 SD"],
        {},
        PFS,
        "No progression and no death is recorded: censored at the last evaluable assessment "
        "(month 3), 45 to 81 days (1.5 to 2.7 months) after the start of line 1 (week 4).",
        id="censored, with uncertain dates",
    ),
    pytest.param(
        ["day 0 to -: day 60 NE"],
        {},
        PFS,
        "No assessment after the start could be evaluated: censored at the start of line 1 "
        "(day 0), 0 days (0.0 months) after the start of line 1 (day 0).",
        id="nothing evaluable",
    ),
    pytest.param(
        ["day 0 to -: day 60 SD", "day 100 to -:"],
        {},
        TTP,
        "No progression is recorded before the start of line 2 (day 100): censored there; last "
        "evaluable was the assessment (day 60), 100 days (3.3 months) after the start of line 1 "
        "(day 0).",
        id="the next line",
    ),
    pytest.param(
        ["day 0 to -: day 60 NE", "day 100 to -:"],
        {},
        TTP,
        "No progression is recorded before the start of line 2 (day 100): censored there, 100 days "
        "(3.3 months) after the start of line 1 (day 0).",
        id="the next line, nothing evaluable before it",
    ),
    pytest.param(
        ["day 0 to -: day 60 SD"],
        {"died": "day 90"},
        PFS,
        "The death (day 90), 90 days (3.0 months) after the start of line 1 (day 0).",
        id="death",
    ),
    pytest.param(
        ["day 0 to -: day 60 SD"],
        {"died": "day 90"},
        TTP,
        "No progression is recorded before the death (day 90): censored there, 90 days "
        "(3.0 months) after the start of line 1 (day 0).",
        id="death censors the time to progression",
    ),
    pytest.param(
        ["day 0 to -: day 60 SD; day 70 NE; day 80 NE; day 120 PD"],
        {"switches": Switches(censor_before_missed=True)},
        PFS,
        "Progression came after 2 assessments without an answer: censored before them at the "
        "assessment (day 60), 60 days (2.0 months) after the start of line 1 (day 0).",
        id="missed",
    ),
    pytest.param(
        ["day 0 to day 50: day 60 SD"],
        {},
        TOT,
        "The end of drug1 (day 50), 50 days (1.6 months) after the start of line 1 (day 0).",
        id="treatment that ended",
    ),
    pytest.param(
        ["day 0 to -: day 60 SD"],
        {"seen": "day 90"},
        TOT,
        "The treatment goes on: censored at the last news of the patient, the last follow-up "
        "(day 90), 90 days (3.0 months) after the start of line 1 (day 0).",
        id="treatment goes on",
    ),
    pytest.param(
        ["day 0 to day 70: day 60 SD"],
        {"seen": "day 90 # last follow-up by telephone"},
        OS,
        "No death is recorded: censored at the last news of the patient, the last follow-up by "
        "telephone, 90 days (3.0 months) after the start of line 1 (day 0).",
        id="alive, in the words of the source",
    ),
    pytest.param(
        ["day 0 to -: day 60 SD"],
        {"died": "?"},
        OS,
        "The patient died on a day that is not known; it counts from the start of line 1 (day 0).",
        id="died on an unknown day",
    ),
    pytest.param(
        ["day 0 to -"],
        {},
        PFS,
        "The line has no response series, so nothing is known of response and progression.",
        id="no series",
    ),
    pytest.param(
        ["2020 to -"],
        {},
        OS,
        "The line has no course whose start has a place in time.",
        id="no start",
    ),
    pytest.param(
        ["day 0 to -: day 60 SD"],
        {},
        DOR,
        "There was no confirmed response that could last.",
        id="no response",
    ),
]


@pytest.mark.parametrize(("lines", "more", "key", "sentence"), REASONS)
def test_the_reason(
    lines: list[str], more: dict[str, Any], key: EndpointKey, sentence: str
) -> None:
    assert of(line_endpoints(*lines, **more)[0], key).sentence == sentence


FINDINGS = [
    pytest.param(
        ["day 0 to -: day 60 SD; day 70 NE; day 80 NE; day 120 PD"],
        {},
        "2 assessments without an answer stand directly before the progression, which may have "
        "come earlier.",
        id="missed before progression",
    ),
    pytest.param(
        ["day 0 to -: day 60 SD; day 70 NE; day 80 NE; day 120 PD"],
        {"switches": Switches(censor_before_missed=True)},
        "The progression after them does not count, by the switch.",
        id="missed, and censored",
    ),
    pytest.param(
        ["day 0 to -: day 60 SD; day 90 NE"],
        {},
        "1 later assessment is NE, the last on day 90.",
        id="NE after the last evaluable one",
    ),
    pytest.param(
        ["day 0 to -: day 60 SD; day 90 NE; day 120 NE"],
        {},
        "2 later assessments are NE, the last on day 120.",
        id="several NE after it",
    ),
    pytest.param(
        ["day 0 to -: day 60 PD"],
        {"procedures": ["tace day 30"]},
        "The TACE (day 30) lies between start and end and does not censor.",
        id="a procedure",
    ),
    pytest.param(
        ["day 0 to -: day 60 PD"],
        {"procedures": ["tace day 30", "rfa day 40", "tace day 90", "pleurodesis day 20"]},
        "The TACE (day 30) and the RFA (day 40) lie between start and end and do not censor.",
        id="two procedures",
    ),
    pytest.param(
        ["day 0 to -: day 60 SD; month 4 PD", "day 110 to -:"],
        {},
        "Whether the start of line 2 (day 110) came before the progression is not certain; the "
        "progression counts.",
        id="the order is not certain",
    ),
    pytest.param(["day 0 to -: day 60 PD!"], {}, "Reported otherwise.", id="a reader differs"),
    pytest.param(
        ["day 0 to -: day 60 SD"], {"died": "?"}, "The patient died on a day that is not known."
    ),
]


@pytest.mark.parametrize(("lines", "more", "finding"), FINDINGS)
def test_what_is_to_settle(lines: list[str], more: dict[str, Any], finding: str) -> None:
    assert of(line_endpoints(*lines, **more)[0], PFS).findings == (finding,)


NOT_TO_SETTLE = [
    pytest.param(
        ["day 0 to day 90: day 60 SD; day 120 PD!", "day 100 to -:"],
        {},
        id="how a reader saw the progression after the next line",
    ),
    pytest.param(
        ["day 0 to -: day 60 PD"], {"procedures": ["tace day 60"]}, id="a procedure at the end"
    ),
    pytest.param(
        ["day 0 to -: day 60 SD; day 60 NE"], {}, id="NE on the day of the last evaluable one"
    ),
    pytest.param(
        ["day 0 to -: day 60 PR; day 90 PR"],
        {"switches": Switches(confirmed_response=False)},
        id="the confirmation of a response, which no progression needs",
    ),
]


@pytest.mark.parametrize(("lines", "more"), NOT_TO_SETTLE)
def test_what_needs_no_settling(lines: list[str], more: dict[str, Any]) -> None:
    assert of(line_endpoints(*lines, **more)[0], PFS).findings == ()


def test_a_procedure_the_day_before_the_end_is_told() -> None:
    line = line_endpoints("day 0 to -: day 60 PD", procedures=["tace day 59"])[0]
    assert of(line, PFS).findings == (
        "The TACE (day 59) lies between start and end and does not censor.",
    )


def test_a_confirmed_response_needs_no_remark() -> None:
    line = line_endpoints("day 0 to -: day 60 PR; day 90 PR")[0]
    assert of(line, DOR).findings == ()


def test_what_a_line_was_changed_for_came_before_the_change() -> None:
    lines = ("day 0 to -: day 60 SD; month 4 PD", "day 110 to -: day 200 SD")
    assert of(line_endpoints(*lines, shared=True)[0], PFS).findings == ()


def test_a_baseline_long_after_the_start_sees_nothing_between() -> None:
    lines = ("day 0 to -: day 120 PD", "day 60 to -: day 200 SD")
    (finding,) = line_endpoints(*lines, shared=True)[1].findings
    assert finding == (
        "The first baseline, the assessment (day 120), lies 60 days (2.0 months) after the start "
        "of line 2 (day 60): progression between them is not seen here."
    )


def test_a_baseline_one_day_after_the_start_is_told() -> None:
    lines = ("day 0 to -: day 120 PD", "day 119 to -: day 200 SD")
    (finding,) = line_endpoints(*lines, shared=True)[1].findings
    assert "lies 1 day (0.0 months) after the start of line 2 (day 119)" in finding


LAST_NEWS = [
    pytest.param(
        {"more_courses": ["day 70 to -"]}, "the start of more0 (day 70)", id="a course that began"
    ),
    pytest.param(
        {"more_courses": ["day 30 to day 80"]}, "the end of more0 (day 80)", id="one that ended"
    ),
    pytest.param({"visited": "day 90"}, "the visit (day 90)", id="a visit"),
    pytest.param({"tested": "day 95"}, "the laboratory result (day 95)", id="a laboratory result"),
    pytest.param({"procedures": ["rfa day 98"]}, "the RFA (day 98)", id="a procedure"),
    pytest.param({"procedures": ["x day 98"]}, "the x (day 98)", id="an unknown procedure"),
    pytest.param({"seen": "day 50"}, "the assessment (day 60)", id="an assessment"),
]


@pytest.mark.parametrize(("more", "what"), LAST_NEWS)
def test_whatever_is_recorded_last_is_the_last_news(more: dict[str, Any], what: str) -> None:
    line = line_endpoints("day 0 to -: day 60 SD", **more)[0]
    assert f"the last news of the patient, {what}," in of(line, OS).sentence


def test_an_unknown_kind_of_procedure_treats_nothing() -> None:
    line = line_endpoints("day 0 to -: day 60 PD", procedures=["no-such-thing day 30"])[0]
    assert of(line, PFS).findings == ()


def test_a_line_without_series_says_so() -> None:
    assert line_endpoints("day 0 to -")[0].findings == (
        "Line 1 has no response series by recist-1.1.",
    )
    assert line_endpoints("2020 to -")[0].findings == ()


def test_no_lines_no_endpoints() -> None:
    assert line_endpoints() == ()


DAYS = st.lists(st.integers(1, 400), unique=True, max_size=6)
NAMES = ["CR", "PR", "SD", "PD", "NE"]


@given(DAYS, st.data())
def test_laws(days: list[int], data: st.DataObject) -> None:
    names = [data.draw(st.sampled_from(NAMES)) for _ in days]
    died = data.draw(st.none() | st.integers(400, 500))
    points = "; ".join(f"day {day} {name}" for day, name in zip(days, names, strict=True))
    line = line_endpoints(f"day 0 to -: {points}", died=None if died is None else f"day {died}")[0]
    pfs, ttp, survival = (of(line, key) for key in (PFS, TTP, OS))
    assert pfs.days.earliest <= survival.days.earliest
    assert survival.event is (died is not None)
    assert pfs.event is ("PD" in names or died is not None)
    assert ttp.event is ("PD" in names)
    assert all(one.days.exact and one.days.earliest >= 0 for one in (pfs, ttp, survival))
