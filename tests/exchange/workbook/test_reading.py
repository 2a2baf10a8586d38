"""An edited workbook: each difference is a line, and one command writes all of them or nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from hcclog.commands.base import Amend
from hcclog.commands.refused import Refused
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.sources import SourceKind
from hcclog.exchange.incoming.plan import Plan, Verdict
from hcclog.exchange.outgoing.deliver import deliver
from hcclog.exchange.outgoing.formats import FORMATS
from hcclog.exchange.record_json import record_json
from hcclog.logbook import Logbook
from tests.books import new_book
from tests.exchange.workbook.workbooks import (
    added,
    column,
    edited,
    order_of,
    plan_of,
    put,
    row_of,
    said,
    written,
)


def done(book: Logbook, plan: Plan) -> None:
    assert plan.command is not None
    book.do(plan.command)


def without_row(sheet: str, **wanted: Any) -> Callable[[Any], None]:
    def edit(workbook: Any) -> None:
        workbook[sheet].delete_rows(row_of(workbook[sheet], **wanted))

    return edit


def of_zhang(book: Logbook) -> Any:
    found = book.patient(book.find("zhang-2024") or "")
    assert found is not None
    return found


def test_an_untouched_workbook_changes_nothing(cases: Logbook, tmp_path: Path) -> None:
    plan = plan_of(cases, written(cases, tmp_path))
    assert said(plan) == []
    assert plan.command is None
    assert plan.count(Verdict.THERE) == len(plan.lines) > 250


@pytest.mark.catalogue("X-09")
def test_an_empty_store_takes_the_whole_record(cases: Logbook, tmp_path: Path) -> None:
    path = written(cases, tmp_path)
    (tmp_path / "other").mkdir()
    other = new_book(tmp_path / "other" / "store.db")
    done(other, plan_of(other, path))
    for patient in cases.patients():
        one, same = cases.patient(patient.id), other.patient(patient.id)
        assert one is not None
        assert same is not None
        assert record_json(same) == record_json(one)
    again = plan_of(other, path)
    other.close()
    assert again.command is None


def test_a_changed_value_is_one_line_and_one_step(cases: Logbook, tmp_path: Path) -> None:
    def edit(workbook: Any) -> None:
        row = row_of(workbook["labs"], patient="zhang-2024", analyte="afp", value=53.43)
        put("labs", row, "value", 54.5)(workbook)

    path = edited(written(cases, tmp_path), edit)
    plan = plan_of(cases, path)
    [(place, reading, _)] = said(plan)
    assert place.startswith("labs, row ")
    assert reading.endswith(": value from 53.43 to 54.50")
    revision = cases.revision
    done(cases, plan)
    assert cases.revision == revision + 1
    assert Decimal("54.50") in {lab.value for lab in of_zhang(cases).labs}
    assert plan_of(cases, path).command is None
    cases.undo()
    assert Decimal("53.43") in {lab.value for lab in of_zhang(cases).labs}


def test_a_row_without_an_id_is_new_and_not_doubled(cases: Logbook, tmp_path: Path) -> None:
    row = {"patient": "zhang-2024", "on": "2023-01", "analyte": "afp", "value": 50.1}
    path = edited(written(cases, tmp_path), added("labs", **row, unit="ng/mL", as_typed="50.1"))
    plan = plan_of(cases, path)
    [(_, reading, _)] = said(plan)
    assert reading == "AFP 50.1 ng/mL, 2023-01"
    n = len(of_zhang(cases).labs)
    done(cases, plan)
    new = of_zhang(cases).labs[-1]
    assert (new.value, str(new.on), str(new.comparator)) == (Decimal("50.1"), "2023-01", "=")
    assert (new.source.kind, new.source.document) == (SourceKind.IMPORTED, "out.xlsx")
    assert said(plan_of(cases, path)) == []
    assert len(of_zhang(cases).labs) == n + 1


def test_a_new_lesion_and_its_size_come_in_together(cases: Logbook, tmp_path: Path) -> None:
    def edit(workbook: Any) -> None:
        added("lesions", patient="zhang-2024", label="T9", organ="liver")(workbook)
        at = {"patient": "zhang-2024", "assessment": "2022-10", "lesion": "T9"}
        added("measurements", **at, longest_mm=14)(workbook)

    path = edited(written(cases, tmp_path), edit)
    done(cases, plan_of(cases, path))
    record = of_zhang(cases)
    assert record.lesions[-1].label == "T9"
    assert record.measurements[-1].lesion_id == record.lesions[-1].id
    assert said(plan_of(cases, path)) == []


def test_a_new_patient_comes_in_and_is_not_doubled(cases: Logbook, tmp_path: Path) -> None:
    def edit(workbook: Any) -> None:
        added("patients", code="P-7", sex="female")(workbook)
        added("visits", patient="P-7", on="2024-02-03", ecog=1)(workbook)

    path = edited(written(cases, tmp_path), edit)
    done(cases, plan_of(cases, path))
    record = cases.patient(cases.find("P-7") or "")
    assert record is not None
    assert [visit.ecog for visit in record.visits] == [1]
    assert said(plan_of(cases, path)) == []


def test_a_row_that_is_gone_is_asked_about(cases: Logbook, tmp_path: Path) -> None:
    gone = without_row("labs", patient="zhang-2024", analyte="afp", value=53.43)
    plan = plan_of(cases, edited(written(cases, tmp_path), gone))
    [(place, reading, why)] = said(plan, Verdict.ASKED)
    assert (place, why) == ("labs", "its row is gone.")
    assert reading.startswith("take out AFP 53.43 ng/mL")
    done(cases, plan)
    assert Decimal("53.43") not in {lab.value for lab in of_zhang(cases).labs}


def test_what_others_hang_on_is_not_taken_out_alone(cases: Logbook, tmp_path: Path) -> None:
    plan = plan_of(cases, edited(written(cases, tmp_path), without_row("lesions", label="M1")))
    assert plan.command is None
    lines = said(plan, Verdict.REFUSED)
    assert any("that hang on it are not" in why for _, _, why in lines)
    assert any("has no row any more" in why for _, _, why in lines)


def test_a_missing_sheet_takes_nothing_out(cases: Logbook, tmp_path: Path) -> None:
    plan = plan_of(cases, edited(written(cases, tmp_path), lambda book: book.remove(book["labs"])))
    assert plan.command is None
    assert said(plan) == []
    assert any("Sheets are missing (labs)" in note for note in plan.notes)


def test_a_workbook_takes_no_patient_out(cases: Logbook, tmp_path: Path) -> None:
    def edit(workbook: Any) -> None:
        for sheet in workbook.worksheets:
            if sheet.cell(1, 1).value in {"code", "patient"}:
                for row in range(sheet.max_row, 1, -1):
                    if sheet.cell(row, 1).value == "zhang-2024":
                        sheet.delete_rows(row)

    plan = plan_of(cases, edited(written(cases, tmp_path), edit))
    assert said(plan) == []
    assert "A workbook takes no patient out." in " ".join(plan.notes)


def changed_since(book: Logbook, value: str) -> None:
    """Correct a result in the store, as another seat would."""
    from dataclasses import replace

    lab = next(each for each in of_zhang(book).labs if each.value == Decimal("53.43"))
    book.do(Amend(replace(lab, value=Decimal(value)), "typing error", lab))


def test_what_somebody_else_changed_is_a_conflict(cases: Logbook, tmp_path: Path) -> None:
    def edit(workbook: Any) -> None:
        row = row_of(workbook["labs"], patient="zhang-2024", analyte="afp", value=53.43)
        put("labs", row, "value", 54.5)(workbook)

    path = edited(written(cases, tmp_path), edit)
    changed_since(cases, "53.44")
    plan = plan_of(cases, path)
    [(_, _, why)] = said(plan, Verdict.REFUSED)
    assert "value from 53.44 to 54.50" in why
    assert "somebody changed it since" in why
    assert plan.command is None


def test_what_changed_in_the_record_alone_stays(cases: Logbook, tmp_path: Path) -> None:
    path = written(cases, tmp_path)
    changed_since(cases, "53.44")
    plan = plan_of(cases, path)
    assert plan.command is None
    assert [line.why for line in plan.lines if line.why] == [
        "changed in the record since; the row was not."
    ]


def test_what_was_taken_out_of_the_record_does_not_come_back(
    cases: Logbook, tmp_path: Path
) -> None:
    from hcclog.commands.base import Retract

    path = written(cases, tmp_path)
    cases.do(Retract("lab_result", of_zhang(cases).labs[0].id))
    plan = plan_of(cases, path)
    [(_, _, why)] = said(plan, Verdict.LEFT)
    assert why == "taken out of the record since the workbook was written"
    assert plan.command is None


def measured_row(workbook: Any) -> int:
    return row_of(workbook["measurements"], patient="zhang-2024", lesion="R1")


NAMES: list[Any] = [
    pytest.param({"lesion": "M1"}, "lesion from R1 to M1", "", id="another lesion is taken"),
    pytest.param({"lesion": "T99"}, "", "no lesion of this patient is called “T99”", id="nobody"),
    pytest.param({"lesion": None}, "", "lesion is needed here", id="no name"),
]


@pytest.mark.parametrize(("cells", "reading", "why"), NAMES)
def test_a_changed_name_is_taken_or_refused(
    cases: Logbook, tmp_path: Path, cells: dict[str, Any], reading: str, why: str
) -> None:
    def edit(workbook: Any) -> None:
        row = measured_row(workbook)
        for name, value in cells.items():
            put("measurements", row, name, value)(workbook)

    plan = plan_of(cases, edited(written(cases, tmp_path), edit))
    [(_, found, because)] = said(plan)
    assert reading in found
    assert why in because


def test_an_id_that_is_not_what_the_name_says_is_refused(cases: Logbook, tmp_path: Path) -> None:
    def edit(workbook: Any) -> None:
        sheet = workbook["measurements"]
        other = row_of(sheet, patient="zhang-2024", lesion="M1")
        put_id = sheet.cell(other, column(sheet, "lesion_id")).value
        put("measurements", measured_row(workbook), "lesion_id", put_id)(workbook)

    plan = plan_of(cases, edited(written(cases, tmp_path), edit))
    [(_, _, why)] = said(plan)
    assert "is not what lesion_id names" in why


@pytest.mark.parametrize(
    ("sheet", "name", "value", "why"),
    [
        pytest.param("labs", "on_latest", date(2023, 3, 1), "change on instead", id="a last day"),
        pytest.param("labs", "on_shown", "soon", "change on instead", id="a shown date"),
        pytest.param("labs", "patient", "ikeda-2021", "another patient", id="the patient"),
        pytest.param("labs", "patient", "nobody", "no patient is called", id="an unknown patient"),
        pytest.param("labs", "id", "lab-1", "is no id", id="an id of one's own"),
        pytest.param("labs", "on", "2024-02-30", "no such day", id="D-01: no such day"),
        pytest.param("labs", "on", "9999-12-31", "a placeholder", id="D-13: a placeholder"),
        pytest.param("labs", "value", "1,089", "1.089 or 1089", id="N-03: two readings"),
        pytest.param("labs", "analyte", "afq", "", id="a test that the catalogue does not have"),
        pytest.param("labs", "value", -5.5, "", id="N-09: a value below zero"),
        pytest.param("lesions", "label", "", "needed", id="no label"),
        pytest.param("stagings", "ecog", 9, "", id="a performance status of 9"),
    ],
)
def test_what_may_not_stand_is_refused_in_its_line(
    cases: Logbook, tmp_path: Path, sheet: str, name: str, value: Any, why: str
) -> None:
    def edit(workbook: Any) -> None:
        put(sheet, row_of(workbook[sheet], patient="zhang-2024"), name, value or None)(workbook)

    plan = plan_of(cases, edited(written(cases, tmp_path), edit))
    lines = said(plan, Verdict.REFUSED)
    assert plan.command is None
    assert why in lines[0][2]
    assert lines[0][0].startswith(f"{sheet}, row ")


def test_what_was_not_refused_can_be_taken_alone(cases: Logbook, tmp_path: Path) -> None:
    def edit(workbook: Any) -> None:
        row = row_of(workbook["labs"], patient="zhang-2024", analyte="afp", value=53.43)
        put("labs", row, "value", 54.5)(workbook)
        put("visits", row_of(workbook["visits"], patient="zhang-2024"), "ecog", 9)(workbook)

    plan = plan_of(cases, edited(written(cases, tmp_path), edit))
    assert len(said(plan, Verdict.REFUSED)) == 1
    done(cases, plan)
    assert Decimal("54.50") in {lab.value for lab in of_zhang(cases).labs}
    assert 9 not in {visit.ecog for visit in of_zhang(cases).visits}


def test_an_id_that_stands_twice_is_refused(cases: Logbook, tmp_path: Path) -> None:
    def edit(workbook: Any) -> None:
        sheet = workbook["labs"]
        sheet.append([cell.value for cell in sheet[2]])

    plan = plan_of(cases, edited(written(cases, tmp_path), edit))
    assert "its id stands in labs, row 2 too" in said(plan)[0][2]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        pytest.param(datetime(2023, 1, 9), "2023-01-09", id="a date of the spreadsheet"),
        pytest.param("14.10.2021", "2021-10-14", id="as people write it"),
        pytest.param("2021-10", "2021-10", id="a month"),
    ],
)
def test_a_date_that_was_typed_is_read(
    cases: Logbook, tmp_path: Path, typed: Any, text: str
) -> None:
    def edit(workbook: Any) -> None:
        put("visits", row_of(workbook["visits"], patient="zhang-2024"), "on", typed)(workbook)

    plan = plan_of(cases, edited(written(cases, tmp_path), edit))
    assert f"to {text}" in said(plan)[0][1]


def test_a_date_counted_from_an_event_is_read_in_words(cases: Logbook, tmp_path: Path) -> None:
    def edit(workbook: Any) -> None:
        row = row_of(workbook["visits"], patient="zhang-2024")
        put("visits", row, "on", "sintilimab start + 2 weeks")(workbook)

    plan = plan_of(cases, edited(written(cases, tmp_path), edit))
    done(cases, plan)
    assert any("+ 2 weeks" in str(visit.on) for visit in of_zhang(cases).visits)


def test_the_1904_system_is_read_by_the_workbooks_own_flag(cases: Logbook, tmp_path: Path) -> None:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    path = written(cases, tmp_path)

    def edit(workbook: Any) -> None:
        workbook.epoch = CALENDAR_MAC_1904
        row = row_of(workbook["visits"], patient="zhang-2024")
        put("visits", row, "on", datetime(2022, 2, 3))(workbook)

    plan = plan_of(cases, edited(path, edit))
    assert any("to 2022-02-03" in reading for _, reading, _ in said(plan))


def test_a_code_may_be_changed_on_the_patients_sheet(cases: Logbook, tmp_path: Path) -> None:
    def edit(workbook: Any) -> None:
        row = row_of(workbook["patients"], code="zhang-2024")
        put("patients", row, "code", "Z-1")(workbook)

    plan = plan_of(cases, edited(written(cases, tmp_path), edit))
    [(_, reading, _)] = said(plan)
    assert reading.endswith("code from zhang-2024 to Z-1")
    done(cases, plan)
    assert cases.find("Z-1")


def test_an_unlikely_value_is_asked_about(cases: Logbook, tmp_path: Path) -> None:
    def edit(workbook: Any) -> None:
        row = row_of(workbook["labs"], patient="zhang-2024", analyte="afp", value=53.43)
        put("labs", row, "value", 80_000_000)(workbook)

    plan = plan_of(cases, edited(written(cases, tmp_path), edit))
    assert len(said(plan, Verdict.ASKED)) == 1


def test_a_day_to_come_is_asked_about(cases: Logbook, tmp_path: Path) -> None:
    row = {"patient": "zhang-2024", "on": "2027-01-01", "ecog": 0}
    plan = plan_of(cases, edited(written(cases, tmp_path), added("visits", **row)))
    [(_, _, why)] = said(plan, Verdict.ASKED)
    assert "after today" in why


def test_a_deidentified_workbook_does_not_go_back(cases: Logbook, tmp_path: Path) -> None:
    deliver(FORMATS["xlsx"], order_of(cases, is_deidentified=True), tmp_path / "d.xlsx")
    with pytest.raises(Refused, match="is de-identified"):
        plan_of(cases, tmp_path / "d.xlsx")


def test_a_record_of_another_store_is_asked_about(cases: Logbook, tmp_path: Path) -> None:
    def edit(workbook: Any) -> None:
        sheet = workbook["about_hcclog"]
        for row in range(1, sheet.max_row + 1):
            if sheet.cell(row, 1).value == "store":
                sheet.cell(row, 2).value = "another"
        row = row_of(workbook["labs"], patient="zhang-2024", analyte="afp", value=53.43)
        put("labs", row, "value", 54.5)(workbook)
        without_row("labs", patient="ikeda-2021")(workbook)

    plan = plan_of(cases, edited(written(cases, tmp_path), edit))
    [(_, _, why)] = said(plan)
    assert "does not say what stood here" in why
    assert "It was not written from this store" in " ".join(plan.notes)


def test_names_of_all_scripts_and_odd_notes_come_back(book: Logbook, tmp_path: Path) -> None:
    from hcclog.commands.base import Add
    from hcclog.domain.patient import Patient
    from hcclog.domain.visit import Visit
    from tests.books import a_patient, an_id

    patient: Patient = a_patient("张-1", name="محمد علي 张伟", note="=1+1\n\t'x'")
    visit = Visit(an_id(), patient.id, ClinicalDate.parse("2024-02-03"), note="9" * 400)
    book.do(Add((patient, visit)))
    path = written(book, tmp_path)
    assert said(plan_of(book, path)) == []
    (tmp_path / "other").mkdir()
    other = new_book(tmp_path / "other" / "store.db")
    done(other, plan_of(other, path))
    assert other.patient(patient.id) == book.patient(patient.id)
    other.close()
