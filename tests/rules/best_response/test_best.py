"""Best overall response: the published tables row for row, thresholds, order, uncertain days."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.domain.chronology import DaySpan
from hcclog.domain.response import Category, Criteria
from hcclog.rules.best_response.best import best_response, first_response
from hcclog.rules.best_response.facts import START, Assessed, distances
from hcclog.rules.best_response.options import BestResponseOptions
from tests.rules.best_response.courses import best, confirmed, course

# RECIST 1.1, Table 3: first, second, and the best where the least time was met, and where not.
TABLE_3 = [
    ("CR", "CR", "CR", "CR"),
    ("CR", "PR", "SD", "PD"),
    ("CR", "SD", "SD", "PD"),
    ("CR", "PD", "SD", "PD"),
    ("CR", "NE", "SD", "NE"),
    ("CR", "", "SD", "NE"),
    ("PR", "CR", "PR", "PR"),
    ("PR", "PR", "PR", "PR"),
    ("PR", "SD", "SD", "NE"),
    ("PR", "PD", "SD", "PD"),
    ("PR", "NE", "SD", "NE"),
    ("PR", "", "SD", "NE"),
    ("NE", "NE", "NE", "NE"),
]


@pytest.mark.parametrize(
    ("first", "later", "met", "not_met"),
    [pytest.param(*row, id=f"{row[0]}, then {row[1] or 'nothing'}") for row in TABLE_3],
)
def test_the_published_table(first: str, later: str, met: str, not_met: str) -> None:
    late = f"60 {first}" + (f", 90 {later}" if later else "")
    early = f"10 {first}" + (f", 41 {later}" if later else "")
    assert confirmed(late).value == met
    assert confirmed(early).value == not_met


CONFIRMED = [
    pytest.param("60 CR, 88 CR", "CR", 0, id="exactly 28 days confirm"),
    pytest.param("60 CR, 87 CR", "SD", 0, id="27 days do not"),
    pytest.param("60 PR, 88 PR", "PR", 0, id="exactly 28 days confirm a partial response"),
    pytest.param("60 PR, 87 PR", "SD", 0, id="27 days do not confirm it"),
    pytest.param("60 CR, 80 CR, 88 CR", "CR", 0, id="a CR between does no harm"),
    pytest.param("60 CR, 80 CR, 108 CR, 120 PD", "CR", 0, id="the first is the one confirmed"),
    pytest.param("60 CR, 75 NE, 90 CR", "CR", 0, id="one NE between may stand"),
    pytest.param("60 CR, 75 NE, 75 NE, 90 CR", "CR", 0, id="one NE that stands twice is one"),
    pytest.param("60 CR, 70 NE, 75 NE, 90 CR", "SD", 0, id="two NE between may not"),
    pytest.param("60 PR, 70 NE, 75 NE, 90 PR", "SD", 0, id="two NE between two PR may not either"),
    pytest.param("60 CR, 75 SD, 90 CR", "SD", 0, id="an SD between two CR may never stand"),
    pytest.param("60 PR, 75 SD, 90 PR", "SD", 0, id="nor between two PR by default"),
    pytest.param("60 PR, 75 NON, 90 PR", "SD", 0, id="nor NON-CR/NON-PD"),
    pytest.param("60 PR, 75 ND, 90 PR", "SD", 0, id="nor ND"),
    pytest.param("60 SD, 90 PR, 120 PR", "PR", 1, id="a later PR is confirmed"),
    pytest.param("60 PR, 90 CR, 120 PR", "PR", 0, id="CR confirms PR, though PR follows"),
    pytest.param("60 PR, 70 CR, 100 PR", "SD", 0, id="PR after CR confirms no PR"),
    pytest.param("60 CR, 90 PR, 120 PR", "PR", 1, id="PR after a CR may confirm each other"),
    pytest.param("60 PR, 90 CR, 120 CR", "CR", 1, id="the better of two confirmed"),
    pytest.param("60 CR, 70 PR, 98 CR, 126 CR", "CR", 2, id="a second CR may be confirmed"),
    pytest.param("20 CR, 50 PR", "SD", 1, id="the least time is met by the later one"),
    pytest.param("10 CR, 20 PR, 90 PD", "PD", 2, id="recorded progression is the one dated"),
    pytest.param("10 CR, 20 NE, 30 SD", "PD", 2, id="disease after a CR, with NE between"),
    pytest.param("10 CR, 41 NON", "PD", 1, id="NON-CR/NON-PD after an early CR"),
    pytest.param("60 NON, 90 NON", "NON-CR/NON-PD", 0, id="NON-CR/NON-PD"),
    pytest.param("42 PR", "SD", 0, id="exactly 42 days make stable disease"),
    pytest.param("41 PR", "NE", 0, id="41 do not"),
    pytest.param("20 PR, 41 NE", "NE", 0, id="NE is dated at the first early one"),
]


@pytest.mark.parametrize(("text", "value", "at"), CONFIRMED)
def test_confirmed(text: str, value: str, at: int) -> None:
    answer = confirmed(text)
    assert (answer.value, answer.at) == (value, at)


UNCONFIRMED = [
    pytest.param("10 CR", "CR", 0, id="CR needs no least time"),
    pytest.param("10 PR, 60 SD", "PR", 0, id="nor does PR"),
    pytest.param("60 SD, 90 PR, 120 CR", "CR", 2, id="the best of them"),
    pytest.param("42 SD", "SD", 0, id="stable from exactly 42 days"),
    pytest.param("41 SD", "NE", 0, id="not at 41"),
    pytest.param("42 NON", "NON-CR/NON-PD", 0, id="NON-CR/NON-PD from exactly 42 days"),
    pytest.param("41 NON", "NE", 0, id="not at 41 either"),
    pytest.param("30 SD, 50 SD", "SD", 1, id="dated at the first that counted"),
    pytest.param("60 NON, 90 SD", "SD", 1, id="SD is better than NON-CR/NON-PD"),
    pytest.param("30 SD, 60 PD", "PD", 1, id="early SD, then PD"),
    pytest.param("30 SD, 40 NE, 60 PD", "PD", 2, id="with NE between"),
    pytest.param("60 NE, 90 PD", "PD", 1, id="PD is better than NE"),
    pytest.param("60 PD, 90 CR", "PD", 0, id="nothing counts after PD"),
    pytest.param("60 PR, 90 PD, 120 CR", "PR", 0, id="but what came before does"),
    pytest.param("-5 CR, -1 PR, 60 SD", "SD", 2, id="nothing counts before the start"),
    pytest.param("-1 PD, 60 SD", "SD", 1, id="nor does PD before the start"),
    pytest.param("0 PR, 60 SD", "PR", 0, id="the day of the start counts"),
    pytest.param("0 PD, 60 SD", "PD", 0, id="for PD too"),
    pytest.param("60 NE, 90 NE", "NE", 0, id="only NE"),
    pytest.param("60 NE", "NE", 0, id="one NE"),
    pytest.param("60 ND, 90 ND", "ND", 0, id="no disease, and none came"),
    pytest.param("60 ND, 90 PD", "PD", 1, id="no disease, then progression"),
    pytest.param("60 ND, 90 NE", "NE", 1, id="ND only where nothing else is there"),
    pytest.param("-1 SD", "NE", None, id="nothing from the start on"),
    pytest.param("", "NE", None, id="no assessment at all"),
]


@pytest.mark.parametrize(("text", "value", "at"), UNCONFIRMED)
def test_unconfirmed(text: str, value: str, at: int | None) -> None:
    answer = best(text)
    assert (answer.value, answer.at) == (value, at)


SWITCHES = [
    pytest.param({"confirm_days": 14}, "60 CR, 74 CR", "CR", id="another time to confirm, met"),
    pytest.param({"confirm_days": 14}, "60 CR, 73 CR", "SD", id="and not met"),
    pytest.param({"sd_days": 56}, "56 SD", "SD", id="another least time, met"),
    pytest.param({"sd_days": 56}, "55 SD", "NE", id="and not met"),
    pytest.param({"max_ne": 0}, "60 CR, 75 NE, 90 CR", "SD", id="no NE between"),
    pytest.param({"max_ne": 2}, "60 PR, 70 NE, 75 NE, 90 PR", "PR", id="two NE between"),
    pytest.param({"sd_between": True}, "60 PR, 75 SD, 90 PR", "PR", id="an SD between two PR"),
    pytest.param({"sd_between": True}, "60 PR, 70 SD, 80 SD, 90 PR", "SD", id="but not two"),
    pytest.param({"sd_between": True}, "60 CR, 75 SD, 90 CR", "SD", id="and none between two CR"),
    pytest.param({"criteria": Criteria.MRECIST}, "60 PR, 90 PR", "PR", id="mRECIST has the same"),
]


@pytest.mark.parametrize(("options", "text", "value"), SWITCHES)
def test_switches(options: dict[str, Any], text: str, value: str) -> None:
    assert confirmed(text, **options).value == value


# iRECIST, Table 3; a slash stands for one or the other, so each row is many courses.
IRECIST_TABLE_3 = [
    pytest.param("iCR | iCR/iPR/iUPD/NE | iCR/iPR/iUPD/NE | iUPD | iCPD", "iCR", id="iCR first"),
    pytest.param(
        "iUPD | iPR/iSD/NE | iCR | iCR/iPR/iSD/iUPD/NE | iCR/iPR/iSD/iUPD/NE/iCPD",
        "iCR",
        id="iUPD, then iCR later",
    ),
    pytest.param(
        "iUPD | iPR | iPR/iSD/iUPD/NE | iPR/iSD/iUPD/NE/iCPD | iPR/iSD/iUPD/NE/iCPD",
        "iPR",
        id="iUPD, iPR, even iCPD later",
    ),
    pytest.param(
        "iUPD | iSD/NE | iPR | iPR/iSD/iUPD/NE | iPR/iSD/iUPD/NE/iCPD",
        "iPR",
        id="iUPD, iSD or NE, iPR",
    ),
    pytest.param(
        "iUPD | iSD | iSD/iUPD/NE | iSD/iUPD/NE/iCPD | iSD/iUPD/NE/iCPD",
        "iSD",
        id="iUPD, iSD, even iCPD later",
    ),
    pytest.param(
        "iUPD | iCPD | iCR/iPR/iSD/NE | iCR/iPR/iSD/NE | iCR", "iCPD", id="nothing after iCPD"
    ),
    pytest.param("iUPD | iUPD | iCPD | iCR/iPR/iSD | iCR", "iCPD", id="iUPD, iUPD, iCPD"),
    pytest.param("iUPD | NE | NE | NE | NE", "iUPD", id="iUPD, then only NE"),
]


@pytest.mark.parametrize(("row", "value"), IRECIST_TABLE_3)
def test_the_table_of_irecist(row: str, value: str) -> None:
    columns = [cell.strip().split("/") for cell in row.split("|")]
    for names in product(*columns):
        text = ", ".join(f"{60 * n} {name}" for n, name in enumerate(names, 1))
        assert best(text, criteria=Criteria.IRECIST).value == value, text


IRECIST = [
    pytest.param("60 iNON, 120 iUPD, 180 iCPD", "NON-iCR/NON-iUPD", id="without targets"),
    pytest.param("30 iSD, 60 iUPD", "iUPD", id="early iSD, then iUPD"),
    pytest.param("30 iSD, 60 iUPD, 90 iCPD", "iCPD", id="early iSD, then iCPD"),
    pytest.param("60 iUPD, 90 NE", "iUPD", id="iUPD is better than NE"),
]


@pytest.mark.parametrize(("text", "value"), IRECIST)
def test_irecist(text: str, value: str) -> None:
    assert best(text, criteria=Criteria.IRECIST).value == value


IRECIST_CONFIRMED = [
    pytest.param("60 iCR, 90 iCR", "iCR", id="iCR twice"),
    pytest.param("60 iPR, 90 iUPD, 120 iPR", "iSD", id="iUPD between two iPR confirms none"),
    pytest.param("10 iCR, 40 iPR", "iUPD", id="disease after an early iCR is not yet iCPD"),
]


@pytest.mark.parametrize(("text", "value"), IRECIST_CONFIRMED)
def test_irecist_confirmed(text: str, value: str) -> None:
    assert confirmed(text, criteria=Criteria.IRECIST).value == value


REASONS = [
    pytest.param(
        "60 CR, 90 CR",
        "CR on day 60 was confirmed by CR on day 90, 30 days later, of at least 28.",
        id="confirmed",
    ),
    pytest.param(
        "20 PR, 60 SD",
        "SD on day 60, 60 days after the start, of at least 42. PR on day 20 is not confirmed: "
        "SD on day 60 followed.",
        id="stable after a response that was lost",
    ),
    pytest.param(
        "60 CR, 75 NE, 90 CR",
        "CR on day 60 was confirmed by CR on day 90, 30 days later, of at least 28; "
        "1 NE stands between, of at most 1.",
        id="confirmed, with NE between",
    ),
    pytest.param(
        "60 PR, 80 PR",
        "PR on day 60 counts as SD: 60 days after the start, of at least 42. PR on day 60 is not "
        "confirmed: PR on day 80 is 20 days later, of at least 28.",
        id="confirmed too early",
    ),
    pytest.param(
        "60 PR, 90 SD",
        "PR on day 60 counts as SD: 60 days after the start, of at least 42. PR on day 60 is not "
        "confirmed: SD on day 90 followed.",
        id="lost",
    ),
    pytest.param(
        "60 CR, 70 NE, 75 NE, 90 CR",
        "CR on day 60 counts as SD: 60 days after the start, of at least 42. CR on day 60 is not "
        "confirmed: 2 NE stand before the next response, of at most 1.",
        id="too many NE",
    ),
    pytest.param(
        "10 PR, 30 NE",
        "PR on day 10 is not confirmed: only NE followed. PR on day 10 is too early to "
        "count as SD: 10 days after the start, of at least 42.",
        id="early, and only NE after it",
    ),
    pytest.param(
        "30 PR",
        "PR on day 30 is not confirmed: no assessment followed. PR on day 30 is too early to "
        "count as SD: 30 days after the start, of at least 42.",
        id="alone and early",
    ),
    pytest.param(
        "10 CR, 40 PR",
        "PR on day 40 shows disease after a complete response, which is progression; nothing "
        "counts as stable before 42 days after the start. CR on day 10 is not confirmed: PR on "
        "day 40 followed. PR on day 40 is not confirmed: no assessment followed.",
        id="disease after an early CR",
    ),
    pytest.param(
        "30 SD, 60 PD",
        "PD on day 60, 60 days after the start, with nothing better that counts. SD on day 30 is "
        "too early to count: 30 days after the start, of at least 42.",
        id="early SD, then PD",
    ),
    pytest.param(
        "41 NON",
        "NON-CR/NON-PD on day 41 is too early to count: 41 days after the start, of at least 42.",
        id="early NON-CR/NON-PD",
    ),
    pytest.param("60 SD", "SD on day 60, 60 days after the start, of at least 42.", id="stable"),
    pytest.param("60 NE, 90 NE", "2 NE, and nothing else.", id="two NE"),
    pytest.param("60 NE", "NE is all that there is.", id="one NE"),
    pytest.param(
        "60 ND", "ND on day 60: there was no disease at the start, and none came.", id="no disease"
    ),
    pytest.param("", "There was no assessment.", id="no assessment"),
    pytest.param(
        "-1 CR", "No assessment lies on the start or after it.", id="none from the start on"
    ),
]


@pytest.mark.parametrize(("text", "sentence"), REASONS)
def test_the_reason_has_its_dates_and_days(text: str, sentence: str) -> None:
    assert confirmed(text).sentence == sentence


def test_an_unconfirmed_response_says_that_none_is_asked_for() -> None:
    answer = best("60 PR")
    assert answer.sentence == "PR on day 60, 60 days after the start; no confirmation is asked for."
    assert answer.clause == "RECIST 1.1, 4.4"
    assert confirmed("60 PR, 90 PR").clause == "RECIST 1.1, 4.4.3, Table 3"


NAMED = [
    pytest.param("60 CR", False, "complete response", id="complete"),
    pytest.param("60 CR, 90 CR", True, "confirmed complete response", id="confirmed complete"),
    pytest.param("60 PR, 90 PR", True, "confirmed partial response", id="confirmed partial"),
    pytest.param("10 CR, 40 PR", True, "back after complete response", id="back"),
    pytest.param("", False, "no assessment", id="nothing"),
]


@pytest.mark.parametrize(("text", "is_confirmed", "rule"), NAMED)
def test_the_answer_names_its_rule(text: str, is_confirmed: bool, rule: str) -> None:
    assert best(text, confirmed=is_confirmed).rule == rule


def test_an_unconfirmed_progression_that_followed_early_stable_disease_says_both() -> None:
    answer = confirmed("10 iSD, 20 iUPD", criteria=Criteria.IRECIST)
    assert answer.sentence == (
        "iUPD on day 20 was neither confirmed nor followed by anything better. iSD on day 10 is "
        "too early to count: 10 days after the start, of at least 42."
    )


def test_an_unconfirmed_progression_says_so() -> None:
    answer = best("60 iUPD, 90 NE", criteria=Criteria.IRECIST)
    assert answer.sentence == (
        "iUPD on day 60 was neither confirmed nor followed by anything better."
    )


FINDINGS = [
    pytest.param("-1 PR, 60 SD", "PR on day -1 lies before the start and does not count."),
    pytest.param("0 PR, 60 SD", "PR on day 0 is of the day on which treatment began, and counts."),
    pytest.param(
        "-9 PR, -1 PR, 60 SD", "PR on day -9 and 1 more lie before the start and do not count."
    ),
    pytest.param("60 PD, 90 CR", "1 assessment after PD on day 60 does not count."),
    pytest.param("60 PD, 90 CR, 120 CR", "2 assessments after PD on day 60 do not count."),
    pytest.param("60 CR, 60 PD", "PD on day 60 and CR stand on one date: PD is read first."),
    pytest.param(
        "60 CR, 90 PR",
        "PR on day 90 follows CR on day 60: either disease was back, which is progression, or the "
        "complete response was an error; a person settles which.",
    ),
]


@pytest.mark.parametrize(("text", "finding"), FINDINGS)
def test_what_is_to_settle(text: str, finding: str) -> None:
    answer = best(text)
    assert finding in answer.findings
    assert answer.why.startswith(answer.sentence)


FIRST_DAYS = [
    pytest.param("-1 PR", ["PR on day -1 lies before the start and does not count."], id="before"),
    pytest.param(
        "0 PR",
        ["PR on day 0 is of the day on which treatment began, and counts."],
        id="on the day of the start",
    ),
    pytest.param("1 PR", [], id="the day after it"),
    pytest.param(
        "-9 PR, -1 PR, 0 SD",
        [
            "PR on day -9 and 1 more lie before the start and do not count.",
            "SD on day 0 is of the day on which treatment began, and counts.",
        ],
        id="each of them is told once",
    ),
]


@pytest.mark.parametrize(("text", "findings"), FIRST_DAYS)
def test_nothing_else_is_to_settle_about_the_first_days(text: str, findings: list[str]) -> None:
    assert list(best(text).findings) == findings


def test_a_confirmed_progression_without_an_unconfirmed_one_is_odd() -> None:
    said = best("60 iCPD", criteria=Criteria.IRECIST).findings
    assert said == ("iCPD on day 60 confirms no iUPD: none stands before it.",)
    assert best("60 iUPD, 90 iCPD", criteria=Criteria.IRECIST).findings == ()


UNSURE = [
    pytest.param("60 CR, 75..105 CR", "0", True, "CR", ["SD"], id="perhaps fewer than 28 days"),
    pytest.param("60 CR, 70..104 CR", "0", True, "SD", ["CR"], id="perhaps 28 days or more"),
    pytest.param("60 CR, 88..104 CR", "0", True, "CR", [], id="surely 28 days"),
    pytest.param("30..60 SD", "0", False, "SD", ["NE"], id="perhaps before the least time"),
    pytest.param("42..60 SD", "0", False, "SD", [], id="surely at the least time"),
    pytest.param("50 SD", "0..20", False, "NE", ["SD"], id="perhaps a start that was earlier"),
    pytest.param("50 SD", "0..8", False, "SD", [], id="an uncertain start, yet surely in time"),
    pytest.param("60..90 PD, 80 PR", "0", False, "PD", ["PR"], id="perhaps PR came before PD"),
    pytest.param("60..70 PD, 80 PR", "0", False, "PD", [], id="surely PD came first"),
    pytest.param("60..80 PD, 80 PR", "0", False, "PD", ["PR"], id="perhaps on the same day"),
    pytest.param("60..79 PD, 80 PR", "0", False, "PD", [], id="surely the day before"),
    pytest.param("60..90 PD, 80 PR, 200 SD", "0", False, "PD", ["PR"], id="one more after them"),
    pytest.param(
        "60 PR, 60..70 SD, 100 PR, 130 NE, 160 NE",
        "0",
        True,
        "SD",
        ["PR"],
        id="perhaps SD came before the PR that a later one confirms",
    ),
    pytest.param(
        "30..60 SD, 60..90 PD, 80 PR", "0", False, "SD", ["PR", "PD"], id="two other answers"
    ),
    pytest.param("0..28 PD, 90 PR", "1..30", False, "PR", ["PD"], id="perhaps before the start"),
    pytest.param("0..30 PD, 90 PR", "0..30", False, "PD", ["PR"], id="perhaps after the start"),
    pytest.param("60 PR, 60 PD", "0", False, "PD", [], id="one day, PD first"),
]


@pytest.mark.parametrize(("text", "start", "is_confirmed", "value", "could_be"), UNSURE)
def test_days_that_are_not_certain(
    text: str, start: str, is_confirmed: bool, value: str, could_be: list[str]
) -> None:
    answer = best(text, start, confirmed=is_confirmed)
    assert (answer.value, list(answer.could_be)) == (value, could_be)
    assert ("not exact enough" in answer.why) is bool(could_be)
    assert not could_be or f"could be {' or '.join(could_be)}." in answer.why


def test_more_may_be_known_of_two_dates_than_of_each() -> None:
    # Both are counted from a start that is known to a month; the days from it are known exactly.
    assessed = [Assessed(DaySpan(60, 90), Category.SD, "start + 60 days")]
    start, options = DaySpan(0, 30), BestResponseOptions()
    assert best_response(assessed, start, options).could_be == (Category.NE,)
    known = best_response(assessed, start, options, lambda _one, _other: DaySpan(60, 60))
    assert known.could_be == ()


def test_the_days_between_two_stretches() -> None:
    between = distances(course("76..106 SD, 200 SD"), DaySpan(0, 10))
    assert between(START, 0) == DaySpan(66, 106)
    assert between(0, 1) == DaySpan(94, 124)


RESPONSES = [
    pytest.param("60 SD, 90 PR, 120 CR", {}, 1, id="the first of either kind"),
    pytest.param("60 SD", {}, None, id="none"),
    pytest.param("60 PD, 90 CR", {}, None, id="none before the progression"),
    pytest.param("60 PR, 88 PR", {"confirmed": True}, 0, id="one that was confirmed"),
    pytest.param("60 PR, 87 PR", {"confirmed": True}, None, id="one day too early to confirm it"),
    pytest.param("60 PR, 70 SD, 80 CR, 110 CR", {"confirmed": True}, 2, id="a later one"),
    pytest.param("-30 PR, 60 PR", {"confirmed": True}, None, id="what was before the start"),
]


@pytest.mark.parametrize(("text", "options", "at"), RESPONSES)
def test_the_first_response(text: str, options: dict[str, Any], at: int | None) -> None:
    assert first_response(course(text), DaySpan(0, 0), BestResponseOptions(**options)) == at


DAYS = st.integers(-20, 300)
RECIST = ["CR", "PR", "SD", "NON-CR/NON-PD", "PD", "NE", "ND"]
ROWS = st.lists(st.tuples(DAYS, st.sampled_from(RECIST)), max_size=8)
ORDER = ["CR", "PR", "SD", "NON-CR/NON-PD", "PD", "NE", "ND"]


def _assessed(rows: list[tuple[int, str]]) -> list[Assessed]:
    return [Assessed(DaySpan(day, day), Category(name), f"day {day}") for day, name in rows]


@given(ROWS, st.booleans(), st.randoms())
def test_the_order_of_rows_never_matters(
    rows: list[tuple[int, str]], is_confirmed: bool, random: Any
) -> None:
    options = BestResponseOptions(confirmed=is_confirmed)
    shuffled = list(rows)
    random.shuffle(shuffled)
    one = best_response(_assessed(rows), DaySpan(0, 0), options)
    other = best_response(_assessed(shuffled), DaySpan(0, 0), options)
    assert (one.value, one.why) == (other.value, other.why)


@given(ROWS)
def test_a_confirmed_response_is_never_better_than_an_unconfirmed_one(
    rows: list[tuple[int, str]],
) -> None:
    asked = best_response(_assessed(rows), DaySpan(0, 0), BestResponseOptions(confirmed=True))
    free = best_response(_assessed(rows), DaySpan(0, 0), BestResponseOptions())
    assert ORDER.index(asked.value) >= ORDER.index(free.value)


@given(ROWS, st.booleans(), st.integers(1, 60))
def test_what_follows_progression_changes_nothing(
    rows: list[tuple[int, str]], is_confirmed: bool, later: int
) -> None:
    options = BestResponseOptions(confirmed=is_confirmed)
    end = (301, "PD")
    without = best_response(_assessed([*rows, end]), DaySpan(0, 0), options)
    more = _assessed([*rows, end, (301 + later, "CR")])
    assert best_response(more, DaySpan(0, 0), options).value == without.value


@given(ROWS, st.booleans())
def test_the_best_is_dated_at_an_assessment_from_the_start_on(
    rows: list[tuple[int, str]], is_confirmed: bool
) -> None:
    assessed = _assessed(rows)
    answer = best_response(assessed, DaySpan(0, 0), BestResponseOptions(confirmed=is_confirmed))
    assert (answer.at is None) is all(day < 0 for day, _name in rows)
    if answer.at is not None:
        assert assessed[answer.at].span.earliest >= 0


DATED = [
    pytest.param("60 iUPD, 90 iCPD", 0, id="at the unconfirmed progression"),
    pytest.param("60 iUPD, 90 iUPD, 120 iCPD", 0, id="at the first of several"),
    pytest.param("60 iUPD, 90 NE, 120 iCPD", 0, id="over NE"),
    pytest.param("10 iUPD, 20 iSD, 30 iUPD, 40 iCPD", 2, id="after a reset"),
    pytest.param("20 iSD, 30 iCPD", 1, id="where none was unconfirmed before"),
]


@pytest.mark.parametrize(("text", "at"), DATED)
def test_a_confirmed_progression_is_dated_back(text: str, at: int) -> None:
    answer = best(text, criteria=Criteria.IRECIST)
    assert (answer.value.value, answer.at) == ("iCPD", at)
    assert ("It is dated back to iUPD on day" in answer.sentence) is ("iUPD" in text)
