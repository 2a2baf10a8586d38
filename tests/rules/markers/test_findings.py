"""What is to settle: contradicting values, changes of method, what lies between."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hcclog.domain.chronology import Chronology
from hcclog.domain.ids import EntityId
from hcclog.domain.procedure import Procedure
from hcclog.rules.markers.course import marker_courses
from hcclog.rules.markers.findings import differing
from hcclog.rules.markers.results import results_of
from tests.report.samples import on
from tests.rules.markers.series import P, a_record, line_one, results

FINDINGS = [
    pytest.param("day 0: 400 | day 9: 300", [], id="nothing"),
    pytest.param(
        "day 0: 400 | day 9: 300 | day 9: 290",
        [
            (
                "Two results of one day differ: AFP 300 ng/mL (day 9) and 290 ng/mL (day 9). "
                "Where one of them is needed, the one entered later is used."
            )
        ],
        id="two values of one day",
    ),
    pytest.param("day 0: 400 | day 9: 300 | day 9: 300.0", [], id="the same value"),
    pytest.param("day 9: 300 | day 9: 300 ug/L", ["AFP changes its unit"], id="in another unit"),
    pytest.param("day 9: <300 | day 9: 20", [], id="20 is less than 300"),
    pytest.param("day 9: <30 | day 9: 30", ["Two results of one day differ"], id="30 is not <30"),
    pytest.param("month 2: 300 | month 2: 200", [], id="one month need not be one day"),
    pytest.param("day 9: 300 | day 9: raised", [], id="a number and a word"),
    pytest.param(
        "day 0: 400 | day 9: 300 IU/mL",
        [
            (
                "AFP changes its unit from 400 ng/mL (day 0) to 300 IU/mL (day 9) "
                "(ng/mL, then IU/mL): they are not compared."
            )
        ],
        id="a unit that does not convert",
    ),
    pytest.param(
        "day 0: 400 | day 9: 300 ug/L",
        [
            (
                "AFP changes its unit from 400 ng/mL (day 0) to 300 ug/L (day 9) "
                "(ng/mL, then ug/L): they convert exactly."
            )
        ],
        id="a unit that does",
    ),
    pytest.param(
        "day -9: 400 ng/mL A | day 5: raised | day 9: 300 ng/mL B",
        [
            (
                "AFP changes its assay from 400 ng/mL (day -9) to 300 ng/mL (day 9) "
                "(A, then B): they are not compared."
            )
        ],
        id="another assay than the start value",
    ),
    pytest.param(
        "day 0: 400 | day 9: 300 ng/mL B",
        ["(not stated, then B): they are not compared."],
        id="an assay that was not stated",
    ),
    pytest.param(
        "day 0: 400 ng/mL A | day 9: 300",
        ["(A, then not stated): they are not compared."],
        id="an assay that is no longer stated",
    ),
]


@pytest.mark.parametrize(("text", "sentences"), FINDINGS)
def test_findings_of_a_line(text: str, sentences: list[str]) -> None:
    found = [finding.sentence for finding in line_one(text).findings]
    assert len(found) == len(sentences)
    for sentence, part in zip(found, sentences, strict=True):
        assert part in sentence


def test_another_specimen_is_told() -> None:
    first, second = results("day 0: 400 | day 9: 300")
    record = a_record((first, replace(second, specimen="plasma")), "day 0")
    (course,) = marker_courses(record, Chronology(record))
    assert [finding.sentence for finding in course.findings] == [
        (
            "AFP changes its specimen from 400 ng/mL (day 0) to 300 ng/mL (day 9) "
            "(not stated, then plasma): they are not compared."
        )
    ]


def test_what_cannot_be_used_is_told_once() -> None:
    record = a_record(results("2021: 5 | day 3: -4 | day 9: 3"), "day 0", "day 50")
    before, first = marker_courses(record, Chronology(record))
    assert [finding.sentence for finding in before.findings] == [
        "AFP 5 ng/mL (2021) has no place in time and is in no line.",
        "AFP -4 ng/mL (day 3) is below 0 and is not compared.",
    ]
    assert first.findings == ()


BETWEEN = [
    pytest.param("day -9", "lies", id="surely between"),
    pytest.param("day -19", "lies", id="the day after the value"),
    pytest.param("day -1", "lies", id="the day before the start"),
    pytest.param("month -1", "may lie", id="perhaps between"),
    pytest.param("day -20", "may lie", id="the day of the value"),
    pytest.param("day 0", "may lie", id="the day of the start"),
    pytest.param("day -21", "", id="before the value"),
    pytest.param("day 1", "", id="after the start"),
    pytest.param("2021", "", id="without a place"),
]


@pytest.mark.parametrize(("when", "verb"), BETWEEN)
def test_a_procedure_between_start_value_and_start(when: str, verb: str) -> None:
    record = a_record(results("day -20: 400 | day 30: 100"), "day 0")
    record = replace(record, procedures=(Procedure(EntityId("x"), P, on(when), "tace"),))
    found = [c for c in marker_courses(record, Chronology(record)) if c.line]
    sentences = [finding.sentence for finding in found[0].findings]
    assert [f"({when}) {verb} between the start value" in s for s in sentences] == [True] * bool(
        verb
    )


def between(labs: str, *procedures: str) -> list[str]:
    """Return what is told of chemoembolisations before line 1."""
    record = a_record(results(labs), "day 0")
    done = tuple(
        Procedure(EntityId(f"x{n}"), P, on(when), "tace") for n, when in enumerate(procedures)
    )
    record = replace(record, procedures=done)
    (course,) = (c for c in marker_courses(record, Chronology(record)) if c.line)
    return [finding.sentence for finding in course.findings]


def test_a_procedure_without_a_place_hides_no_other() -> None:
    assert between("day -20: 400 | day 30: 100", "2021", "day -9") == [
        (
            "Transarterial chemoembolisation (day -9) lies between the start value 400 ng/mL "
            "(day -20) and the start of line 1: a change from it may be the effect of both."
        )
    ]


def test_without_a_later_result_there_is_no_change_to_explain() -> None:
    assert between("day -20: 400", "day -9") == []


def test_a_procedure_known_only_from_a_course_without_a_place_lies_nowhere() -> None:
    record = a_record(results("day -20: 400 | day 30: 100"), "day 0")
    unplaced = replace(record.courses[0], id=EntityId("C9"), start_on=on("2021"))
    done = Procedure(EntityId("x"), P, on("course:C9:start"), "tace")
    record = replace(record, courses=(*record.courses, unplaced), procedures=(done,))
    (course,) = (c for c in marker_courses(record, Chronology(record)) if c.line)
    assert course.findings == ()


def test_a_procedure_that_the_catalogue_lacks_keeps_its_name() -> None:
    record = a_record(results("day -20: 400 | day 30: 100"), "day 0")
    record = replace(record, procedures=(Procedure(EntityId("x"), P, on("day -9"), "new thing"),))
    found = [c for c in marker_courses(record, Chronology(record)) if c.line]
    assert found[0].findings[0].sentence == (
        "new thing (day -9) lies between the start value 400 ng/mL (day -20) and the start of "
        "line 1: a change from it may be the effect of both."
    )


def test_a_start_value_of_the_day_leaves_no_time_between() -> None:
    record = a_record(results("day 0: 400 | day 30: 100"), "day 0")
    record = replace(record, procedures=(Procedure(EntityId("x"), P, on("day 0"), "tace"),))
    (course,) = marker_courses(record, Chronology(record))
    assert course.findings == ()


def test_only_comparable_results_can_contradict_each_other() -> None:
    labs = results("day 9: 300 | day 9: 5 IU/mL")
    chronology = Chronology(a_record(labs))
    assert list(differing(results_of(labs, chronology), chronology)) == []
