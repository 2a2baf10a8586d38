"""An image that is dropped fills the form of its assessment, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from hcclog.commands.base import Add
from hcclog.domain.assessment import Modality, Scan
from hcclog.domain.patient import TimeAxis
from hcclog.domain.record import PatientRecord
from hcclog.logbook import Logbook
from hcclog.ui.desk import Desk
from hcclog.ui.dialogs.new_assessment import NewAssessment
from hcclog.ui.main_window import MainWindow
from hcclog.ui.screenshots import settle
from tests.books import a_patient, an_id
from tests.exchange.dicom.files import STUDY, an_image, saved
from tests.report.samples import PATIENT
from tests.ui.desks import chosen
from tests.ui.drops import drop, dropped_file

ENTER = Qt.Key.Key_Return


@pytest.fixture
def desk(measured: Logbook) -> Desk:
    """The measured patient, whose imaging names no scans."""
    return chosen(measured, "example-01")


def opened(desk: Desk, qtbot: QtBot, **form: object) -> NewAssessment:
    dialog = NewAssessment(desk, **form)  # type: ignore[arg-type]  # the arguments of the form
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def record_of(desk: Desk) -> PatientRecord:
    record = desk.record()
    assert record is not None
    return record


def text_of(dialog: NewAssessment, row: int, name: str) -> str:
    return dialog.scans.rows[row].fields[name].typed()


def test_an_image_fills_day_way_slices_and_study(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened(desk, qtbot)
    assert drop(dialog, dropped_file(saved(tmp_path, an_image(Modality="MR"))))
    assert dialog.on.text() == "2024-01-05"
    assert text_of(dialog, 0, "slice_thickness_mm") == "2.50"
    assert dialog.taken.text() == (
        "Taken from a.dcm: MRI of 2024-01-05 in slices of 2.50 mm. Its study is kept with the scan."
    )
    assert dialog.taken.isVisible()
    QTest.keyClick(dialog.on, ENTER)
    (scan,) = record_of(desk).scans
    assert (scan.modality, scan.slice_thickness_mm) == (Modality.MRI, Decimal("2.50"))
    assert (scan.region, scan.study_uid) == ("liver", STUDY)
    assert "2024-01-05" in {str(x.on) for x in record_of(desk).assessments}


def test_a_second_series_of_another_way_is_a_second_scan(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(desk, qtbot)
    drop(dialog, dropped_file(saved(tmp_path, an_image(), "one.dcm")))
    other = an_image(Modality="PT", StudyInstanceUID="1.2.3", SliceThickness="4")
    drop(dialog, dropped_file(saved(tmp_path, other, "two.dcm")))
    QTest.keyClick(dialog.on, ENTER)
    scans = {x.modality: (x.study_uid, str(x.slice_thickness_mm)) for x in record_of(desk).scans}
    assert scans == {Modality.CT: (STUDY, "2.50"), Modality.PET_CT: ("1.2.3", "4")}


def test_a_proposed_scan_of_the_same_way_takes_the_study(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    last = record_of(desk).assessments[-1]
    seen = Scan(an_id(), PATIENT, last.id, Modality.CT, "arterial", study_uid="1.2.9")
    desk.do(Add((seen,)))
    dialog = opened(desk, qtbot)
    drop(dialog, dropped_file(saved(tmp_path)))
    assert len(dialog.scans.rows) == 1
    QTest.keyClick(dialog.on, ENTER)
    new = [x for x in record_of(desk).scans if x.id != seen.id]
    assert [(x.phases, x.study_uid) for x in new] == [("arterial", STUDY)]


def test_a_study_is_not_proposed_again(desk: Desk, qtbot: QtBot) -> None:
    last = record_of(desk).assessments[-1]
    desk.do(Add((Scan(an_id(), PATIENT, last.id, Modality.CT, study_uid="1.2.9"),)))
    dialog = opened(desk, qtbot)
    QTest.keyClick(dialog.on, ENTER)
    assert sorted(x.study_uid for x in record_of(desk).scans) == ["", "1.2.9"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        pytest.param({"PatientID": "somebody"}, "of patient somebody", id="I-18 another patient"),
        pytest.param({"Modality": "SR"}, "of the kind SR", id="no image"),
    ],
)
def test_what_is_refused_changes_nothing_in_the_form(
    desk: Desk, qtbot: QtBot, tmp_path: Path, fields: dict[str, str], words: str
) -> None:
    dialog = opened(desk, qtbot)
    drop(dialog, dropped_file(saved(tmp_path, an_image(**fields))))
    assert words in dialog.refusal.text()
    assert dialog.refusal.isVisible()
    assert dialog.on.text() == "2026-11-21"
    assert not dialog.taken.isVisible()


def test_a_day_that_was_typed_is_not_overwritten(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened(desk, qtbot)
    dialog.on.clear()
    QTest.keyClicks(dialog.on, "2024-01-09")
    drop(dialog, dropped_file(saved(tmp_path)))
    assert dialog.on.text() == "2024-01-09"
    said = dialog.entry.fields["on"].refusal.text()
    assert said == "a.dcm is of 2024-01-05; this assessment is of 2024-01-09."


def test_a_month_that_holds_the_day_stays_a_month(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened(desk, qtbot)
    dialog.on.clear()
    QTest.keyClicks(dialog.on, "2024-01")
    drop(dialog, dropped_file(saved(tmp_path)))
    assert dialog.on.text() == "2024-01"
    assert text_of(dialog, 0, "slice_thickness_mm") == "2.50"


def test_days_from_day_0_take_no_calendar_date(book: Logbook, qtbot: QtBot, tmp_path: Path) -> None:
    book.do(Add((a_patient("example-01", time_axis=TimeAxis.RELATIVE),)))
    dialog = opened(chosen(book, "example-01"), qtbot)
    drop(dialog, dropped_file(saved(tmp_path)))
    assert dialog.on.text() == ""
    assert "has no place: days are counted from day 0" in dialog.taken.text()


def test_an_image_that_names_nobody_says_so(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened(desk, qtbot)
    drop(dialog, dropped_file(saved(tmp_path, an_image(PatientID=""))))
    assert dialog.taken.text().endswith("The image names no patient.")


def test_a_file_is_never_taken_as_text(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened(desk, qtbot)
    dialog.scans.add.click()
    taking = [x for x in dialog.findChildren(QWidget) if x.acceptDrops()]
    assert taking == []
    assert dialog.findChildren(QLineEdit)


def test_another_file_is_refused_in_words(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened(desk, qtbot)
    table = tmp_path / "labs.csv"
    table.write_text("date,test")
    drop(dialog, dropped_file(table))
    assert "Drop one DICOM image here" in dialog.refusal.text()
    image = saved(tmp_path)
    drop(dialog, dropped_file(image, image))
    assert "Drop one DICOM image here" in dialog.refusal.text()


def test_a_file_can_be_chosen_by_keyboard(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened(desk, qtbot)
    dialog.from_image.setFocus()
    QTest.keyClick(dialog.from_image, Qt.Key.Key_Space)
    asked = dialog.findChild(QFileDialog)
    assert isinstance(asked, QFileDialog)
    asked.fileSelected.emit(str(saved(tmp_path)))
    asked.reject()
    assert dialog.on.text() == "2024-01-05"


class TestOnThePage:
    def forms(self, window: MainWindow) -> list[NewAssessment]:
        settle()
        return [x for x in window.findChildren(NewAssessment) if x.isVisible()]

    @pytest.fixture
    def window(self, measured: Logbook, open_window: Callable[[Logbook], MainWindow]) -> MainWindow:
        return open_window(measured)

    def test_it_opens_a_new_assessment(self, window: MainWindow, tmp_path: Path) -> None:
        window.page.tabs.show_table("lesion")
        assert drop(window, dropped_file(saved(tmp_path)))
        (form,) = self.forms(window)
        assert (form.windowTitle(), form.on.text()) == ("New assessment", "2024-01-05")
        form.reject()

    def test_it_opens_the_assessment_of_its_day(self, window: MainWindow, tmp_path: Path) -> None:
        drop(window, dropped_file(saved(tmp_path, an_image(StudyDate="20260518"))))
        (form,) = self.forms(window)
        assert (form.windowTitle(), form.on.text()) == ("Correct assessment", "2026-05-18")
        QTest.keyClick(form.on, ENTER)
        scans = record_of(window.desk).scans
        assert [(x.assessment_id, x.study_uid) for x in scans] == [("A3", STUDY)]

    def test_it_opens_the_assessment_of_its_study(self, window: MainWindow, tmp_path: Path) -> None:
        scan = Scan(an_id(), PATIENT, record_of(window.desk).assessments[0].id, Modality.CT)
        window.desk.do(Add((replace(scan, study_uid=STUDY),)))
        drop(window, dropped_file(saved(tmp_path, an_image(StudyDate=""))))
        (form,) = self.forms(window)
        assert (form.windowTitle(), form.on.text()) == ("Correct assessment", "2025-10-28")
        form.reject()

    @pytest.mark.catalogue("I-18")
    def test_another_patients_image_opens_nothing(self, window: MainWindow, tmp_path: Path) -> None:
        said: list[str] = []
        window.desk.refused.connect(lambda sentence, _field: said.append(sentence))
        drop(window, dropped_file(saved(tmp_path, an_image(PatientID="somebody"))))
        assert self.forms(window) == []
        assert said == ["a.dcm is of patient somebody; example-01 is open."]
