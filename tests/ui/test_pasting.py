"""What lies in the clipboard or is dropped reaches the preview, or is refused in one sentence."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hcclog.commands.base import Retract
from hcclog.domain.labs import LabResult
from hcclog.domain.sources import SourceKind
from hcclog.entry.paste.layout import Subject
from hcclog.logbook import Logbook
from hcclog.ui.dialogs.paste_preview import PastePreview
from hcclog.ui.main_window import MainWindow
from hcclog.ui.panels.lab_panel import LabPanel
from hcclog.ui.panels.lesion_panel import LesionPanel
from hcclog.ui.pasting import block_of_mime, holds_block
from hcclog.ui.screenshots import settle
from tests.ui.drops import drop, dropped_file

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
COPY = Qt.DropAction.CopyAction
LEFT = Qt.MouseButton.LeftButton
BLOCK = "Date\tTest\tValue\tUnit\n2024-01-15\tAFP\t512,4\tng/mL\n2024-02-12\tALT\t45\tU/L\n"
HTML = (
    "<html><body><table><tr><td>Date</td><td>AFP (ng/mL)</td></tr>"
    "<tr><td>2024-01-15</td><td>5,51</td></tr></table></body></html>"
)


@pytest.fixture
def window(
    empty_patient: Logbook, open_window: Callable[[Logbook], MainWindow]
) -> Iterator[MainWindow]:
    yield open_window(empty_patient)
    QGuiApplication.clipboard().clear()


def previews(window: MainWindow) -> list[PastePreview]:
    """Return the previews that are open."""
    settle()
    return [dialog for dialog in window.findChildren(PastePreview) if dialog.isVisible()]


def add(window: MainWindow) -> None:
    """Press Ctrl+Enter in the one preview that is open."""
    (dialog,) = previews(window)
    QTest.keyClick(dialog.view, KEY.Key_Return, CTRL)
    assert previews(window) == []
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)


def labs(window: MainWindow) -> tuple[LabResult, ...]:
    """Return the results of the record."""
    record = window.desk.record()
    assert record is not None
    return record.labs


def lab_panel(window: MainWindow) -> LabPanel:
    """Show the Labs tab."""
    window.start_lab_entry()
    page = window.page.tabs.stack.currentWidget()
    assert isinstance(page, LabPanel)
    page.entry.value.setFocus()
    return page


def text_mime(text: str) -> QMimeData:
    mime = QMimeData()
    mime.setText(text)
    return mime


def test_a_block_pasted_into_a_field_goes_to_the_preview(window: MainWindow) -> None:
    panel = lab_panel(window)
    QGuiApplication.clipboard().setText(BLOCK)
    QTest.keyClick(panel.entry.value, KEY.Key_V, CTRL)
    assert panel.entry.value.text() == ""
    add(window)
    assert [lab.as_typed for lab in labs(window)] == ["512,4", "45"]
    assert {lab.source.kind for lab in labs(window)} == {SourceKind.ENTERED}


def test_a_block_pasted_into_the_table_of_results_goes_to_the_preview(window: MainWindow) -> None:
    panel = lab_panel(window)
    QGuiApplication.clipboard().setText(BLOCK)
    QTest.keyClick(panel.entry.value, KEY.Key_V, CTRL)
    add(window)
    panel.view.setFocus()
    QTest.keyClick(panel.view, KEY.Key_V, CTRL)
    (dialog,) = previews(window)
    assert dialog.counts.text() == "2 results: 2 already there"


@pytest.mark.parametrize("text", ["5.51", "5.51\r\n", "1,089"])
def test_a_lone_value_goes_into_its_field(window: MainWindow, text: str) -> None:
    panel = lab_panel(window)
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(panel.entry.value, KEY.Key_V, CTRL)
    assert panel.entry.value.text().strip() == text.strip()
    assert previews(window) == []


def test_a_field_of_another_page_takes_a_block_as_text(window: MainWindow) -> None:
    window.patients.search.setFocus()
    QGuiApplication.clipboard().setText("a\tb\r\nc")
    QTest.keyClick(window.patients.search, KEY.Key_V, CTRL)
    assert previews(window) == []


def test_the_key_opens_the_preview_from_anywhere(window: MainWindow) -> None:
    QGuiApplication.clipboard().setText(BLOCK)
    window.patients.search.setFocus()
    QTest.keyClick(window.patients.search, KEY.Key_V, CTRL | SHIFT)
    (dialog,) = previews(window)
    assert dialog.preview.layout.subject is Subject.LABS


@pytest.mark.parametrize("text", ["", "5.51"], ids=["an empty clipboard", "a lone value"])
def test_a_clipboard_without_a_block_is_said(window: MainWindow, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    window.actions_.paste.trigger()
    assert previews(window) == []
    assert window.line.told.text().startswith("The clipboard holds no block of cells;")


def test_a_block_that_is_refused_is_said(window: MainWindow) -> None:
    QGuiApplication.clipboard().setText("a\tb\tc\nd\te\n")
    window.actions_.paste.trigger()
    assert previews(window) == []
    assert window.line.told.text().startswith("Row 2 has 2 cells, column 3 is missing;")


def test_a_table_of_a_web_page_is_read(window: MainWindow) -> None:
    mime = QMimeData()
    mime.setHtml(HTML)
    mime.setText("Date AFP (ng/mL) 2024-01-15 5,51")
    QGuiApplication.clipboard().setMimeData(mime)
    window.actions_.paste.trigger()
    add(window)
    assert [str(lab.value) for lab in labs(window)] == ["5.51"]


def test_the_cells_of_a_spreadsheet_are_read_from_its_text() -> None:
    mime = text_mime("Date\tAFP\n2024-01-15\t5,51\n")
    mime.setHtml("<table><tr><td colspan=2>merged</td></tr></table>")
    assert block_of_mime(mime).rows[1] == ("2024-01-15", "5,51")


def test_a_browsers_table_is_read_where_its_text_breaks_within_a_cell() -> None:
    mime = text_mime("Date\tAFP\n2024-01-15\tfive\nlines\n")
    mime.setHtml(HTML)
    assert block_of_mime(mime).rows[1] == ("2024-01-15", "5,51")


def test_a_picture_is_no_block() -> None:
    mime = QMimeData()
    mime.setData("image/png", b"\x89PNG")
    assert not holds_block(mime)
    assert not holds_block(None)


def test_a_dropped_file_is_the_source_of_its_results(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "labs.csv"
    path.write_bytes("\ufeffDate;AFP (ng/mL)\r\n2024-01-15;5,51\r\n".encode())
    assert drop(window.page, dropped_file(path))
    assert previews(window)[0].windowTitle() == "Results from labs.csv"
    add(window)
    (lab,) = labs(window)
    assert (lab.source.kind, lab.source.document) == (SourceKind.IMPORTED, "labs.csv")
    assert lab.source.place == "row 2, column 2"
    assert window.desk.logbook.undo_label == "Add 1 result from labs.csv"
    assert drop(window.page, dropped_file(path))
    assert previews(window)[0].counts.text() == "1 result: 1 already there"


def test_dropped_text_is_read(window: MainWindow) -> None:
    assert drop(window.page, text_mime(BLOCK))
    assert previews(window)[0].add_button.text() == "Add 2 results"


def test_a_drop_on_the_chart_is_a_drop_on_the_page(window: MainWindow) -> None:
    assert drop(window.page.course.missing, text_mime(BLOCK))
    assert len(previews(window)) == 1


def test_a_block_dropped_on_a_field_is_no_text_of_the_field(window: MainWindow) -> None:
    panel = lab_panel(window)
    assert drop(panel.entry.value, text_mime(BLOCK))
    assert panel.entry.value.text() == ""
    assert len(previews(window)) == 1


def test_a_word_dropped_on_a_field_is_its_text(window: MainWindow) -> None:
    panel = lab_panel(window)
    assert drop(panel.entry.value, text_mime("5.51"))
    assert panel.entry.value.text() == "5.51"
    assert previews(window) == []


def test_a_lone_word_is_not_taken(window: MainWindow) -> None:
    assert not drop(window.page, text_mime("AFP"))


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("labs.csv", b"\x89PNG\r\n", "labs.csv is a picture, whatever its name says."),
        ("labs.csv", b"", "labs.csv is empty."),
        ("labs.txt", b"a;b;c\nd;e\n", "Row 2 has 2 cells"),
        ("missing.csv", None, "missing.csv cannot be read:"),
    ],
    ids=[
        "a picture by another name",
        "an empty file",
        "a ragged file",
        "a file that is gone",
    ],
)
def test_a_file_that_is_not_taken_is_refused_in_one_sentence(
    window: MainWindow, tmp_path: Path, name: str, data: bytes | None, words: str
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    assert drop(window.page, dropped_file(path))
    assert previews(window) == []
    assert window.line.told.text().startswith(words)


def test_several_files_are_refused(window: MainWindow, tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.csv", "b.csv")])
    assert drop(window.page, mime)
    assert window.line.told.text() == "Drop one file at a time."


def test_letters_that_can_be_read_in_two_ways_are_chosen_by_a_person(
    window: MainWindow, tmp_path: Path
) -> None:
    offered: list[str] = []

    def choose(_sentence: str, readings: Sequence[str]) -> int:
        offered.extend(readings)
        return next(n for n, reading in enumerate(readings) if "Windows" in reading)

    window.desk.choose = choose
    path = tmp_path / "labs.csv"
    path.write_bytes("Date;Bilirubin (µmol/L);Laboratory\n2024-01-15;17,1;Köln\n".encode("cp1252"))
    assert drop(window.page, dropped_file(path))
    assert "µmol/L" in offered[0]
    add(window)
    assert [(str(x.value), x.unit, x.laboratory) for x in labs(window)] == [
        ("17.1", "µmol/L", "Köln")
    ]


def test_letters_that_nobody_chose_are_not_read(window: MainWindow, tmp_path: Path) -> None:
    window.desk.choose = lambda _sentence, _readings: None
    path = tmp_path / "labs.csv"
    path.write_bytes("Date;Müller\n".encode("cp1252"))
    assert drop(window.page, dropped_file(path))
    assert previews(window) == []
    assert window.line.told.text().startswith("labs.csv was not taken:")


def test_diameters_pasted_into_the_worksheet_are_added(
    measured: Logbook, open_window: Callable[[Logbook], MainWindow], qtbot: QtBot
) -> None:
    window = open_window(measured)
    window.page.tabs.show_table("lesion")
    page = window.page.tabs.stack.currentWidget()
    record = window.desk.record()
    assert isinstance(page, LesionPanel)
    assert record is not None
    lesion, scan = record.lesions[0], record.assessments[0]
    seen = [m for m in record.measurements if m.lesion_id == lesion.id]
    there = next(m for m in seen if m.assessment_id == scan.id)
    assert window.desk.do(Retract("measurement", there.id, "typing error"))
    QGuiApplication.clipboard().setText(f"\t{scan.on}\n{lesion.label}\t33.5\n")
    page.view.setFocus()
    QTest.keyClick(page.view, KEY.Key_V, CTRL)
    (dialog,) = previews(window)
    assert dialog.preview.layout.subject is Subject.LESIONS
    assert dialog.add_button.text() == "Add 1 measurement"
    add(window)
    after = window.desk.record()
    assert after is not None
    sizes = {(m.lesion_id, m.assessment_id): m for m in after.measurements}
    assert str(sizes[lesion.id, scan.id].longest_mm) == "33.5"
    QGuiApplication.clipboard().clear()
