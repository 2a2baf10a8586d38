"""What is asked about a measurement before it is written."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from hcclog.domain.ids import EntityId
from hcclog.entry.clerk import Clerk
from hcclog.entry.questions.find import questions
from hcclog.entry.questions.question import Question
from hcclog.entry.sizes import measured
from tests.report.samples import measured_case


def asked(label: str, text: str, assessment_id: str = "A3") -> list[Question]:
    """Return the questions about a text in a cell of a patient who was measured three times."""
    record = measured_case()
    before = tuple(m for m in record.measurements if m.assessment_id != assessment_id)
    clerk = Clerk(replace(record, measurements=before), date(2026, 6, 1), lambda: "new")
    lesion = next(each for each in record.lesions if each.label == label)
    return [
        each
        for each in questions(clerk, (measured(clerk, lesion, assessment_id, text),))
        if each.key in {"tenfold", "very-long", "axes"}
    ]


@pytest.mark.parametrize(
    ("label", "text", "keys"),
    [
        ("T1", "3.3", ["tenfold"]),
        ("T1", "330", ["very-long", "tenfold"]),
        ("T1", "4.2", []),
        ("T1", "264", ["tenfold"]),
        ("T1", "263", []),
        ("T1", "300", ["tenfold"]),
        ("T1", "33/1", []),
        ("T1", "33x40", ["axes"]),
        ("T1", "33x33", []),
        ("T3", "1.39", ["tenfold"]),
        ("T3", "139x14", []),
        ("T1", "a", []),
        ("T1", "33.0", []),
    ],
    ids=[
        "a tenth of the last size",
        "ten times the last, and longer than 300 mm",
        "just under eight times smaller",
        "eight times larger",
        "just under eight times larger",
        "300 mm is not more than 300 mm",
        "a viable part may shrink to little",
        "a short axis that is longer",
        "a round lesion",
        "a node by its short axis",
        "a node's longest was not measured before",
        "gone",
        "the same again",
    ],
)
def test_what_is_unlikely_is_asked(label: str, text: str, keys: list[str]) -> None:
    assert [each.key for each in asked(label, text)] == keys


def test_a_jump_names_both_sizes_and_the_day() -> None:
    (question,) = asked("T1", "3.3")
    assert question.sentence == ("T1 was 33.0 mm on 2026-02-16 and is 3.3 mm here, about a tenth.")
    assert question.field == "longest_mm"
    assert not question.needs_reason


def test_a_first_size_is_compared_with_the_next() -> None:
    (question,) = asked("T1", "420", "A0")[1:]
    assert "2025-12-22" in question.sentence


def test_an_assessment_that_is_not_written_yet_comes_last() -> None:
    record = measured_case()
    clerk = Clerk(record, date(2026, 6, 1), lambda: "new")
    seen = measured(clerk, record.lesions[0], EntityId("not yet"), "4.1")
    assert seen.assessment_id == "not yet"
    assert seen.longest_mm == Decimal("4.1")
    (question,) = questions(clerk, (seen,))
    assert "2026-05-18" in question.sentence
