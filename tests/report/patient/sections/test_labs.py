"""Results on paper: days down, tests across, what lies outside its range is marked."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from hcclog.domain.labs import Qualitative
from hcclog.domain.quantities import Comparator
from hcclog.report.patient.content import Paragraph
from hcclog.report.patient.sections.labs import labs
from tests.report.patient.tables_of import blocks, grid, tables
from tests.report.samples import empty_case, in_words, lab, marker_case


def test_tests_stand_in_columns_by_their_units_and_markers_come_first() -> None:
    table, remarks = map(grid, tables(labs, marker_case()))
    assert table[0] == [
        "When",
        "AFP\nIU/mL",
        "AFP\nng/mL\n0–7",
        "PIVKA-II",
        "VEGF\npg/mL",
        "CA19-9\nU/mL",
        "Bilirubin\numol/L",
    ]
    assert table[1] == ["2020-11-03", "", "", "raised", "", "", ""]
    assert table[2] == ["2020-11", "", "9.86 H", "", "", "36.53", ""]
    assert ["2022-07", "", "<39.97", "", "154.82", "", "90"] in table
    assert ["2023-01", "", ">53.43 H", "", "", "", ""] in table
    assert ["2021-06 to 2022-12", "", "", "low", "", "", ""] in table
    assert ["2022-07", "AFP <39.97 ng/mL", "assay B"] in remarks


@pytest.mark.parametrize(
    ("value", "flag"),
    [
        pytest.param("7", "7", id="the limit itself is inside"),
        pytest.param("7.01", "7.01 H", id="above"),
        pytest.param("2.9", "2.9 L", id="below"),
        pytest.param(">7", ">7 H", id="more than the limit is above"),
        pytest.param("<7", "<7", id="less than the upper limit says nothing"),
        pytest.param("<3", "<3 L", id="less than the lower limit is below"),
        pytest.param(">3", ">3", id="more than the lower limit says nothing"),
    ],
)
def test_a_flag_stands_where_a_value_surely_lies_outside(value: str, flag: str) -> None:
    one = lab("2024-01-02", value, reference_low=Decimal(3), reference_high=Decimal(7))
    (table,) = tables(labs, replace(empty_case(), labs=(one,)))
    assert grid(table)[1][1] == flag


def test_the_letters_are_explained_where_one_stands() -> None:
    normal = lab("2024-01-02", "5", reference_high=Decimal(7))
    for one, n in ((normal, 0), (replace(normal, value=Decimal(8)), 1)):
        found = blocks(labs, replace(empty_case(), labs=(one,)))
        assert sum(isinstance(block, Paragraph) for block in found) == n


@pytest.mark.catalogue("C-16")
def test_several_results_of_one_day_stand_below_each_other() -> None:
    record = replace(empty_case(), labs=(lab("2024-01-02", "5"), lab("2024-01-02", "6")))
    (table,) = tables(labs, record)
    assert grid(table)[1] == ["2024-01-02", "5\n6"]


def test_a_result_in_words_stands_in_the_column_of_its_numbers() -> None:
    word = replace(in_words("2024-02-01", Qualitative.RAISED), comparator=Comparator.EQUAL)
    number = lab("2024-01-02", "40", "pivka-ii", "mAU/mL")
    (table,) = tables(labs, replace(empty_case(), labs=(number, word)))
    assert grid(table)[1:] == [["2024-01-02", "40"], ["2024-02-01", "raised"]]


def test_without_results_there_is_nothing() -> None:
    assert blocks(labs, empty_case()) == []
