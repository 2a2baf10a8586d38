"""The Imaging and lesions tab: its keys, and the first size of an empty worksheet."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from hcclog.commands.base import Add
from hcclog.domain.assessment import Assessment
from hcclog.domain.ids import EntityId
from hcclog.domain.lesion import Lesion
from hcclog.domain.response import LesionRole, ResponseSeries, SeriesLesion
from hcclog.logbook import Logbook
from hcclog.ui.dialogs.form import FormDialog
from hcclog.ui.dialogs.new_assessment import NewAssessment
from hcclog.ui.dialogs.new_lesion import NewLesion
from hcclog.ui.panels.lesion_panel import LesionPanel
from tests.report.samples import on
from tests.ui.desks import chosen
from tests.ui.panels.worksheets import cell_at, editor, go_to, record_of, shown, type_over

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize(
    ("key", "modifiers", "kind"),
    [(Qt.Key.Key_I, CTRL, NewAssessment), (Qt.Key.Key_I, CTRL | SHIFT, NewLesion)],
    ids=["an assessment", "a lesion"],
)
def test_rows_and_columns_are_added_by_a_key(
    panel: LesionPanel,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier,
    kind: type[FormDialog],
) -> None:
    QTest.keyClick(panel.view, key, modifiers)
    dialog = panel.findChild(kind)
    assert isinstance(dialog, kind)
    assert dialog.isVisible()


def test_a_new_lesion_is_found_at_the_column_that_is_chosen(panel: LesionPanel) -> None:
    go_to(panel, "T1", 6)
    QTest.keyClick(panel.view, Qt.Key.Key_I, CTRL | SHIFT)
    dialog = panel.findChild(NewLesion)
    assert isinstance(dialog, NewLesion)
    assert dialog.found_at.currentData() == "A3"
    assert dialog.role.currentText() == "new"


def test_a_double_click_on_a_day_corrects_its_imaging(panel: LesionPanel) -> None:
    header = panel.view.horizontalHeader()
    place = header.sectionViewportPosition(4) + 20
    point = header.rect().center()
    point.setX(place)
    QTest.mouseDClick(
        header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point
    )
    dialog = panel.findChild(NewAssessment)
    assert isinstance(dialog, NewAssessment)
    assert dialog.on.text() == "2025-12-22"


@pytest.fixture
def unmeasured(empty_patient: Logbook, qtbot: QtBot) -> LesionPanel:
    """A worksheet with one target and no size yet."""
    desk = chosen(empty_patient, "empty-01")
    record = desk.record()
    assert record is not None
    own = record.patient.id
    lesion = Lesion(EntityId("T"), own, "T1", "liver")
    entities = (
        Assessment(EntityId("A"), own, on("2025-10-28")),
        lesion,
        ResponseSeries(EntityId("S"), own, "line 1", EntityId("A")),
        SeriesLesion(EntityId("R"), own, EntityId("S"), lesion.id, LesionRole.TARGET),
    )
    assert desk.do(Add(entities))
    panel = LesionPanel(desk)
    qtbot.addWidget(panel)
    panel.show()
    return panel


def test_sums_appear_with_the_first_size_and_go_with_escape(
    unmeasured: LesionPanel, qtbot: QtBot
) -> None:
    before = unmeasured.model.table()
    with qtbot.assertNotEmitted(unmeasured.model.modelReset):
        line = type_over(unmeasured, "T1", 3, "42/38")
    assert shown(unmeasured, "Sum, RECIST 1.1 (mm)", 3).text == "42.0"
    assert shown(unmeasured, "Sum, mRECIST viable (mm)", 3).text == "38.0"
    assert editor(unmeasured) is line
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert unmeasured.model.table() == before
    assert record_of(unmeasured).measurements == ()


def test_a_first_size_is_written_without_a_question(unmeasured: LesionPanel) -> None:
    asked: list[str] = []

    def heard(title: str, _sentences: object, _needs_reason: object) -> str:
        asked.append(title)
        return ""

    unmeasured.desk.confirm = heard
    QTest.keyClick(type_over(unmeasured, "T1", 3, "42/38"), Qt.Key.Key_Return)
    assert shown(unmeasured, "T1", 3).text == "42.0"
    assert asked == []


def test_the_model_is_sound_while_a_text_is_tried(
    panel: LesionPanel, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(panel.model)  # type: ignore[no-untyped-call]
    index = cell_at(panel, "T1", 6)
    for text in ("4", "45", "", "a", "n"):
        panel.sheet.try_text(index, text)
    panel.sheet.drop_trial()
    qtmodeltester.check(panel.model)  # type: ignore[no-untyped-call]
