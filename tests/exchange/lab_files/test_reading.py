"""Tables of laboratories to plans: every reading and every verdict."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from hcclog.commands.base import Add
from hcclog.commands.imports import Import
from hcclog.commands.refused import Refused
from hcclog.domain.quantities import Comparator
from hcclog.domain.sources import Source, SourceKind
from hcclog.entry.paste.choices import Comma
from hcclog.entry.preferences import DateOrder
from hcclog.exchange.incoming.plan import Verdict
from hcclog.exchange.incoming.wishes import Wish
from hcclog.exchange.lab_files.reading import Ask, read
from hcclog.exchange.progress import Cancelled, unseen
from hcclog.logbook import Logbook
from tests.books import a_lab
from tests.exchange.lab_files.ward import LONG, looked_at, results, said, whys, wish_of, written

AFP = "AFP 5.51 ng/mL of 2024-03-01"


@pytest.mark.parametrize(
    ("content", "readings"),
    [
        pytest.param(LONG + "P-1,2024-03-01,AFP,5.51,ng/mL", [AFP], id="one result a row"),
        pytest.param(
            "test;Wert;Einheit;Patient;Datum\nAFP;5,51;ng/mL;P-1;01.03.2024",
            [AFP],
            id="I-04 semicolons, a decimal comma, German titles, another order",
        ),
        pytest.param(
            "病历号\t检验项目\t结果\t单位\t采样日期\nP-1\t甲胎蛋白\t5.51\tng/mL\t2024年3月1日",
            [AFP],
            id="Chinese titles, test and date, parted by tabs",
        ),
        pytest.param(
            "Patient|Collected|Test|Result|Units\nP-1|20240301081500|AFP|5.51|ng/mL",
            [AFP],
            id="a day as programs write it, with its time",
        ),
        pytest.param(
            "patient,date,AFP (ng/mL),ALT (U/L)\nP-1,2024-03-01,5.51,41\nAB123,2024-03-02,,38",
            [AFP, "ALT 41 U/L of 2024-03-01", "ALT 38 U/L of 2024-03-02"],
            id="one column a test, units in the titles, an empty cell",
        ),
        pytest.param(
            "patient,date,AFP,ALT\n,,ng/mL,U/L\nP-1,2024-03-01,5.51,41",
            [AFP, "ALT 41 U/L of 2024-03-01"],
            id="one column a test, units in a row of their own",
        ),
        pytest.param(
            "patient,test,unit,2024-03-01,2024-04-01\nP-1,AFP,ng/mL,5.51,6.2\nP-1,ALT,U/L,41,",
            [AFP, "AFP 6.2 ng/mL of 2024-04-01", "ALT 41 U/L of 2024-03-01"],
            id="one column a day",
        ),
        pytest.param(
            "date,test,unit,P-1,AB 123\n2024-03-01,AFP,ng/mL,5.51,6.2",
            [AFP, "AFP 6.2 ng/mL of 2024-03-01"],
            id="one column a patient",
        ),
        pytest.param(
            "St. Anna Hospital\nresults of March\n\n" + LONG + "P-1,2024-03-01,AFP,5.51,ng/mL",
            [AFP],
            id="titles below the head of a letter",
        ),
        pytest.param("P-1,2024-03-01,AFP,5.51,ng/mL", [AFP], id="no titles"),
        pytest.param(
            "sep=;\npatient;date;test;value;unit\nP-1;2024-03-01;AFP;5,51;ng/mL",
            [AFP],
            id="a line that says what parts the cells",
        ),
        pytest.param(
            "patient,date,test,comparator,value,unit\nP-1,2024-03-01,AFP,<,0.8,ng/mL",
            ["AFP <0.8 ng/mL of 2024-03-01"],
            id="N-08 a comparator in a column of its own",
        ),
        pytest.param(
            LONG + "P-1,2024-03-01,AFP,>60500,ng/mL",
            ["AFP >60500 ng/mL of 2024-03-01"],
            id="N-08 a comparator before the number",
        ),
        pytest.param(
            LONG + "P-1,2024-03-01,AFP,raised,", ["AFP raised of 2024-03-01"], id="a word"
        ),
        pytest.param(
            LONG + "P-1,2024-03,AFP,5.51,ng/mL\n", ["AFP 5.51 ng/mL of 2024-03"], id="D-04 a month"
        ),
        pytest.param(
            LONG + "D-3,day 28,AFP,5.51,ng/mL\n",
            ["AFP 5.51 ng/mL of day 28"],
            id="D-05 a day that is counted",
        ),
        pytest.param(
            LONG + "\u200bp\u00a0- 1,2024-03-01,AFP,5.51,ng/mL",
            [AFP],
            id="T-04 a code with hidden letters and spaces",
        ),
        pytest.param(
            LONG + "P-1,2024-03-01,Albumin,41,g/l",
            ["Albumin 41 g/L of 2024-03-01"],
            id="a unit in small letters that can be no other unit of the test",
        ),
        pytest.param(
            "patient,date,test,value\nP-1,2024-03-01,AFP,5.51 ng/mL\nP-1,2024-03-01,INR,1.1",
            [AFP, "INR 1.1 INR of 2024-03-01"],
            id="a unit beside the number, and a ratio that has none",
        ),
        pytest.param(
            "patient,date,test,value (ng/mL)\nP-1,2024-03-01,AFP,5.51",
            [AFP],
            id="the unit in the title of the values",
        ),
    ],
)
def test_a_table_of_any_layout_is_read(
    ward: Logbook, tmp_path: Path, content: str, readings: list[str]
) -> None:
    plan = looked_at(written(tmp_path, content), ward)
    assert said(plan) == readings
    assert plan.count(Verdict.REFUSED) == 0


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        pytest.param("P-9,2024-03-01,AFP,5,ng/mL", "No patient has the code 'P-9'", id="a patient"),
        pytest.param(",2024-03-01,AFP,5,ng/mL", "The patient code is missing", id="no patient"),
        pytest.param("P-1,2024-02-30,AFP,5,ng/mL", "2024-02-30", id="D-01 a day that never was"),
        pytest.param("P-1,,AFP,5,ng/mL", "A date is needed", id="no date"),
        pytest.param("P-1,today,AFP,5,ng/mL", "'today' is not a date", id="a day of reading"),
        pytest.param("P-1,t,AFP,5,ng/mL", "'t' is not a date", id="the same in one letter"),
        pytest.param("P-1,-2w,AFP,5,ng/mL", "'-2w' is not a date", id="weeks before it"),
        pytest.param("P-1,45325,AFP,5,ng/mL", "'45325' is not a date", id="D-14 a serial number"),
        pytest.param("P-1,3.2.24,AFP,5,ng/mL", "a year has four digits", id="D-03 two digits"),
        pytest.param(
            "P-1,03/04/2024,AFP,5,ng/mL", "2024-04-03 or 2024-03-04", id="D-02 two orders"
        ),
        pytest.param("P-1,day 28,AFP,5,ng/mL", "no day 0", id="a count without a day 0"),
        pytest.param("D-3,2024-03-01,AFP,5,ng/mL", "counted from day 0", id="no calendar"),
        pytest.param("P-1,2024-03-01,XYZ,5,ng/mL", "'XYZ' is not a test", id="a test"),
        pytest.param("P-1,2024-03-01,,5,ng/mL", "Which test?", id="no test"),
        pytest.param("P-1,2024-03-01,AFP,,ng/mL", "AFP needs a value", id="no value"),
        pytest.param("P-1,2024-03-01,AFP,-5,ng/mL", "not negative", id="N-09 a minus"),
        pytest.param("P-1,2024-03-01,AFP,nan,ng/mL", "'nan' is not a number", id="N-05 nan"),
        pytest.param("P-1,2024-03-01,AFP,1e400,ng/mL", "1e400", id="N-05 a power"),
        pytest.param("P-1,2024-03-01,AFP,5.51 H,ng/mL", "neither number nor unit", id="N-19"),
        pytest.param('P-1,2024-03-01,AFP,"1,089",ng/mL', "1.089 or 1089", id="N-03 a comma"),
        pytest.param("P-1,2024-03-01,AFP,=5.51,ng/mL", "not a number", id="N-19 a formula"),
        pytest.param("P-1,2024-03-01,AFP,5,furlong", "furlong is not a unit of AFP", id="a unit"),
        pytest.param("P-1,2024-03-01,AFP,5,", "No unit stands beside it", id="no unit"),
        pytest.param(
            "P-1,2024-03-01,AFP,5 ug/L,ng/mL", "carries ug/L, the unit says ng/mL", id="N-10"
        ),
        pytest.param("P-1,2024-03-01,AFP,5", "column 5 (unit) is missing", id="I-05 too short"),
        pytest.param(
            "P-1,2024-03-01,AFP,5,ng/mL,x", "The row has 6 cells; only 5", id="I-05 too long"
        ),
        pytest.param(
            "P-1,2024-03-01,AFP,5\u202e,ng/mL", "reorders what is read", id="T-03 reordering"
        ),
        pytest.param(
            "P-1,2024-03-01,AFP,5\x07,ng/mL", "cannot be shown (U+0007)", id="T-05 a bell"
        ),
    ],
)
def test_i_07_a_bad_row_is_named_and_nothing_of_it_is_taken(
    ward: Logbook, tmp_path: Path, row: str, sentence: str
) -> None:
    plan = looked_at(written(tmp_path, f"{LONG}P-1,2023-01-01,ALT,40,U/L\n{row}\n"), ward)
    refused = plan.lines[1]
    assert (refused.place, refused.verdict, refused.reading) == ("row 3", Verdict.REFUSED, "")
    assert sentence in refused.why
    assert len(results(plan)) == 1


def test_all_that_is_wrong_with_a_row_is_said_at_once(ward: Logbook, tmp_path: Path) -> None:
    plan = looked_at(written(tmp_path, LONG + "P-9,2024-02-30,AFP,x,ng/mL"), ward)
    assert "P-9" in whys(plan)[0]
    assert "2024-02-30" in whys(plan)[0]
    assert "'x' is not a number" in whys(plan)[0]


def test_a_result_holds_all_that_stands_in_its_row(ward: Logbook, tmp_path: Path) -> None:
    content = (
        "patient,date,test,value,unit,reference,flag,specimen,method,laboratory,comment\n"
        "P-1,2024-03-01,AFP,<0.80,ng/mL,[0 bis 7],L,serum,Roche,Central  lab,haemolytic\n"
    )
    plan = looked_at(written(tmp_path, content, "march.csv"), ward)
    (lab,) = results(plan)
    assert (lab.value, lab.comparator) == (Decimal("0.80"), Comparator.LESS)
    assert (lab.reference_low, lab.reference_high) == (Decimal(0), Decimal(7))
    assert (lab.specimen, lab.assay, lab.laboratory) == ("serum", "Roche", "Central lab")
    assert (lab.as_typed, lab.note) == ("<0.80", "haemolytic")
    assert lab.source == Source(SourceKind.IMPORTED, "march.csv", "row 2")
    assert "Flags of the laboratory are not taken" in plan.notes[0]


def test_limits_in_two_columns_are_one_range(ward: Logbook, tmp_path: Path) -> None:
    content = (
        "patient,date,test,value,unit,low,high\nP-1,2024-03-01,ALT,41,U/L,10,40\n"
        "P-1,2024-03-02,ALT,41,U/L,,40\nP-1,2024-03-03,ALT,41,U/L,10,\nP-1,2024-03-04,ALT,41,U/L,,"
    )
    labs = results(looked_at(written(tmp_path, content), ward))
    limits = [(lab.reference_low, lab.reference_high) for lab in labs]
    assert limits == [(10, 40), (None, 40), (10, None), (None, None)]


def test_a_range_upside_down_is_refused(ward: Logbook, tmp_path: Path) -> None:
    content = "patient,date,test,value,unit,range\nP-1,2024-03-01,AFP,5,ng/mL,160-0\n"
    assert "upside down" in whys(looked_at(written(tmp_path, content), ward))[0]


@pytest.mark.parametrize(
    ("order", "days"),
    [
        pytest.param(DateOrder.DAY_FIRST, ["2024-04-03", "2024-03-05"], id="day first"),
        pytest.param(DateOrder.MONTH_FIRST, ["2024-03-04", "2024-05-03"], id="month first"),
    ],
)
def test_d_02_the_order_of_a_column_is_chosen(
    ward: Logbook, tmp_path: Path, order: DateOrder, days: list[str]
) -> None:
    content = LONG + "P-1,03/04/2024,AFP,5,ng/mL\nP-1,05/03/2024,AFP,5,ng/mL\n"
    path = written(tmp_path, content)
    assert looked_at(path, ward).asks == {Ask.DATES}
    plan = looked_at(path, ward, wish_of(dates=order))
    assert [str(lab.on) for lab in results(plan)] == days


def test_d_02_a_day_that_the_chosen_order_does_not_have_is_refused(
    ward: Logbook, tmp_path: Path
) -> None:
    path = written(tmp_path, LONG + "P-1,04/13/2024,AFP,5,ng/mL\n")
    plan = looked_at(path, ward, wish_of(dates=DateOrder.DAY_FIRST))
    assert "has no month 13" in whys(plan)[0]


@pytest.mark.parametrize(
    ("comma", "value"),
    [
        pytest.param(Comma.DECIMAL, "1.089", id="a decimal sign"),
        pytest.param(Comma.THOUSANDS, "1089", id="thousands"),
    ],
)
def test_a_comma_is_decided_for_its_column(
    ward: Logbook, tmp_path: Path, comma: Comma, value: str
) -> None:
    path = written(tmp_path, LONG.replace(",", ";") + "P-1;2024-03-01;AFP;1,089;ng/mL\n")
    plan = looked_at(path, ward)
    assert plan.asks == {Ask.COMMAS}
    assert plan.open_columns == {3}
    (lab,) = results(looked_at(path, ward, wish_of(comma=comma)))
    assert str(lab.value) == value


@pytest.mark.parametrize(
    ("value", "limits", "number"),
    [
        pytest.param("1.089", "", "1.089", id="a value"),
        pytest.param("<1.089", "", "1.089", id="with a sign"),
        pytest.param("5,5", "1.000 - 2.000", "1.000", id="a range"),
    ],
)
def test_a_point_before_three_digits_is_refused_beside_a_decimal_comma(
    ward: Logbook, tmp_path: Path, value: str, limits: str, number: str
) -> None:
    head = "patient;date;test;value;unit;reference\n"
    path = written(tmp_path, f"{head}P-1;2024-03-01;AFP;{value};ng/mL;{limits}\n")
    plan = looked_at(path, ward, wish_of(comma=Comma.DECIMAL))
    assert results(plan) == ()
    assert f"{number} has a point, and a comma is the decimal sign here" in whys(plan)[0]


@pytest.mark.parametrize("value", ["0.089", "12.5", "1.08"])
def test_a_point_that_groups_nothing_is_a_point(ward: Logbook, tmp_path: Path, value: str) -> None:
    path = written(tmp_path, LONG.replace(",", ";") + f"P-1;2024-03-01;AFP;{value};ng/mL\n")
    (lab,) = results(looked_at(path, ward, wish_of(comma=Comma.DECIMAL)))
    assert str(lab.value) == value


def test_a_laboratorys_own_names_are_mapped_or_left_out(ward: Logbook, tmp_path: Path) -> None:
    rows = "P-1,2024-03-01,AFP-Roche,5.51,ng/mL\nP-1,2024-03-01,TSHx,2,mU/L\n"
    path = written(tmp_path, LONG + rows)
    plan = looked_at(path, ward)
    assert plan.unknown_tests == ("AFP-Roche", "TSHx")
    assert plan.asks == {Ask.TESTS}
    plan = looked_at(path, ward, wish_of(tests=(("afp roche", "AFP"), ("TSHx", ""))))
    assert [line.verdict for line in plan.lines] == [Verdict.NEW, Verdict.LEFT]
    assert said(plan) == [AFP]


def test_tests_that_are_not_known_can_all_be_left_out(ward: Logbook, tmp_path: Path) -> None:
    path = written(tmp_path, LONG + "P-1,2024-03-01,TSHx,2,mU/L\nP-1,2024-03-01,AFP,5.51,ng/mL\n")
    plan = looked_at(path, ward, wish_of(leaves_unknown=True))
    assert [line.verdict for line in plan.lines] == [Verdict.LEFT, Verdict.NEW]


def test_the_usual_unit_is_taken_where_that_was_chosen(ward: Logbook, tmp_path: Path) -> None:
    path = written(tmp_path, LONG + "P-1,2024-03-01,AFP,5.51,\n")
    assert looked_at(path, ward).asks == {Ask.UNITS}
    assert said(looked_at(path, ward, wish_of(usual_units=True))) == [AFP]


def test_i_08_the_same_file_twice_changes_nothing(ward: Logbook, tmp_path: Path) -> None:
    path = written(tmp_path, LONG + "P-1,2024-03-01,AFP,5.51,ng/mL\nP-1,2024-03-01,ALT,41,U/L\n")
    command = looked_at(path, ward).command
    assert command is not None
    ward.do(command)
    again = looked_at(path, ward)
    assert [line.verdict for line in again.lines] == [Verdict.THERE] * 2
    assert again.command is None


def test_i_08_a_row_that_stands_twice_is_one_result(ward: Logbook, tmp_path: Path) -> None:
    path = written(tmp_path, LONG + "P-1,2024-03-01,AFP,5.51,ng/mL\n" * 2)
    plan = looked_at(path, ward)
    assert [line.verdict for line in plan.lines] == [Verdict.NEW, Verdict.THERE]
    assert "row 2 says the same" in whys(plan)[0]


def test_the_same_value_of_two_laboratories_is_two_results(ward: Logbook, tmp_path: Path) -> None:
    content = (
        "patient,date,test,value,unit,laboratory\nP-1,2024-03-01,AFP,5.51,ng/mL,north\n"
        "P-1,2024-03-01,AFP,5.51,ng/mL,south\n"
    )
    plan = looked_at(written(tmp_path, content), ward)
    assert [line.verdict for line in plan.lines] == [Verdict.NEW] * 2


def test_c_16_another_value_of_the_same_day_is_asked_about_and_kept(
    ward: Logbook, tmp_path: Path
) -> None:
    patient = ward.patients("P-1")[0]
    ward.do(Add((a_lab(patient, "5.0", "2024-03-01"),)))
    path = written(tmp_path, LONG + "P-1,2024-03-01,AFP,5.51,ng/mL\nP-1,2024-03-01,AFP,6,ng/mL\n")
    plan = looked_at(path, ward)
    assert [line.verdict for line in plan.lines] == [Verdict.ASKED] * 2
    assert "The record has 5.0 ng/mL of that day" in plan.lines[0].why
    assert "row 3 says otherwise" in plan.lines[0].why
    assert len(results(plan)) == 2


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        pytest.param("P-1,2026-11-22,AFP,5,ng/mL", "lies after today", id="D-06 tomorrow"),
        pytest.param(
            "P-1,2024-04-01,AFP,9.86,ug/mL", "same digits in another unit", id="N-14 a slip of unit"
        ),
        pytest.param("P-1,2024-04-01,AFP,80000000,ng/mL", "outside what AFP", id="C-07 too high"),
        pytest.param("P-1,2024-04-01,AFP,9,IU/mL", "never reported in IU/mL", id="N-11 a new unit"),
    ],
)
def test_what_is_unlikely_is_asked_about(
    ward: Logbook, tmp_path: Path, row: str, sentence: str
) -> None:
    plan = looked_at(written(tmp_path, f"{LONG}P-1,2024-03-01,AFP,9.86,ng/mL\n{row}\n"), ward)
    assert plan.lines[1].verdict is Verdict.ASKED
    assert sentence in plan.lines[1].why


def test_results_are_written_in_the_order_of_their_rows_as_one_step(
    ward: Logbook, tmp_path: Path
) -> None:
    rows = "".join(f"P-1,2024-03-{day:02},AFP,{day}.5,ng/mL\n" for day in range(9, 0, -1))
    plan = looked_at(written(tmp_path, LONG + rows), ward)
    assert isinstance(plan.command, Import)
    n_before = ward.revision
    ward.do(plan.command)
    patient = ward.find("P-1")
    assert patient is not None
    record = ward.patient(patient)
    assert record is not None
    assert [lab.as_typed for lab in record.labs] == [f"{day}.5" for day in range(9, 0, -1)]
    assert ward.revision == n_before + 1
    assert ward.store.check() == []
    ward.undo()
    left = ward.patient(patient)
    assert left is not None
    assert left.labs == ()


def test_results_without_a_code_are_of_the_patient_who_is_named(
    ward: Logbook, tmp_path: Path
) -> None:
    path = written(tmp_path, "date,test,value,unit\n2024-03-01,AFP,5.51,ng/mL\n")
    with pytest.raises(Refused, match="No column is the patient code"):
        looked_at(path, ward)
    plan = looked_at(path, ward, Wish(patient="p-1"))
    assert [line.patient for line in plan.lines] == ["P-1"]
    with pytest.raises(Refused, match="No patient has the code 'P-77'"):
        looked_at(path, ward, Wish(patient="P-77"))


def test_a_row_of_another_patient_than_the_one_who_is_named_is_refused(
    ward: Logbook, tmp_path: Path
) -> None:
    path = written(tmp_path, LONG + "AB 123,2024-03-01,AFP,5,ng/mL\n")
    plan = looked_at(path, ward, Wish(patient="P-1"))
    assert whys(plan) == ["This row is of patient AB 123, and not of P-1."]


def test_nothing_is_written_by_reading(ward: Logbook, tmp_path: Path) -> None:
    n_before = ward.revision
    looked_at(written(tmp_path, LONG + "P-1,2024-03-01,AFP,5.51,ng/mL\n"), ward)
    assert ward.revision == n_before


def giving_up(_done: int, _of: int) -> None:
    """Be a person who gives up at once."""
    raise Cancelled


def test_reading_is_given_up(ward: Logbook, tmp_path: Path) -> None:
    path = written(tmp_path, LONG + "P-1,2024-03-01,AFP,5.51,ng/mL\n")
    with pytest.raises(Cancelled):
        read(path, ward, Wish(), giving_up)


def test_progress_is_told_and_never_goes_back(ward: Logbook, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    path = written(tmp_path, LONG + "P-1,2024-03-01,AFP,5.51,ng/mL\n" * 1200)
    read(path, ward, Wish(), lambda done, of: told.append((done, of)))
    assert told == sorted(told)
    assert all(done <= of for done, of in told)
    assert len(told) > 2


def columns_not_taken(content: str) -> Callable[[Logbook, Path], tuple[str, ...]]:
    """Return a reader of the notes on a table."""
    return lambda ward, folder: looked_at(written(folder, content), ward).notes


def test_columns_that_are_not_taken_are_named(ward: Logbook, tmp_path: Path) -> None:
    content = "patient,date,test,value,unit,ward round\nP-1,2024-03-01,AFP,5.51,ng/mL,x\n"
    notes = columns_not_taken(content)(ward, tmp_path)
    assert notes == ("Column not taken: 6 (ward round).",)


def test_times_of_day_are_said_to_be_lost(ward: Logbook, tmp_path: Path) -> None:
    path = written(tmp_path, LONG + "P-1,2024-03-01 08:15,AFP,5.51,ng/mL\n")
    plan = read(path, ward, Wish(), unseen)
    assert plan.notes == ("Times of day are not kept; a result has its day.",)
    assert said(plan) == [AFP]


def test_a_flag_is_kept_as_a_note_where_that_is_asked(ward: Logbook, tmp_path: Path) -> None:
    from dataclasses import replace

    from hcclog.exchange.lab_files.reading import read_mapped

    content = "patient,date,test,value,unit,flag\nP-1,2024-03-01,AFP,5.51,ng/mL,H\n"
    path = written(tmp_path, content)
    mapping = replace(looked_at(path, ward).mapping, keeps_flags=True)
    (lab,) = results(read_mapped(path, ward, mapping, unseen))
    assert lab.note == "Flag of the laboratory: H."


POINTS = "Patient;Datum;Test;Wert;Einheit\nP-1;01.03.2024;AFP;1,30;ng/mL\n"


@pytest.mark.parametrize(
    ("row", "comma", "told"),
    [
        pytest.param("PIVKA-II;>75.000;mAU/mL", Comma.ASK, "75.000 or >75000", id="it is asked"),
        pytest.param(
            "PIVKA-II;>75.000;mAU/mL",
            Comma.DECIMAL,
            "write 75000 or 75,000",
            id="a decimal comma does not say what a point before three digits is",
        ),
        pytest.param(
            "PIVKA-II;>75.000;mAU/mL",
            Comma.THOUSANDS,
            "PIVKA-II >75.000 mAU/mL of 2024-03-01",
            id="a comma of thousands leaves the point a decimal one",
        ),
        pytest.param(
            "AFP;1.250,40;ng/mL",
            Comma.DECIMAL,
            "AFP 1250.40 ng/mL of 2024-03-01",
            id="a point before a decimal comma parts thousands",
        ),
        pytest.param(
            "AFP;1.250.400;ng/mL",
            Comma.DECIMAL,
            "AFP 1250400 ng/mL of 2024-03-01",
            id="two points part thousands",
        ),
        pytest.param(
            "AFP;7.4;ng/mL",
            Comma.ASK,
            "AFP 7.4 ng/mL of 2024-03-01",
            id="a point before one digit is a decimal one",
        ),
        pytest.param(
            "AFP;0.605;ng/mL",
            Comma.ASK,
            "AFP 0.605 ng/mL of 2024-03-01",
            id="a point after zero is a decimal one",
        ),
    ],
)
def test_a_point_beside_decimal_commas(
    ward: Logbook, tmp_path: Path, row: str, comma: Comma, told: str
) -> None:
    path = written(tmp_path, f"{POINTS}P-1;01.03.2024;{row}")
    plan = looked_at(path, ward, wish_of(comma=comma))
    line = plan.lines[1]
    assert told in (line.reading or line.why)
    assert (Ask.COMMAS in plan.asks) == (line.verdict is Verdict.REFUSED and comma is Comma.ASK)


def test_a_point_in_a_column_without_commas_is_a_decimal_point(
    ward: Logbook, tmp_path: Path
) -> None:
    (lab,) = results(looked_at(written(tmp_path, f"{LONG}P-1,2024-03-01,AFP,75.000,ng/mL"), ward))
    assert lab.value == Decimal("75.000")


def test_a_chinese_slip_keeps_its_words_and_ranges(ward: Logbook, tmp_path: Path) -> None:
    rows = (
        "病历号,检验项目,结果,单位,参考范围,采样日期",
        "P-1,白蛋白,38,g/L,40～55,2024年3月1日",
        "P-1,乙肝表面抗原,阳性,,阴性,2024年3月1日",
    )
    path = written(tmp_path, "\n".join(rows).encode("gb18030"))
    albumin, antigen = results(looked_at(path, ward, wish_of(encoding="gb18030")))
    assert (albumin.reference_low, albumin.reference_high) == (Decimal(40), Decimal(55))
    assert (antigen.qualitative, antigen.as_typed) == ("positive", "阳性")
    assert (antigen.reference_low, antigen.reference_high) == (None, None)
