"""Every table model keeps Qt's contract, before, during and after changes."""

from collections.abc import Callable

import pytest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from hcclog.commands.base import Add, Retract
from hcclog.logbook import Logbook
from hcclog.ui.desk import Desk
from hcclog.ui.models.assessment_table import AssessmentTable
from hcclog.ui.models.event_table import EventTable
from hcclog.ui.models.history_table import HistoryTable
from hcclog.ui.models.lab_table import LabTable
from hcclog.ui.models.lesion_table import LesionTable
from hcclog.ui.models.patient_list import PatientList
from hcclog.ui.models.record_table import RecordTable
from hcclog.ui.models.treatment_table import TreatmentTable
from hcclog.ui.models.visit_table import VisitTable
from tests.books import a_lab, a_patient
from tests.ui.desks import chosen

TABLES = [
    VisitTable,
    LabTable,
    LesionTable,
    TreatmentTable,
    EventTable,
    AssessmentTable,
    HistoryTable,
]
CASES = ["zhang-2024", "fonc-2024", "ikeda-2021"]


@pytest.mark.parametrize("build", TABLES, ids=lambda build: build.__name__)
def test_each_model_holds_for_each_case(
    build: Callable[[Desk], RecordTable], cases: Logbook, qtmodeltester: ModelTester
) -> None:
    desk = chosen(cases, CASES[0])
    model = build(desk)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    for code in CASES[1:]:
        desk.choose_patient(cases.find(code) or "")
    desk.choose_patient("")
    assert model.rowCount() == 0


@pytest.mark.catalogue("P-06")
@pytest.mark.parametrize("build", TABLES, ids=lambda build: build.__name__)
def test_each_model_holds_for_a_patient_of_whom_nothing_is_known(
    build: Callable[[Desk], RecordTable], empty_patient: Logbook, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(build(chosen(empty_patient, "empty-01")))  # type: ignore[no-untyped-call]


def test_a_changed_value_is_no_reset(empty_patient: Logbook, qtbot: QtBot) -> None:
    desk = chosen(empty_patient, "empty-01")
    model = LabTable(desk)
    record = desk.record()
    assert record is not None
    lab = a_lab(record.patient)
    desk.do(Add((lab,)))
    assert model.rowCount() == 1
    with qtbot.waitSignal(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        assert model.setData(model.index(0, 2), "6.1")
    with qtbot.waitSignal(model.rowsRemoved), qtbot.assertNotEmitted(model.modelReset):
        desk.do(Retract("lab_result", lab.id))
    with qtbot.waitSignal(model.rowsInserted), qtbot.assertNotEmitted(model.modelReset):
        desk.undo()


def test_a_row_goes_where_its_date_belongs(empty_patient: Logbook) -> None:
    desk = chosen(empty_patient, "empty-01")
    model = LabTable(desk)
    record = desk.record()
    assert record is not None
    for on, value in (("2021-01", "1"), ("2023-01", "3"), ("2022-01", "2")):
        desk.do(Add((a_lab(record.patient, value, on),)))
    shown = [model.index(row, 2).data() for row in range(model.rowCount())]
    assert shown == ["3", "2", "1"]


def test_a_cell_that_is_left_as_it_is_writes_nothing(cases: Logbook, qtbot: QtBot) -> None:
    desk = chosen(cases, "zhang-2024")
    model = LabTable(desk)
    index = model.index(0, 2)
    with qtbot.assertNotEmitted(desk.changed):
        assert not model.setData(index, model.data(index, 2))


def test_the_list_reads_page_by_page(book: Logbook, qtmodeltester: ModelTester) -> None:
    book.do(Add(tuple(a_patient(f"P-{n:03d}") for n in range(250))))
    model = PatientList(Desk(book))
    assert model.rowCount() == 100
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    root = model.index(-1)
    while model.canFetchMore(root):
        model.fetchMore(root)
    assert model.rowCount() == 250
    assert model.index(249).data() == "P-249"
