"""What the columns of a table are guessed to say."""

from __future__ import annotations

from pathlib import Path

import pytest

from hcclog.exchange.lab_files.guessing import guess
from hcclog.exchange.lab_files.tables import open_table
from hcclog.exchange.lab_files.titles import part_of, title_key
from tests.exchange.lab_files.ward import parts, written


@pytest.mark.parametrize(
    ("content", "expected", "title_row"),
    [
        pytest.param(
            "PatientID,Collection Date,Test Name,Result,Units,Reference Range,Abnormal Flag\n"
            "1,2024-03-01,AFP,5,ng/mL,0-7,N\n",
            ["patient code", "date", "test", "value", "unit", "reference range", "flag"],
            1,
            id="English titles",
        ),
        pytest.param(
            "Fall-Nr.;Entnahmezeit;Parameter;Vorzeichen;Messwert;Einheit;Untergrenze;Obergrenze;"
            "Material;Methode;Labor;Bemerkung\n1;1.3.2024;AFP;<;5;ng/mL;0;7;Serum;x;Nord;\n",
            [
                *("patient code", "date", "test", "comparator", "value", "unit", "lower limit"),
                *("upper limit", "specimen", "assay", "laboratory", "note"),
            ],
            1,
            id="German titles",
        ),
        pytest.param(
            "病历号,采样时间,项目名称,检测结果,单位,参考区间,标本类型,检测方法,备注\n"
            "1,2024-03-01,甲胎蛋白,5,ng/mL,0-7,血清,x,\n",
            [
                *("patient code", "date", "test", "value", "unit", "reference range", "specimen"),
                *("assay", "note"),
            ],
            1,
            id="Chinese titles",
        ),
        pytest.param(
            "foo,bar,baz,qux\nx1,2024-03-01,AFP,5.5\nx2,2024-03-02,ALT,41\n",
            ["not taken", "date", "test", "value"],
            1,
            id="titles that say nothing, by what stands below them",
        ),
        pytest.param(
            "date,AFP,ALT (U/L),remark\n2024-03-01,5,41,\n",
            ["date", "value of test", "value of test", "note"],
            1,
            id="one column a test",
        ),
        pytest.param(
            "test,unit,2024-03-01,01.04.2024\nAFP,ng/mL,5,6\n",
            ["test", "unit", "value of date", "value of date"],
            1,
            id="one column a day",
        ),
        pytest.param(
            "2024-03-01,AFP,5.5,ng/mL\n2024-03-02,AFP,raised,\n",
            ["date", "test", "value", "unit"],
            0,
            id="no titles",
        ),
        pytest.param(
            "To: Dr. Li,,\n,,\nPatient,Datum,AFP\n1,2024-03-01,5\n",
            ["patient code", "date", "value of test"],
            3,
            id="titles in the third row",
        ),
        pytest.param(
            "code,name,Geburtsdatum,Befunddatum,Zeitpunkt,Parameter,Wert\n"
            "x,Alt,1960-01-01,2024-03-02,2024-03-01,AFP,5\n",
            [*["not taken"] * 4, "date", "test", "value"],
            1,
            id="days of birth and of reports are no days of results",
        ),
        pytest.param(
            "patient,born,test,value\nx,1960-01-01,AFP,5\n",
            ["patient code", "not taken", "test", "value"],
            1,
            id="a day of birth alone is none either",
        ),
        pytest.param(
            "patient,date,name,value\nx,2024-01-01,AFP,5\n",
            ["patient code", "date", "test", "value"],
            1,
            id="a name that is one of tests",
        ),
        pytest.param("hello", ["not taken"], 0, id="nothing of a table"),
    ],
)
def test_a_mapping_is_guessed(
    tmp_path: Path, content: str, expected: list[str], title_row: int
) -> None:
    mapping = guess(open_table(written(tmp_path, content)))
    assert parts(mapping) == expected
    assert mapping.title_row == title_row


def test_codes_of_patients_are_known_as_titles_and_as_cells(tmp_path: Path) -> None:
    codes = {"P-1", "P-2"}.__contains__
    table = open_table(written(tmp_path, "date,test,unit,P-1,P-2\n2024-03-01,AFP,ng/mL,5,6\n"))
    assert parts(guess(table, codes))[3:] == ["value of patient code"] * 2
    table = open_table(written(tmp_path, "who?,date,test,value\nP-1,2024-03-01,AFP,5\n"))
    assert parts(guess(table, codes))[0] == "patient code"


def test_units_in_a_row_of_their_own_are_taken_into_the_columns(tmp_path: Path) -> None:
    table = open_table(written(tmp_path, "date,AFP,ALT\n,ng/mL,U/L\n2024-03-01,5,41\n"))
    mapping = guess(table)
    assert mapping.has_units
    assert [each.unit for each in mapping.columns] == ["", "ng/mL", "U/L"]
    assert mapping.n_head == 2


@pytest.mark.parametrize(
    ("title", "part"),
    [
        pytest.param("PATIENT_ID", "patient code", id="in capitals with a line"),
        pytest.param("Pat.-Nr.", "patient code", id="with dots and a hyphen"),
        pytest.param(" value ", "value", id="with spaces"),
        pytest.param("ＤＡＴＥ", "date", id="in full width"),
        pytest.param("lesion", None, id="what no laboratory sends"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_title_is_known_however_it_is_spelled(title: str, part: str | None) -> None:
    assert part_of(title) == part


def test_the_key_of_a_title_has_no_marks() -> None:
    assert title_key("Pat.-Nr. (Haus)") == "patnrhaus"
