"""Responses on paper: reported beside computed, each with its reason."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hcclog.domain.assessment import Assessment, Modality, Scan
from hcclog.domain.ids import EntityId
from hcclog.domain.quantities import Comparator
from hcclog.domain.response import Category, Criteria, ReportedResponse
from hcclog.report.patient.content import Notice, Paragraph
from hcclog.report.patient.sections.responses import finding_words, responses
from tests.report.patient.tables_of import blocks, grid, tables
from tests.report.samples import PATIENT, empty_case, measured_case, new_id, on


def reported(assessment: str | None, category: Category | None, **more: Any) -> ReportedResponse:
    """Return what a reader concluded by RECIST 1.1."""
    held = None if assessment is None else EntityId(assessment)
    when, criteria = on("2026-05-18"), Criteria.RECIST_1_1
    return ReportedResponse(new_id(), PATIENT, held, when, criteria, category, **more)


def test_each_set_of_criteria_has_a_column_and_a_reason() -> None:
    (table,) = tables(responses, measured_case())
    assert grid(table)[0] == ["Imaging", "Reported", "RECIST 1.1", "mRECIST"]
    assert grid(table)[-1] == ["2026-05-18", "not reported", "SD", "PD"]
    first, second = table.rows[-1].below
    assert first.startswith("RECIST 1.1: Sum 70.3 mm is −13.7 % from the baseline 81.5 mm")
    assert second.startswith("mRECIST: Viable sum 55.5 mm is +69.2 %")


def test_where_reader_and_rules_differ_a_dot_and_a_notice_say_so() -> None:
    record = replace(measured_case(), reported_responses=(reported("A3", Category.PR),))
    found = blocks(responses, record)
    (table,) = tables(responses, record)
    assert [cell.differs for cell in table.rows[-1].cells] == [False, False, True, True]
    assert "Reported PR, computed SD." in table.rows[-1].below[0]
    assert Notice(("Reported and computed differ by RECIST 1.1, mRECIST on 2026-05-18.",)) in found


def test_several_readers_stand_below_each_other() -> None:
    readers = (reported("A3", Category.SD), reported("A3", None, wording="stable by the report"))
    (table,) = tables(responses, replace(measured_case(), reported_responses=readers))
    assert grid(table)[-1][1] == "SD (RECIST 1.1)\nstable by the report (RECIST 1.1)"


def test_what_no_series_holds_stands_apart() -> None:
    alone = reported(None, Category.SD, basis="AFP and clinical state")
    seen = Assessment(EntityId("B0"), PATIENT, on("2024-01-02"), findings="two masses")
    record = replace(empty_case(), assessments=(seen,), reported_responses=(alone,))
    (table,) = tables(responses, record)
    assert grid(table) == [
        ["When", "Finding", "Reported"],
        ["2024-01-02", "two masses", "not reported"],
        ["2026-05-18", "no imaging", "SD RECIST 1.1, by AFP and clinical state"],
    ]


def test_a_finding_tells_how_many_were_counted() -> None:
    seen = Assessment(
        EntityId("B0"), PATIENT, on("2024-01-02"), 6, Comparator.GREATER, "new masses"
    )
    assert finding_words(seen) == "new masses; more than 6 lesions"


def test_how_it_was_imaged_is_told_where_it_is_known() -> None:
    record = measured_case()
    first = record.assessments[0]
    thin = Scan(new_id(), PATIENT, first.id, Modality.CT, "arterial", "abdomen", Decimal("2.5"))
    plain = Scan(new_id(), PATIENT, record.assessments[1].id, Modality.MRI)
    found = tables(responses, replace(record, scans=(thin, plain)))
    assert grid(found[-1]) == [
        ["When", "Modality", "Phases", "Region", "Slice (mm)"],
        ["2025-10-28", "CT", "arterial", "abdomen", "2.5"],
    ]


def test_the_note_of_a_series_stands_above_it() -> None:
    record = measured_case()
    noted = replace(record.series[0], note="from the second line on")
    found = blocks(responses, replace(record, series=(noted,)))
    assert found[0] == Paragraph("from the second line on", leads=True)


def test_without_imaging_there_is_nothing() -> None:
    assert blocks(responses, empty_case()) == []
