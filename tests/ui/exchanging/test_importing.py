"""A file from the key or the drop to the store: shown, decided, written as one step, undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from hcclog.commands.base import Add, Retract
from hcclog.domain.labs import LabResult
from hcclog.exchange.incoming.plan import Line, Verdict
from hcclog.exchange.lab_files.mapping import Part
from hcclog.exchange.outgoing.deliver import deliver
from hcclog.exchange.outgoing.formats import FORMATS
from hcclog.exchange.outgoing.ordering import order_from
from hcclog.logbook import Logbook
from hcclog.ui.dialogs.new_assessment import NewAssessment
from hcclog.ui.dialogs.paste_preview import PastePreview
from hcclog.ui.exchanging.exchange import exchange_of
from hcclog.ui.exchanging.import_dialog import ImportDialog
from hcclog.ui.main_window import MainWindow
from hcclog.ui.models.plan_table import READING, VERDICT
from hcclog.ui.screenshots import settle
from tests.books import a_lab, a_patient
from tests.exchange.dicom.files import an_image, saved

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
HEAD = "Patient,Date,Test,Value,Unit\n"
GOOD = "P-1,2024-01-15,AFP,512,ng/mL\nP-2,2024-02-12,ALT,45,U/L\n"
BAD = "P-9,2024-01-15,AFP,512,ng/mL\nP-1,2024-02-31,AFP,61,ng/mL\n"
# More than AFP can be expected to be.
UNLIKELY = "P-1,2024-03-15,AFP,9000000,ng/mL\n"


@pytest.fixture
def window(book: Logbook, open_window: Callable[[Logbook], MainWindow]) -> MainWindow:
    book.do(Add((a_patient("P-1"), a_patient("P-2"))))
    opened = open_window(book)
    opened.desk.choose = lambda _sentence, _readings: 0
    return opened


def a_file(tmp_path: Path, rows: str, name: str = "labs.csv") -> Path:
    path = tmp_path / name
    path.write_text(HEAD + rows, encoding="utf-8")
    return path


def opened(qtbot: QtBot, window: MainWindow, path: Path) -> ImportDialog:
    """Read a file, and return what is shown of it."""
    exchange_of(window).importing.begin(path)
    return shown(qtbot, window)


def shown(qtbot: QtBot, window: MainWindow) -> ImportDialog:
    idle(qtbot, window)
    dialog = exchange_of(window).importing.dialog
    assert dialog is not None
    assert dialog.isVisible()
    return dialog


def idle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: exchange_of(window).work.job is None)


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(12, widget.height() // 2))


def rows(dialog: ImportDialog) -> list[str]:
    """Return the verdicts in the order shown."""
    table = dialog.table
    return [str(table.index(n, VERDICT).data()) for n in range(table.rowCount())]


def labs(window: MainWindow) -> list[LabResult]:
    """Return the results of all patients."""
    return list(window.desk.logbook.store.reader.all("lab_result"))


def test_the_key_asks_for_a_file(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    QTest.keyClick(window, KEY.Key_O, CTRL | SHIFT)
    asked = window.findChild(QFileDialog)
    assert isinstance(asked, QFileDialog)
    asked.fileSelected.emit(str(a_file(tmp_path, GOOD)))
    asked.reject()
    assert shown(qtbot, window).add_button.text() == "&Add 2 results"


def test_what_is_good_is_added_in_one_step_and_taken_back_in_one(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window, a_file(tmp_path, GOOD))
    assert labs(window) == []
    click(dialog.add_button)
    idle(qtbot, window)
    assert [lab.as_typed for lab in labs(window)] == ["512", "45"]
    assert window.line.told.text() == ("Import labs.csv: 2 results. Undo takes all of it back.")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, KEY.Key_Z, CTRL)
    assert labs(window) == []


@pytest.mark.catalogue("I-08")
def test_the_same_file_twice_adds_nothing(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = a_file(tmp_path, GOOD)
    click(opened(qtbot, window, path).add_button)
    idle(qtbot, window)
    again = opened(qtbot, window, path)
    assert rows(again) == ["= already there", "= already there"]
    assert again.add_button.text() == "Nothing to add"
    assert not again.add_button.isEnabled()


@pytest.mark.catalogue("I-07")
def test_refused_rows_stand_first_and_stop_all_until_they_are_left_out(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window, a_file(tmp_path, GOOD + BAD))
    assert rows(dialog) == ["✕ refused", "✕ refused", "+ new", "+ new"]
    assert not dialog.add_button.isEnabled()
    assert dialog.missing.text() == (
        "Nothing is written while rows are refused; mend the file, or leave them out."
    )
    assert dialog.gate.refused.text() == "Leave &out the 2 refused rows"
    click(dialog.gate.refused)
    assert dialog.add_button.isEnabled()
    click(dialog.add_button)
    idle(qtbot, window)
    assert [lab.as_typed for lab in labs(window)] == ["512", "45"]
    assert window.desk.undo()
    assert labs(window) == []


def test_an_unlikely_row_waits_for_a_look(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    dialog = opened(qtbot, window, a_file(tmp_path, GOOD + UNLIKELY))
    assert rows(dialog) == ["? please check", "+ new", "+ new"]
    assert not dialog.add_button.isEnabled()
    dialog.view.setFocus()
    QTest.keyClick(dialog.view, KEY.Key_Space)
    assert rows(dialog)[0] == "✓ checked"
    assert dialog.gate.checked.isChecked()
    assert dialog.add_button.text() == "&Add 3 results"
    QTest.keyClick(dialog.view, KEY.Key_Return, CTRL)
    idle(qtbot, window)
    assert len(labs(window)) == 3


def test_an_unlikely_row_can_be_left_out(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    dialog = opened(qtbot, window, a_file(tmp_path, GOOD + UNLIKELY))
    assert dialog.gate.unticked.text() == "Leave out the 1 row &not ticked"
    click(dialog.gate.unticked)
    assert dialog.add_button.text() == "&Add 2 results"
    click(dialog.add_button)
    idle(qtbot, window)
    assert [lab.as_typed for lab in labs(window)] == ["512", "45"]


def test_a_chip_shows_only_the_rows_of_its_verdict(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window, a_file(tmp_path, GOOD + BAD))
    chips = dialog.chips.buttons
    assert chips[Verdict.REFUSED].text() == "✕ Refused  2"
    assert not chips[Verdict.ASKED].isVisible()
    click(chips[Verdict.REFUSED])
    assert rows(dialog) == ["✕ refused", "✕ refused"]
    assert dialog.detail.text().startswith("row 4 · ")
    click(chips[None])
    assert len(rows(dialog)) == 4


def test_enter_in_the_table_writes_nothing(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window, a_file(tmp_path, GOOD))
    dialog.view.setFocus()
    QTest.keyClick(dialog.view, KEY.Key_Return)
    QTest.keyClick(dialog, KEY.Key_Escape)
    settle()
    assert labs(window) == []
    assert exchange_of(window).importing.dialog is None


def test_a_mapping_is_corrected_and_read_anew(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window, a_file(tmp_path, GOOD))
    panel = dialog.mapping
    assert panel is not None
    assert [box.currentText() for box in panel.grid.boxes] == [
        "Patient code",
        "Date",
        "Test",
        "Value",
        "Unit",
    ]
    assert not panel.units.isVisible()
    box = panel.grid.boxes[4]
    box.setCurrentIndex(box.findText("Not taken"))
    box.activated.emit(box.currentIndex())
    idle(qtbot, window)
    assert panel.mapping.columns[4].part is Part.IGNORED
    assert rows(dialog) == ["✕ refused", "✕ refused"]
    assert panel.units.isVisible()
    click(panel.units)
    idle(qtbot, window)
    assert rows(dialog) == ["+ new", "+ new"]


def test_the_order_of_day_and_month_is_asked_and_taken(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window, a_file(tmp_path, "P-1,03/04/2024,AFP,512,ng/mL\n"))
    assert dialog.mapping is not None
    assert rows(dialog) == ["✕ refused"]
    order = dialog.mapping.order
    assert order.isVisible()
    order.setCurrentIndex(order.findText("day first"))
    order.activated.emit(order.currentIndex())
    idle(qtbot, window)
    assert rows(dialog) == ["+ new"]
    assert dialog.view.model().index(0, 3).data() == "AFP 512 ng/mL of 2024-04-03"


def test_a_name_that_is_not_known_is_said_to_be_a_test(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window, a_file(tmp_path, "P-1,2024-04-03,Marker Q,512,ng/mL\n"))
    panel = dialog.mapping
    assert panel is not None
    assert panel.unknown_name.currentText() == "Marker Q"
    panel.test.setCurrentIndex(panel.test.findData("afp"))
    click(panel.take_test)
    idle(qtbot, window)
    assert rows(dialog) == ["+ new"]


def test_a_layout_is_remembered_with_what_it_was_corrected_to(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window, a_file(tmp_path, GOOD))
    assert dialog.mapping is not None
    dialog.mapping.remember.setText("Labor Berlin")
    click(dialog.add_button)
    idle(qtbot, window)
    again = opened(qtbot, window, a_file(tmp_path, UNLIKELY, "next.csv"))
    assert "Read as remembered for Labor Berlin." in again.notes.text()
    assert again.mapping is not None
    assert again.mapping.remember.text() == "Labor Berlin"


def test_a_file_that_names_nobody_can_be_of_the_chosen_patient(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "one.csv"
    path.write_text("Date,Test,Value,Unit\n2024-01-15,AFP,512,ng/mL\n", encoding="utf-8")
    dialog = opened(qtbot, window, path)
    assert "No column is the patient code" in dialog.fault.text()
    assert not dialog.add_button.isEnabled()
    dialog.whose.setCurrentIndex(1)
    dialog.whose.activated.emit(1)
    idle(qtbot, window)
    assert rows(dialog) == ["+ new"]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.xlsx", b"", "empty.xlsx is empty."),
        ("labs.xlsx", b"\x89PNG\r\n", "labs.xlsx is a picture. Read are:"),
        ("gone.fhir", None, "cannot be read"),
        ("broken.xlsx", b"PK\x03\x04 nothing", "broken.xlsx"),
    ],
    ids=["an empty file", "a picture by another name", "a file that is gone", "a broken archive"],
)
def test_a_file_that_cannot_be_read_says_so_in_the_dialog(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, name: str, data: bytes | None, said: str
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    dialog = opened(qtbot, window, path)
    assert said in dialog.fault.text()
    assert not dialog.view.isVisible()
    assert not dialog.add_button.isEnabled()


def dropped(target: QWidget, path: Path) -> bool:
    """Let a file fall on a widget; True where it was taken."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), copy, mime, left, none)
    QApplication.sendEvent(target, enter)
    fall = QDropEvent(QPointF(5, 5), copy, mime, left, none)
    QApplication.sendEvent(target, fall)
    return enter.isAccepted() and fall.isAccepted()


