"""Treatment on paper: courses with their steps and holds, procedures."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hcclog.domain.procedure import Procedure
from hcclog.report.patient.content import Paragraph
from hcclog.report.patient.sections.treatment import treatment
from tests.report.patient.tables_of import blocks, grid, tables
from tests.report.samples import PATIENT, empty_case, lines, new_id, on, relative_case


def test_steps_and_holds_stand_below_their_course() -> None:
    courses, procedures = map(grid, tables(treatment, relative_case()))
    assert courses[0] == ["Line", "Agent", "Dose", "From", "To", "Why it ended or changed"]
    assert [[cell.strip() for cell in row] for row in courses[1:5]] == [
        ["1", "lenvatinib", "not stated", "day 0", "month 3", ""],
        ["", "held", "", "between week 4 and month 2", "for 2 weeks", "proteinuria, grade 3"],
        [
            "2",
            "sorafenib",
            "400 mg a day",
            "lenvatinib end + 3 weeks",
            "sorafenib start + 5 months",
            "",
        ],
        ["", "dose changed", "800 mg a day", "sorafenib start + 3 months", "", ""],
    ]
    assert courses[-1][1:5] == [
        "regorafenib, rechallenge",
        "not stated",
        "sorafenib end",
        "goes on",
    ]
    assert procedures[2] == ["age 68", "RFA, Radiofrequency ablation"]


def test_a_procedure_is_told_with_its_dose_and_days() -> None:
    done = Procedure(
        new_id(),
        PATIENT,
        on("2020-06-25"),
        "radiotherapy",
        on("2020-07-07"),
        "liver",
        Decimal(50),
        25,
        stated_ordinal=2,
        note="planned longer",
    )
    (table,) = tables(treatment, replace(empty_case(), procedures=(done,)))
    when, _, dose, site, note = grid(table)[1]
    assert when == "2020-06-25 to 2020-07-07"
    assert dose == "50 Gy in 25 fractions"
    assert site == "liver"
    assert note == "told as number 2; planned longer"


def test_notes_of_lines_follow_the_courses() -> None:
    record = relative_case()
    noted = replace(lines(1)[0], note="after surgery")
    told = blocks(treatment, replace(record, lines=(noted, *record.lines[1:])))
    assert Paragraph("Line 1: after surgery") in told


def test_without_treatment_there_is_nothing() -> None:
    assert blocks(treatment, empty_case()) == []
