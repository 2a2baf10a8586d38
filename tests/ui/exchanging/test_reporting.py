"""A report looked at, saved, printed; many at once into a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hcclog.domain.acts import Act
from hcclog.logbook import Logbook
from hcclog.report.patient.choices import Choices, PageSize, Printing, Section
from hcclog.report.patient.report import report_of
from hcclog.store.anchors import tip_at
from hcclog.ui.exchanging.exchange import exchange_of
from hcclog.ui.exchanging.export_done import ExportDone
from hcclog.ui.exchanging.printing import NO_PRINTER, print_document, printer_for
from hcclog.ui.exchanging.report_dialog import Looked, ReportDialog
from hcclog.ui.exchanging.reporting import Previewing
from hcclog.ui.main_window import MainWindow
from tests.books import TODAY

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(cases: Logbook, open_window: Callable[[Logbook], MainWindow]) -> MainWindow:
    opened = open_window(cases)
    opened.desk.choose = lambda _sentence, _readings: 0
    opened.desk.choose_patient(cases.find("zhang-2024") or "")
    return opened


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow) -> ReportDialog:
    QTest.keyClick(window, KEY.Key_P, CTRL)
    found = window.findChild(ReportDialog)
    assert isinstance(found, ReportDialog)
    looked_at(qtbot, window, found)
    return found


def looked_at(qtbot: QtBot, window: MainWindow, dialog: ReportDialog) -> None:
    """Wait until the report is shown."""
    work = exchange_of(window).work
    qtbot.waitUntil(lambda: work.job is None and dialog.pages.document is not None)


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(12, widget.height() // 2))


def shown(dialog: ReportDialog) -> str:
    """Return all words of the report that is shown."""
    document = dialog.pages.document
    assert document is not None
    return " ".join(words.text for words in document.words())


def test_the_report_of_the_chosen_patient_is_shown_page_by_page(dialog: ReportDialog) -> None:
    document = dialog.pages.document
    assert document is not None
    n = len(document.pages)
    assert n > 1
    assert dialog.turned.text() == f"Page 1 of {n}"
    assert "zhang-2024" in dialog.pages.accessibleDescription()
    dialog.pages.setFocus()
    QTest.keyClick(dialog.pages, KEY.Key_PageDown)
    assert dialog.turned.text() == f"Page 2 of {n}"
    QTest.keyClick(dialog.pages, KEY.Key_End)
    QTest.keyClick(dialog.pages, KEY.Key_PageDown)
    assert dialog.turned.text() == f"Page {n} of {n}"


def test_a_section_that_is_not_ticked_is_not_in_the_report(
    qtbot: QtBot, window: MainWindow, dialog: ReportDialog
) -> None:
    assert "Laboratory results" in shown(dialog)
    click(dialog.chosen.sections[Section.LABS])
    qtbot.waitUntil(lambda: exchange_of(window).work.job is None)
    looked_at(qtbot, window, dialog)
    assert "Laboratory results" not in shown(dialog)


def test_paper_and_the_page_for_a_board_with_its_question(
    qtbot: QtBot, window: MainWindow, dialog: ReportDialog
) -> None:
    assert not dialog.chosen.question.isVisible()
    dialog.chosen.form.setCurrentIndex(1)
    dialog.chosen.paper.setCurrentIndex(1)
    dialog.chosen.question.setFocus()
    QTest.keyClicks(dialog.chosen.question, "Resection now?")
    QTest.keyClick(dialog.chosen.question, KEY.Key_Tab)
    qtbot.waitUntil(lambda: "Resection now?" in shown(dialog) and dialog.save_button.isEnabled())
    document = dialog.pages.document
    assert document is not None
    assert (len(document.pages), document.paper) == (1, PageSize.LETTER)


def test_no_section_is_no_report(qtbot: QtBot, window: MainWindow, dialog: ReportDialog) -> None:
    for box in dialog.chosen.sections.values():
        box.setChecked(False)
    qtbot.waitUntil(lambda: exchange_of(window).work.job is None)
    assert dialog.pages.document is None
    assert dialog.pages.accessibleDescription() == "Tick at least one section."
    assert not dialog.save_button.isEnabled()


def test_the_file_is_what_was_looked_at(
    qtbot: QtBot, window: MainWindow, dialog: ReportDialog, tmp_path: Path
) -> None:
    document = dialog.pages.document
    assert document is not None
    dialog.target.line.setText(str(tmp_path / "report.pdf"))
    click(dialog.save_button)
    qtbot.waitUntil(lambda: exchange_of(window).work.job is None)
    assert (tmp_path / "report.pdf").read_bytes() == document.pdf_bytes()
    assert window.findChild(ExportDone) is not None


def test_a_report_is_saved_while_its_question_is_still_typed(
    qtbot: QtBot, window: MainWindow, dialog: ReportDialog, tmp_path: Path
) -> None:
    """The report that is made for a look, as the field is left, does not stand in the way."""
    dialog.target.line.setText(str(tmp_path / "report.pdf"))
    dialog.chosen.form.setCurrentIndex(1)
    looked_at(qtbot, window, dialog)
    dialog.chosen.question.setFocus()
    QTest.keyClicks(dialog.chosen.question, "TACE again?")
    click(dialog.save_button)
    qtbot.waitUntil(lambda: exchange_of(window).work.job is None)
    assert window.findChild(ExportDone) is not None
    assert (tmp_path / "report.pdf").stat().st_size > 0


def test_whoever_cancels_means_what_waits_too(
    qtbot: QtBot, window: MainWindow, dialog: ReportDialog, tmp_path: Path
) -> None:
    dialog.target.line.setText(str(tmp_path / "report.pdf"))
    dialog.ask_for_look()
    click(dialog.save_button)
    exchange_of(window).work.cancel()
    qtbot.waitUntil(lambda: exchange_of(window).work.job is None)
    assert not (tmp_path / "report.pdf").exists()
    assert window.findChild(ExportDone) is None


def test_the_reports_of_all_patients_go_into_a_folder(
    qtbot: QtBot, window: MainWindow, dialog: ReportDialog, tmp_path: Path
) -> None:
    dialog.audience.setCurrentIndex(dialog.audience.count() - 1)
    looked_at(qtbot, window, dialog)
    assert not dialog.print_button.isEnabled()
    dialog.target.line.setText(str(tmp_path / "all"))
    click(dialog.save_button)
    qtbot.waitUntil(lambda: exchange_of(window).work.job is None, timeout=20_000)
    names = sorted(each.name for each in (tmp_path / "all").iterdir())
    assert names == ["fonc-2024.pdf", "ikeda-2021.pdf", "zhang-2024.pdf"]


def test_a_report_without_whose_it_is_shows_no_code(
    qtbot: QtBot, window: MainWindow, dialog: ReportDialog
) -> None:
    click(dialog.leaving.switch)
    qtbot.waitUntil(lambda: dialog.pages.document is not None and "zhang-2024" not in shown(dialog))
    assert Path(dialog.target.line.text()).name == "report-patient-2026-11-21.pdf"


def test_a_computer_without_a_printer_says_so(dialog: ReportDialog) -> None:
    click(dialog.print_button)
    assert dialog.refusal.text() == NO_PRINTER


def test_the_printer_gets_every_page_on_the_paper_of_the_report(
    cases: Logbook, tmp_path: Path
) -> None:
    import pikepdf

    record = cases.patient(cases.find("zhang-2024") or "")
    assert record is not None
    document = report_of(record, Printing(TODAY, 3), Choices(PageSize.LETTER))
    printer = printer_for(document)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    assert print_document(document, printer)
    with pikepdf.open(tmp_path / "printed.pdf") as printed:
        assert len(printed.pages) == len(document.pages)
        assert [round(float(each)) for each in printed.pages[0].mediabox] == [0, 0, 612, 792]


@pytest.mark.catalogue("U-05")
def test_what_is_printed_is_on_record_first(
    dialog: ReportDialog, cases: Logbook, tmp_path: Path
) -> None:
    previewing, document = dialog.findChild(Previewing), dialog.pages.document
    assert isinstance(previewing, Previewing)
    assert document is not None
    patient_id = cases.find("zhang-2024") or ""
    printer = printer_for(document)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    made = Looked(patient_id, Choices(), dialog.leaving.choice())
    previewing.send(document, printer, made)
    assert (tmp_path / "printed.pdf").exists()
    (event,) = cases.store.reader.events()
    assert (event.act, event.patient_id) == (Act.PRINT, patient_id)
    assert event.told == {"format": "report"}


def test_the_preview_shows_the_anchor_of_the_journal(dialog: ReportDialog, cases: Logbook) -> None:
    tip = tip_at(cases.store.backend.query, cases.revision)
    assert f"journal {cases.revision}:{tip[:16]}" in shown(dialog)


def test_only_the_pages_that_were_chosen_are_printed(cases: Logbook, tmp_path: Path) -> None:
    import pikepdf

    record = cases.patient(cases.find("zhang-2024") or "")
    assert record is not None
    document = report_of(record, Printing(TODAY, 3))
    printer = printer_for(document)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFromTo(2, 2)
    assert print_document(document, printer)
    with pikepdf.open(tmp_path / "printed.pdf") as printed:
        assert len(printed.pages) == 1
