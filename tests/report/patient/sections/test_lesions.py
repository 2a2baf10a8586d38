"""The worksheet on paper: sizes, sums, changes and categories."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hcclog.domain.lesion import Lesion, LesionState
from hcclog.report.patient.sections.lesions import lesions
from tests.report.patient.tables_of import blocks, grid, tables
from tests.report.samples import PATIENT, empty_case, measured_case, new_id, relative_case


@pytest.mark.parametrize(
    "row",
    [
        ["T1", "Liver", "target", "42.0 / 38.0", "35.1 / 21.4", "33.0 / 18.9", "41.2 / 33.0"],
        ["T2", "Liver", "target", "18.5 / 18.5", "14.0 / 9.2", "12.8 / 0", "14.1 / 7.5"],
        ["T3", "Lymph node", "target", "21.0", "16.2", "13.9", "15.0"],
        ["", "Sum, RECIST 1.1 (mm)", "", "81.5", "65.3", "59.7", "70.3"],
        ["", "change from baseline", "", "", "−39.6 %", "−57.7 %", "−28.4 %"],
        ["", "mRECIST", "", "baseline", "PR", "PR", "PD"],
    ],
    ids=["a mass", "a viable part of 0", "a node", "the sum", "the change", "the category"],
)
def test_the_worksheet_holds_a_row(row: list[str]) -> None:
    assert row in grid(tables(lesions, measured_case())[0])


def test_the_change_from_the_nadir_is_told_in_mm_too() -> None:
    worksheet = grid(tables(lesions, measured_case())[0])
    assert ["", "change from nadir", "", "", "−19.9 %\n−16.2 mm"] in [r[:5] for r in worksheet]


def test_a_state_and_a_trend_stand_below_each_other() -> None:
    record = relative_case()
    first, *rest = record.measurements
    told = replace(first, state=LesionState.PRESENT, cytology_positive=True, note="after a drain")
    worksheet, remarks = map(grid, tables(lesions, replace(record, measurements=(told, *rest))))
    assert worksheet[1][3:5] == ["present\ncytology positive", "nearly gone"]
    assert ["E1", "month 3", "after a drain"] in remarks
    assert ["E1", "", "effusion"] in remarks


def test_a_lesion_of_no_series_has_its_sizes_too() -> None:
    alone = Lesion(new_id(), PATIENT, "H1", "liver", "segment-8", benign=True, note="a cyst")
    record = measured_case()
    found = tables(lesions, replace(record, lesions=(*record.lesions, alone)))
    assert grid(found[1])[1][0] == "H1"
    assert ["H1", "benign; a cyst"] in grid(found[2])


def test_without_lesions_there_is_nothing() -> None:
    assert blocks(lesions, empty_case()) == []