@pytest.mark.parametrize("on_page", [True, False], ids=["the patient's page", "the window"])
def test_a_dropped_file_that_names_patients_is_an_import(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, on_page: bool
) -> None:
    assert dropped(window.page if on_page else window, a_file(tmp_path, GOOD))
    assert rows(shown(qtbot, window)) == ["+ new", "+ new"]
    assert window.findChildren(PastePreview) == []


def test_a_dropped_table_of_one_patient_is_shown_as_pasted_cells_are(
    window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "one.csv"
    path.write_text("Date,AFP (ng/mL)\n2024-01-15,512\n", encoding="utf-8")
    assert dropped(window, path)
    settle()
    assert [each.isVisible() for each in window.findChildren(PastePreview)] == [True]


def test_what_the_store_refuses_is_said_and_the_choice_stays(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window, a_file(tmp_path, GOOD))
    patient = window.desk.logbook.find("P-2")
    assert patient is not None
    window.desk.logbook.do(Retract("patient", patient))
    click(dialog.add_button)
    idle(qtbot, window)
    assert dialog.isVisible()
    assert dialog.refusal.isVisible()
    assert labs(window) == []


def test_what_moved_very_much_is_taken_back_beside_the_window(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    days = (f"2024-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 28))
    many = "".join(f"P-{1 + n % 2},{day},ALT,{40 + n % 5},U/L\n" for n, day in enumerate(days))
    many += "".join(f"P-1,2023-{1 + n // 28:02}-{1 + n % 28:02},ALT,41,U/L\n" for n in range(112))
    dialog = opened(qtbot, window, a_file(tmp_path, many))
    click(dialog.add_button)
    idle(qtbot, window)
    n_written = len(labs(window))
    assert n_written > 400
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, KEY.Key_Z, CTRL)
    job = exchange_of(window).work.job
    assert job is not None
    assert job.words == f"Undoing: Import labs.csv: {n_written} results"
    idle(qtbot, window)
    assert labs(window) == []
    assert window.desk.redo()
    idle(qtbot, window)
    assert len(labs(window)) == n_written


@pytest.mark.catalogue("I-06", "G-01")
def test_a_reading_that_is_cancelled_leaves_the_dialog_in_use(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window, a_file(tmp_path, GOOD))
    assert dialog.mapping is not None
    box = dialog.mapping.grid.boxes[4]
    box.setCurrentIndex(box.findText("Not taken"))
    box.activated.emit(box.currentIndex())
    exchange_of(window).work.cancel()
    idle(qtbot, window)
    assert dialog.isVisible()
    assert box.isEnabled()
    box.setCurrentIndex(box.findText("Unit"))
    box.activated.emit(box.currentIndex())
    idle(qtbot, window)
    assert rows(dialog) == ["+ new", "+ new"]


@pytest.mark.catalogue("I-19")
def test_a_file_that_is_gone_when_it_is_read_anew_is_said_in_the_dialog(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = a_file(tmp_path, GOOD)
    dialog = opened(qtbot, window, path)
    path.unlink()
    assert dialog.mapping is not None
    box = dialog.mapping.grid.boxes[4]
    box.activated.emit(box.currentIndex())
    idle(qtbot, window)
    assert "cannot be read" in dialog.fault.text()
    assert not dialog.add_button.isEnabled()
    assert box.isEnabled()


@pytest.mark.catalogue("I-06")
def test_a_write_that_is_cancelled_half_way_leaves_the_store_as_it_was(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    many = "".join(
        f"P-1,20{year:02}-{month:02}-{day:02},ALT,41,U/L\n"
        for year in range(10, 24)
        for month in range(1, 13)
        for day in range(1, 28)
    )
    dialog = opened(qtbot, window, a_file(tmp_path, many))
    revision = window.desk.logbook.revision
    click(dialog.add_button)
    bar = exchange_of(window).bar
    assert bar.isVisible()
    QTest.keyClick(bar.cancel_button, KEY.Key_Escape)
    idle(qtbot, window)
    assert window.desk.logbook.revision == revision
    assert labs(window) == []
    assert window.line.told.text() == (
        "Writing what labs.csv brings was cancelled; nothing of it is left."
    )


@pytest.mark.catalogue("I-03")
def test_letters_that_can_be_read_in_two_ways_are_chosen_and_never_guessed(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "labs.csv"
    text = "Patient,Date,Test,Value,Unit,Laboratory\nP-1,2024-01-15,Bilirubin,17.1,µmol/L,Köln\n"
    path.write_bytes(text.encode("cp1252"))
    dialog = opened(qtbot, window, path)
    assert "its letters can be" in dialog.fault.text()
    assert dialog.mapping is not None
    letters = dialog.mapping.letters
    assert letters.isVisible()
    assert letters.currentText() == "choose…"
    letters.setCurrentIndex(letters.findText("Windows", Qt.MatchFlag.MatchContains))
    letters.activated.emit(letters.currentIndex())
    idle(qtbot, window)
    assert dialog.fault.text() == ""
    click(dialog.add_button)
    idle(qtbot, window)
    assert [(str(lab.value), lab.unit, lab.laboratory) for lab in labs(window)] == [
        ("17.1", "µmol/L", "Köln")
    ]


def test_another_reading_leaves_the_keyboard_where_it_was_chosen(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "labs.csv"
    path.write_text("Date,Test,Value,Unit\n2024-01-15,AFP,512,ng/mL\n", encoding="utf-8")
    dialog = opened(qtbot, window, path)
    dialog.whose.setFocus()
    QTest.keyClick(dialog.whose, KEY.Key_Down)
    idle(qtbot, window)
    assert rows(dialog) == ["+ new"]
    assert dialog.focusWidget() is dialog.whose


def test_what_is_wrong_with_a_whole_file_is_a_line_and_no_field_of_red(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "labs.csv"
    path.write_text("Date,Test,Value,Unit\n2024-01-15,AFP,512,ng/mL\n", encoding="utf-8")
    dialog = opened(qtbot, window, path)
    settle()
    assert dialog.fault.isVisible()
    assert dialog.fault.height() < 3 * dialog.fault.fontMetrics().height()


def test_words_take_the_room_that_no_reason_needs(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window, a_file(tmp_path, GOOD))
    long = Line("row 1", "transarterial chemoembolisation, 13 days after the MRI", Verdict.NEW)
    dialog.table.show_lines([long])
    view = dialog.view
    assert view.columnWidth(READING) >= view.sizeHintForColumn(READING)
    assert view.horizontalScrollBar().maximum() == 0


def test_what_is_said_of_a_file_needs_no_bar_where_there_is_room(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window, a_file(tmp_path, GOOD))
    plan = dialog.reading.plan
    assert plan is not None
    noted = replace(plan, notes=("What the record holds beyond the file stays as it is.",))
    dialog.show_reading(replace(dialog.reading, plan=noted, table=None))
    settle()
    assert dialog.area.verticalScrollBar().maximum() == 0
    assert dialog.notes.height() < 3 * dialog.notes.fontMetrics().height()


def test_a_folder_is_asked_for_in_the_menu(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    folder = tmp_path / "trial"
    folder.mkdir()
    head = "STUDYID,DOMAIN,USUBJID,LBSEQ,LBTESTCD,LBTEST,LBORRES,LBORRESU,LBDTC\n"
    row = "S,LB,P-1,1,ALT,Alanine Aminotransferase,41,U/L,2024-01-15\n"
    (folder / "lb.csv").write_text(head + row, encoding="utf-8")
    window.actions_.import_folder.trigger()
    asked = window.findChild(QFileDialog)
    assert isinstance(asked, QFileDialog)
    assert asked.fileMode() is QFileDialog.FileMode.Directory
    asked.fileSelected.emit(str(folder))
    dialog = shown(qtbot, window)
    assert dialog.reading.kind.name == "sdtm"


def test_an_edited_workbook_comes_back_in_the_window(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    """What it would bring is tried against the store, and nothing of the trial stays."""
    from openpyxl import load_workbook

    book = window.desk.logbook
    record = book.patient(book.find("P-1") or "")
    assert record is not None
    assert window.desk.do(Add((a_lab(record.patient, value="512"),)))
    out = tmp_path / "out.xlsx"
    deliver(FORMATS["xlsx"], order_from(book, book.store.reader.patient_ids()), out)
    workbook = load_workbook(out)
    sheet = workbook["labs"]
    titles = [cell.value for cell in sheet[1]]
    sheet.cell(2, titles.index("value") + 1).value = "61.5"
    workbook.save(out)
    revision = book.revision
    dialog = opened(qtbot, window, out)
    assert dialog.fault.text() == ""
    assert rows(dialog)[0] == "≠ changed"
    assert book.revision == revision
    click(dialog.add_button)
    idle(qtbot, window)
    assert [str(each.value) for each in labs(window)] == ["61.5"]
    assert window.desk.undo()
    assert [str(each.value) for each in labs(window)] == ["512"]


def test_an_image_that_is_chosen_opens_its_assessment(window: MainWindow, tmp_path: Path) -> None:
    window.desk.choose_patient(window.desk.logbook.find("P-1") or "")
    path = saved(tmp_path, an_image(PatientID="P-1"))
    dialog = exchange_of(window).importing.ask()
    dialog.fileSelected.emit(str(path))
    dialog.close()
    assert any(each.isVisible() for each in window.findChildren(NewAssessment))
