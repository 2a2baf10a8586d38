"""Lead of a marker over imaging: who was first, by how many days, and why that is not told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.domain.chronology import DaySpan
from hcclog.domain.patient import TimeAxis
from hcclog.domain.record import PatientRecord
from hcclog.domain.response import Criteria
from hcclog.rules.markers.lead import MarkerLead, lead_words
from hcclog.rules.markers.leads import KeptLeads, marker_leads
from hcclog.rules.timeline import criteria_for, timeline
from tests.rules.markers.series import a_record, imaged, results
from tests.rules.markers.test_course import case


def leads(
    labs: str, imaging: str, *starts: str, axis: TimeAxis = TimeAxis.RELATIVE
) -> tuple[MarkerLead, ...]:
    """Return the leads by RECIST 1.1; without starts one line begins on day 0."""
    record = imaged(a_record(results(labs), *(starts or ("day 0",)), axis=axis), imaging)
    return marker_leads(record, timeline(record, (Criteria.RECIST_1_1,)))


def told(lead: MarkerLead) -> tuple[str, tuple[int, int] | None]:
    """Return who was first, and by how many days."""
    days = lead.days
    return lead.value.value, None if days is None else (days.earliest, days.latest)


SPANS = [
    pytest.param(
        "day 0: 100 | day 20: 130", "day 60: PD", ("marker first", (40, 40)), id="40 days before"
    ),
    pytest.param(
        "day 0: 100 | day 80: 130", "day 60: PD", ("imaging first", (-20, -20)), id="20 days after"
    ),
    pytest.param(
        "day 0: 100 | day 60: 130", "day 60: PD", ("same day", (0, 0)), id="the same visit"
    ),
    pytest.param(
        "day 0: 100 | assessment:A1.1:on: 130",
        "month 2: PD",
        ("same day", (0, 0)),
        id="the same visit on a day that is not known",
    ),
    pytest.param(
        "day 0: 100 | month 2: 130",
        "month 3: PD",
        ("marker first", (0, 60)),
        id="months that may meet",
    ),
    pytest.param(
        "day 0: 100 | month 3: 130",
        "month 2: PD",
        ("imaging first", (-60, 0)),
        id="months that may meet the other way round",
    ),
    pytest.param(
        "day 0: 100 | month 2: 130",
        "month 2: PD",
        ("order not certain", (-30, 30)),
        id="one month is not one day",
    ),
    pytest.param(
        "day 0: 100 | day 20: 119.99 | day 40: 120",
        "day 60: PD",
        ("marker first", (20, 20)),
        id="20 % exactly is a rise, less is none",
    ),
    pytest.param(
        "day 0: 100 | day 10: 50 | day 20: 60 | day 30: 400",
        "day 60: PD",
        ("marker first", (40, 40)),
        id="counted from the lowest so far and not from the start",
    ),
    pytest.param(
        "day -9: 100 | day 0: 90 | day 30: 108",
        "day 60: PD",
        ("marker first", (30, 30)),
        id="the newest value before the start is the start value",
    ),
    pytest.param(
        "day 0: 100 | day 20: >130",
        "day 60: PD",
        ("marker first", (40, 40)),
        id="more than a value that is a rise",
    ),
    pytest.param(
        "day 0: <100 | day 20: 120",
        "day 60: PD",
        ("marker first", (40, 40)),
        id="from less than a value is a rise all the more",
    ),
    pytest.param(
        "day 0: 0.1 ug/mL | day 20: 130",
        "day 60: PD",
        ("marker first", (40, 40)),
        id="units that convert exactly",
    ),
    pytest.param(
        "day 0: 100 | day 20: 130 | day 30: 5 IU/mL | day 40: raised",
        "day 60: PD",
        ("marker first", (40, 40)),
        id="what comes after a sure rise changes nothing",
    ),
    pytest.param(
        "day 0: 100 | day 10: falling | day 20: 130",
        "day 60: PD",
        ("marker first", (40, 40)),
        id="falling is no rise",
    ),
    pytest.param(
        "day 0: 100 | between day 10 and day 30: 130 | day 25: 140",
        "day 60: PD",
        ("marker first", (35, 50)),
        id="two that rose: the first of them, whichever it was",
    ),
    pytest.param(
        "day 0: 100 | day 0: 300 | day 20: 130",
        "day 60: PD",
        ("none", None),
        id="the one entered later is the start value of the day",
    ),
]


@pytest.mark.parametrize(("labs", "imaging", "expected"), SPANS)
def test_who_was_first_and_by_how_many_days(
    labs: str, imaging: str, expected: tuple[str, tuple[int, int] | None]
) -> None:
    (lead,) = leads(labs, imaging)
    assert told(lead) == expected


WITHOUT = [
    pytest.param(
        "day 0: 100 | day 20: 130",
        "day 60: SD",
        "none",
        "There is no progression by RECIST 1.1 in line 1 up to the assessment (day 60). AFP rose "
        "by 30.0 %: from the lowest of the line, 100 ng/mL (day 0) to 130 ng/mL (day 20).",
        id="no progression on imaging",
    ),
    pytest.param(
        "day 0: 100 | day 20: 90",
        "",
        "none",
        "There is no progression by RECIST 1.1 in line 1.",
        id="nothing but a baseline",
    ),
    pytest.param(
        "day 0: 100 | day 20: 90",
        "day 60: PD",
        "none",
        "AFP did not rise by 20 % above its lowest in line 1; its last result there is "
        "90 ng/mL (day 20). Progression by RECIST 1.1 is at the assessment (day 60).",
        id="the marker never rose",
    ),
    pytest.param(
        "day 0: 0 | day 20: 0",
        "day 60: PD",
        "none",
        "AFP did not rise by 20 % above its lowest in line 1; its last result there is "
        "0 ng/mL (day 20). Progression by RECIST 1.1 is at the assessment (day 60).",
        id="from 0 to 0 is no rise",
    ),
    pytest.param(
        "day 30: 100 | day 50: 130",
        "day 60: PD",
        "cannot tell",
        "There is no AFP from 28 days before to 7 days after line 1 began; the nearest is "
        "AFP 100 ng/mL (day 30), 30 days after. Progression by RECIST 1.1 is at the assessment "
        "(day 60).",
        id="without a start value it may have risen before",
    ),
    pytest.param(
        "day 0: raised | day 20: 130",
        "day 60: PD",
        "cannot tell",
        'AFP "raised" (day 0), the start value, is no number. Progression by RECIST 1.1 is at the '
        "assessment (day 60).",
        id="a start value in words",
    ),
    pytest.param(
        "day 0: 100",
        "day 60: PD",
        "cannot tell",
        "There is no result after AFP 100 ng/mL (day 0) in line 1. Progression by RECIST 1.1 is at "
        "the assessment (day 60).",
        id="nothing after the start value",
    ),
    pytest.param(
        "day 0: 100 | day 20: >90 | day 40: 130",
        "day 60: PD",
        "cannot tell",
        "It cannot be told whether AFP had risen by 20 % by then. AFP fell by less than 10.0 %, or "
        "rose: from the lowest of the line, 100 ng/mL (day 0) to >90 ng/mL (day 20). Progression "
        "by RECIST 1.1 is at the assessment (day 60).",
        id="a bound that leaves both open, before a rise",
    ),
    pytest.param(
        "day 0: <100 | day 20: <90",
        "day 60: PD",
        "cannot tell",
        "It cannot be told whether AFP had risen by 20 % by then. Not comparable: from the lowest "
        "of the line, <100 ng/mL (day 0) to <90 ng/mL (day 20) it may have fallen or risen by "
        "anything. Progression by RECIST 1.1 is at the assessment (day 60).",
        id="two bounds of one side",
    ),
    pytest.param(
        "day 0: 0 | day 20: 5",
        "day 60: PD",
        "cannot tell",
        "It cannot be told whether AFP had risen by 20 % by then. From the lowest of the line, "
        "0 ng/mL (day 0) to 5 ng/mL (day 20): from 0 there is no percentage. Progression by "
        "RECIST 1.1 is at the assessment (day 60).",
        id="from 0 there is no percentage",
    ),
    pytest.param(
        "day 0: 100 | day 20: raised | day 40: 130",
        "day 60: PD",
        "cannot tell",
        'It cannot be told whether AFP had risen by 20 % by then. AFP "raised" (day 20) is no '
        "number. Progression by RECIST 1.1 is at the assessment (day 60).",
        id="a word before a rise",
    ),
    pytest.param(
        "day 0: 100 | day 20: 7 IU/mL | day 40: 130",
        "day 60: PD",
        "cannot tell",
        "It cannot be told whether AFP had risen by 20 % by then. There is no earlier result to "
        "compare 7 IU/mL (day 20) with in this line. Progression by RECIST 1.1 is at the "
        "assessment (day 60).",
        id="another unit between",
    ),
    pytest.param(
        "day 0: 100 ng/mL A | day 20: 90 ng/mL B | day 40: 130 ng/mL A",
        "day 60: PD",
        "cannot tell",
        "It cannot be told whether AFP had risen by 20 % by then. There is no earlier result to "
        "compare 90 ng/mL (day 20) with in this line. Progression by RECIST 1.1 is at the "
        "assessment (day 60).",
        id="another assay between",
    ),
    pytest.param(
        "day 0: 100 | between day 10 and day 40: 50 | between day 20 and day 36: 70",
        "day 60: PD",
        "cannot tell",
        "It cannot be told whether AFP had risen by 20 % by then. AFP rose by 40.0 %: from the "
        "lowest of the line, 50 ng/mL (between day 10 and day 40) to 70 ng/mL (between day 20 and "
        "day 36). The order of the two is not certain. Progression by RECIST 1.1 is at the "
        "assessment (day 60).",
        id="a rise whose order is not certain",
    ),
    pytest.param(
        "day 0: 100 | between day 10 and day 30: 70 | between day 15 and day 35: 50",
        "day 60: PD",
        "cannot tell",
        "It cannot be told whether AFP had risen by 20 % by then. AFP rose by 40.0 %: from "
        "50 ng/mL (between day 15 and day 35) to 70 ng/mL (between day 10 and day 30). The order "
        "of the two is not certain. Progression by RECIST 1.1 is at the assessment (day 60).",
        id="a fall that may have been a rise",
    ),
]


@pytest.mark.parametrize(("labs", "imaging", "value", "sentence"), WITHOUT)
def test_why_there_is_no_lead(labs: str, imaging: str, value: str, sentence: str) -> None:
    (lead,) = leads(labs, imaging)
    assert (lead.value.value, lead.sentence, lead.days) == (value, sentence, None)


def test_a_line_without_a_series_has_no_lead() -> None:
    record = a_record(results("day 0: 100 | day 20: 130"), "day 0", "day 90")
    record = imaged(record, "day 60: PD")
    first, *_ = marker_leads(record, timeline(record, (Criteria.RECIST_1_1,)))
    assert told(first) == ("marker first", (40, 40))
    second = replace(record.series[0], line_id=record.lines[1].id)
    record = replace(record, series=(second,))
    first, *_ = marker_leads(record, timeline(record, (Criteria.RECIST_1_1,)))
    assert (first.value.value, first.sentence) == (
        "none",
        "There is no response series of line 1.",
    )


NEXT_LINE = [
    pytest.param(
        "day 0: 100 | day 90: 130",
        ("same day", (0, 0)),
        id="a result of the day on which the next line began still counts",
    ),
    pytest.param(
        "day 0: 100 | day 91: 130",
        ("cannot tell", None),
        id="a result of the day after does not",
    ),
    pytest.param(
        "day 0: 100 | day 20: 100 | day 91: 130",
        ("none", None),
        id="nor does it where another was no rise",
    ),
    pytest.param(
        "day 0: 100 | between day 80 and day 99: 130",
        ("order not certain", (-9, 10)),
        id="one that lies before by the middle of what is known",
    ),
    pytest.param(
        "day 0: 100 | between day 85 and day 98: 130",
        ("cannot tell", None),
        id="one that lies after by the middle, and may lie before",
    ),
    pytest.param(
        "day 0: 100 | day 20: 100 | between day 90 and day 99: 130",
        ("none", None),
        id="one that cannot lie before",
    ),
]


@pytest.mark.parametrize(("labs", "expected"), NEXT_LINE)
def test_where_a_line_ends(labs: str, expected: tuple[str, tuple[int, int] | None]) -> None:
    found = leads(labs, "day 90: PD", "day 0", "day 90")
    if expected[1] == (-9, 10):
        assert "It is not certain whether 130 ng/mL (between day 80 and day 99) lies" in (
            found[0].sentence
        )
    assert told(found[0]) == expected


IMAGED_LATER = [
    pytest.param("day 90: PD", "day 90", ("marker first", (70, 70)), id="on its day"),
    pytest.param("day 91: PD", "day 90", ("none", None), id="on the day after"),
    pytest.param(
        "between day 85 and day 99: PD", "day 90", ("marker first", (65, 79)), id="not surely after"
    ),
]


@pytest.mark.parametrize(("imaging", "start", "expected"), IMAGED_LATER)
def test_imaging_after_the_next_line_began_is_no_progression_of_the_line(
    imaging: str, start: str, expected: tuple[str, tuple[int, int] | None]
) -> None:
    lead = leads("day 0: 100 | day 20: 130", imaging, "day 0", start)[0]
    assert told(lead) == expected
    if expected[1] is None:
        assert (lead.imaging, lead.assessment_id) == (None, None)
        assert lead.sentence.startswith(
            "There is no progression by RECIST 1.1 in line 1. The progression at the assessment "
            "(day 91) lies after the start of line 2 (day 90) and is not of this line. AFP rose"
        )


def test_an_unsure_start_value_is_said() -> None:
    (lead,) = leads("between day -9 and day 3: 100 | day 20: 130", "day 60: PD")
    assert lead.sentence.endswith(
        "Order unsure: it is not certain that the start value is the newest before line 1."
    )
    (lead,) = leads("between day -9 and day 3: 100 | day 9: 50 | day 20: 130", "day 60: PD")
    assert lead.sentence.endswith("to 130 ng/mL (day 20).")


def test_which_of_two_was_the_first_is_said_to_be_unsure() -> None:
    (lead,) = leads("day 0: 100 | between day 10 and day 30: 130 | day 25: 140", "day 60: PD")
    assert [result.told for result in lead.rise.results] == [
        "130 ng/mL (between day 10 and day 30)",
        "140 ng/mL (day 25)",
    ]
    assert lead.sentence.endswith("Which of them was the first is not certain.")


def test_a_result_before_the_middle_of_an_unsure_start_is_said_to_be_unsure() -> None:
    labs = "day -20: 100 | between day 1 and day 5: 130"
    (lead,) = leads(labs, "day 60: PD", "between day 0 and day 4")
    assert "lies before the start of line 1." in lead.sentence


def test_what_is_tied_to_a_lead() -> None:
    (lead,) = leads("day 0: 100 | day 20: 130", "day 60: PD")
    assert (lead.analyte, lead.line.number, lead.assessment_id) == ("afp", 1, "A1.1")
    assert [result.lab.id for result in lead.rise.results] == ["r1"]
    assert lead.imaging is not None
    assert lead.imaging.span == DaySpan(60, 60)


SHORT = [
    pytest.param("day 20: 130", "day 60: PD", "40 days before", id="before"),
    pytest.param("day 80: 130", "day 60: PD", "20 days after", id="after"),
    pytest.param("day 60: 130", "day 60: PD", "same day", id="at the same visit"),
    pytest.param("month 2: 130", "month 2: PD", "30 days before to 30 days after", id="unsure"),
    pytest.param("day 20: 110", "day 60: PD", "none", id="no rise"),
]


@pytest.mark.parametrize(("labs", "imaging", "words"), SHORT)
def test_a_lead_in_short(labs: str, imaging: str, words: str) -> None:
    (lead,) = leads(f"day 0: 100 | {labs}", imaging)
    assert lead_words(lead) == words


def test_without_a_line_of_therapy_there_is_no_lead() -> None:
    record = a_record(results("day 0: 100 | day 20: 130"))
    assert marker_leads(record, timeline(record)) == ()


def test_leads_are_kept_for_one_timeline() -> None:
    record = imaged(a_record(results("day 0: 100 | day 20: 130"), "day 0"), "day 60: PD")
    found, other = timeline(record), timeline(record, (Criteria.MRECIST,))
    kept = KeptLeads()
    assert kept.of(record, found, "afp") is kept.of(record, found, "afp")
    assert kept.of(record, found, "afp") == marker_leads(record, found, ("afp",))
    assert [lead.criteria for lead in kept.of(record, other, "afp")] == [Criteria.MRECIST]


def test_tests_that_are_asked_for() -> None:
    record = imaged(a_record(results("day 0: 1 | day 9: 2", "bilirubin"), "day 0"), "day 60: PD")
    found = timeline(record, (Criteria.RECIST_1_1,))
    assert marker_leads(record, found) == ()
    assert [lead.analyte for lead in marker_leads(record, found, ["bilirubin", "afp"])] == [
        "bilirubin"
    ]


# By hand from the papers' dates. Month 2 is day 61, known to 15 days: 46 to 76; month 3 is day 91:
# 76 to 106. Months of one event share that event, so from one to the next there are 0 to 60 days.
CASES = [
    pytest.param("ikeda-2021", 1, "marker first", (0, 60), id="Ikeda, lenvatinib: 1089 at month 2"),
    pytest.param("ikeda-2021", 2, "order not certain", (-30, 30), id="Ikeda, sorafenib: 1840"),
    pytest.param("ikeda-2021", 3, "order not certain", (-30, 30), id="Ikeda, regorafenib: 439"),
    pytest.param("ikeda-2021", 4, "none", None, id="Ikeda, no progression at the rechallenge"),
    pytest.param("ikeda-2021", 5, "none", None, id="Ikeda, no progression at the second one"),
    pytest.param("zhang-2024", 1, "none", None, id="Zhang: it was falling at its last result"),
    pytest.param("zhang-2024", 2, "cannot tell", None, id="Zhang: no start value"),
    pytest.param("zhang-2024", 3, "none", None, id="Zhang: no progression on imaging"),
    pytest.param("fonc-2024", 1, "cannot tell", None, id="words alone"),
    pytest.param("fonc-2024", 2, "none", None, id="no progression on lenalidomide"),
]


@pytest.mark.parametrize(("code", "line", "value", "days"), CASES)
def test_the_published_cases(
    code: str, line: int, value: str, days: tuple[int, int] | None
) -> None:
    found = _of_case(case(code))
    lead = next(
        each
        for each in found
        if each.line.number == line
        and each.analyte == "afp"
        and each.criteria is Criteria.RECIST_1_1
    )
    assert told(lead) == (value, days)


def _of_case(record: PatientRecord) -> tuple[MarkerLead, ...]:
    return marker_leads(record, timeline(record, criteria_for(record)))


def test_an_unconfirmed_progression_is_said_to_be_one() -> None:
    found = _of_case(case("zhang-2024"))
    sentences = [each.sentence for each in found if each.criteria is Criteria.IRECIST]
    assert sentences[0].endswith("It was neither confirmed nor followed by anything better.")


@given(st.lists(st.tuples(st.integers(1, 59), st.integers(1, 400)), max_size=8))
def test_the_first_rise_is_what_a_plain_loop_finds(values: list[tuple[int, int]]) -> None:
    by_day = dict(values)
    days = sorted(by_day)
    labs = " | ".join(["day 0: 100", *(f"day {day}: {by_day[day]}" for day in days)])
    (lead,) = leads(labs, "day 60: PD")
    lowest, first = 100, None
    for day in days:
        if first is None and by_day[day] * 10 >= lowest * 12:
            first = day
        lowest = min(lowest, by_day[day])
    if first is None:
        assert lead.days is None
    else:
        assert told(lead) == ("marker first", (60 - first, 60 - first))


@given(
    st.lists(st.tuples(st.integers(1, 59), st.integers(1, 400)), min_size=1, max_size=6),
    st.integers(0, 20),
)
def test_a_date_less_known_widens_the_lead_and_never_moves_it_away(
    values: list[tuple[int, int]], slack: int
) -> None:
    """What is told of exact days stays possible when the imaging is known less well."""
    labs = "day 0: 100 | " + " | ".join(f"day {d}: {v}" for d, v in sorted(dict(values).items()))
    (exact,) = leads(labs, "day 60: PD")
    (wide,) = leads(labs, f"between day {60 - slack} and day {60 + slack}: PD")
    if exact.days is None:
        assert wide.days is None
    else:
        assert wide.days is not None
        assert wide.days.earliest == exact.days.earliest - slack
        assert wide.days.latest == exact.days.latest + slack
