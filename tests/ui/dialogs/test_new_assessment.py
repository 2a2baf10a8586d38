"""The form of an assessment: proposed as it was last time, and corrected with its scans."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from hcclog.commands.base import Add
from hcclog.domain.assessment import Assessment, Modality, Scan
from hcclog.domain.ids import EntityId
from hcclog.domain.record import PatientRecord
from hcclog.logbook import Logbook
from hcclog.ui.desk import Desk
from hcclog.ui.dialogs.new_assessment import NewAssessment
from hcclog.ui.dialogs.scan_rows import ScanRow
from tests.report.samples import PATIENT
from tests.ui.desks import chosen

ENTER = Qt.Key.Key_Return


@pytest.fixture
def desk(measured: Logbook) -> Desk:
    """The measured patient, whose last imaging was MRI and CT."""
    scans = (
        Scan(EntityId("s1"), PATIENT, EntityId("A3"), Modality.MRI, "arterial", "liver"),
        Scan(
            EntityId("s2"),
            PATIENT,
            EntityId("A3"),
            Modality.CT,
            region="chest",
            slice_thickness_mm=Decimal("2.5"),
        ),
    )
    measured.do(Add(scans))
    return chosen(measured, "example-01")


def opened(desk: Desk, qtbot: QtBot, assessment: Assessment | None = None) -> NewAssessment:
    dialog = NewAssessment(desk, assessment=assessment)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def record_of(desk: Desk) -> PatientRecord:
    record = desk.record()
    assert record is not None
    return record


def line(row: ScanRow, name: str) -> QLineEdit:
    found = row.fields[name].focusProxy()
    assert isinstance(found, QLineEdit)
    return found


def said(dialog: NewAssessment) -> list[list[str]]:
    """Return what stands in the lines of the scans."""
    found = []
    for row in dialog.scans.rows:
        box = row.fields["modality"].focusProxy()
        assert isinstance(box, QComboBox)
        names = ("phases", "region", "slice_thickness_mm")
        found.append([box.currentText(), *(line(row, name).text() for name in names)])
    return found


PROPOSED = [["MRI", "arterial", "liver", ""], ["CT", "", "chest", "2.5"]]


def test_the_scans_of_last_time_and_today_are_proposed(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    assert said(dialog) == PROPOSED
    assert dialog.copied.text() == "The scans are proposed as they were on 2026-05-18."
    assert dialog.on.text() == "2026-11-21"
    assert not dialog.is_baseline.isChecked()


def test_several_scans_are_written_with_their_assessment(desk: Desk, qtbot: QtBot) -> None:
    n = desk.logbook.store.reader.n_entries()
    dialog = opened(desk, qtbot)
    QTest.keyClicks(dialog.on, "2026-08-03")
    QTest.keyClick(dialog.on, ENTER)
    assert not dialog.isVisible()
    record = record_of(desk)
    assert desk.mark is not None
    new = next(each for each in record.assessments if each.id == desk.mark[1])
    assert str(new.on.form) == "2026-08-03"
    own = [scan for scan in record.scans if scan.assessment_id == new.id]
    assert {(s.modality, s.region, s.slice_thickness_mm) for s in own} == {
        (Modality.MRI, "liver", None),
        (Modality.CT, "chest", Decimal("2.5")),
    }
    assert desk.logbook.store.reader.n_entries() == n + 1


@pytest.mark.parametrize(
    ("name", "text"),
    [("on", "2026-13"), ("slice_thickness_mm", "thin"), ("slice_thickness_mm", "0")],
    ids=["a month that is none", "slices in words", "slices without thickness"],
)
def test_what_cannot_be_stays_at_its_field(desk: Desk, qtbot: QtBot, name: str, text: str) -> None:
    dialog = opened(desk, qtbot)
    row = dialog.scans.rows[-1]
    field = dialog.entry.fields["on"] if name == "on" else row.fields[name]
    place = dialog.on if name == "on" else line(row, name)
    place.selectAll()
    QTest.keyClicks(place, text)
    n = desk.logbook.store.reader.n_entries()
    QTest.keyClick(place, ENTER)
    assert dialog.isVisible()
    assert field.refusal.isVisible()
    assert place.text() == text
    assert desk.logbook.store.reader.n_entries() == n


def test_a_correction_changes_adds_and_removes_scans_in_one_entry(desk: Desk, qtbot: QtBot) -> None:
    assessment = next(a for a in record_of(desk).assessments if a.id == "A3")
    dialog = opened(desk, qtbot, assessment)
    assert said(dialog) == PROPOSED
    n = desk.logbook.store.reader.n_entries()
    QTest.mouseClick(dialog.scans.rows[0].remove, Qt.MouseButton.LeftButton)
    thickness = line(dialog.scans.rows[0], "slice_thickness_mm")
    thickness.selectAll()
    QTest.keyClicks(thickness, "5")
    QTest.mouseClick(dialog.scans.add, Qt.MouseButton.LeftButton)
    QTest.keyClicks(line(dialog.scans.rows[1], "region"), "bone")
    QTest.keyClick(line(dialog.scans.rows[1], "region"), ENTER)
    assert not dialog.isVisible()
    assert desk.logbook.store.reader.n_entries() == n + 1
    own = {s.region: s for s in record_of(desk).scans if s.assessment_id == "A3"}
    assert set(own) == {"chest", "bone"}
    assert (own["chest"].id, own["chest"].slice_thickness_mm) == ("s2", Decimal(5))
    desk.undo()
    assert {s.id for s in record_of(desk).scans} == {"s1", "s2"}


def test_nothing_changed_writes_nothing(desk: Desk, qtbot: QtBot) -> None:
    assessment = next(a for a in record_of(desk).assessments if a.id == "A3")
    n = desk.logbook.store.reader.n_entries()
    dialog = opened(desk, qtbot, assessment)
    QTest.keyClick(dialog.on, ENTER)
    assert not dialog.isVisible()
    assert desk.logbook.store.reader.n_entries() == n


def test_a_correction_that_nobody_confirms_stays_open(desk: Desk, qtbot: QtBot) -> None:
    desk.confirm = lambda _title, _sentences, _needs_reason: None
    assessment = next(a for a in record_of(desk).assessments if a.id == "A3")
    dialog = opened(desk, qtbot, assessment)
    QTest.keyClicks(dialog.on, "2026-05-19")
    QTest.keyClick(dialog.on, ENTER)
    assert dialog.isVisible()
    assert dialog.refusal.text() == "Nothing was changed."
    assert dialog.on.text() == "2026-05-19"
