"""The form of one entry, by keys: Enter adds, Ctrl+Enter goes on, what is refused stays."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import EntityId
from hcclog.domain.record import PatientRecord
from hcclog.domain.visit import Visit
from hcclog.logbook import Logbook
from hcclog.ui.desk import Desk
from hcclog.ui.dialogs.entry_dialog import EntryDialog
from hcclog.ui.fields.date_field import DateField
from hcclog.ui.forms.nouns import FORMS
from hcclog.ui.screenshots import settle
from tests.ui.desks import chosen

# Without a display a list of completions cannot come to the front; it is there all the same.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(empty_patient: Logbook) -> Desk:
    return chosen(empty_patient, "empty-01")


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk) -> Callable[..., EntryDialog]:
    """Open forms that have the keyboard."""

    def made(table: str, **given: object) -> EntryDialog:
        dialog = EntryDialog(desk, table, **given)  # type: ignore[arg-type]
        qtbot.addWidget(dialog)
        dialog.open()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return made


def record(desk: Desk) -> PatientRecord:
    found = desk.record()
    assert found is not None
    return found


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def type_in(qtbot: QtBot, dialog: EntryDialog, name: str, text: str) -> None:
    """Go to a field and type."""
    dialog.entry.fields[name].setFocus()
    QTest.keyClicks(focused(), text)


def test_the_first_field_has_the_focus_and_enter_adds_one_entry(
    qtbot: QtBot, desk: Desk, opened: Callable[..., EntryDialog]
) -> None:
    dialog = opened("visit")
    QTest.keyClicks(focused(), "2024-03-05")
    QTest.keyClick(focused(), KEY.Key_Return)
    assert [str(visit.on) for visit in record(desk).visits] == ["2024-03-05"]
    assert not dialog.isVisible()


def test_what_is_corrected_first_is_selected_and_so_replaced(qtbot: QtBot, desk: Desk) -> None:
    visit = Visit(EntityId(desk.new_id()), record(desk).patient.id, ClinicalDate.parse("2024-03"))
    dialog = EntryDialog(desk, "visit", visit)
    qtbot.addWidget(dialog)
    # On a real screen a window comes to the front later than its first field.
    dialog.setVisible(True)
    line = dialog.entry.fields["on"].focusProxy()
    assert isinstance(line, QLineEdit)
    assert line.selectedText() == "2024-03"


def test_ctrl_enter_adds_and_asks_for_the_next(
    qtbot: QtBot, desk: Desk, opened: Callable[..., EntryDialog]
) -> None:
    dialog = opened("visit")
    for day in ("2024-03-05", "2024-04-02"):
        QTest.keyClicks(focused(), day)
        QTest.keyClick(focused(), KEY.Key_Return, CTRL)
    assert [str(visit.on) for visit in record(desk).visits] == ["2024-03-05", "2024-04-02"]
    assert dialog.isVisible()
    assert dialog.entry.fields["on"].is_empty


def test_ctrl_enter_in_a_note_adds_too(
    qtbot: QtBot, desk: Desk, opened: Callable[..., EntryDialog]
) -> None:
    dialog = opened("visit")
    QTest.keyClicks(focused(), "2024-03-05")
    type_in(qtbot, dialog, "note", "seen with her daughter")
    QTest.keyClick(focused(), KEY.Key_Return)
    QTest.keyClick(focused(), KEY.Key_Return, CTRL)
    assert [visit.note for visit in record(desk).visits] == ["seen with her daughter"]


def test_what_was_typed_stays_when_it_is_refused(
    qtbot: QtBot, desk: Desk, opened: Callable[..., EntryDialog]
) -> None:
    dialog = opened("course")
    QTest.keyClicks(focused(), "lenvatinib")
    type_in(qtbot, dialog, "dose", "0 mg")
    type_in(qtbot, dialog, "start_on", "2024-03-05")
    QTest.keyClick(focused(), KEY.Key_Return)
    assert record(desk).courses == ()
    field = dialog.entry.fields["dose"]
    assert (field.typed(), field.refusal.isVisible()) == ("0 mg", True)
    assert "a hold or a stop is an event of its own" in field.refusal.text()
    assert focused() is field.focusProxy()


def test_a_name_is_completed_by_arrow_and_enter_without_adding(
    qtbot: QtBot, desk: Desk, opened: Callable[..., EntryDialog]
) -> None:
    dialog = opened("course")
    line = focused()
    assert isinstance(line, QLineEdit)
    composed = QInputMethodEvent()
    composed.setCommitString("レンバ")
    QApplication.sendEvent(line, composed)
    view = line.completer().popup()
    assert view is not None
    qtbot.waitUntil(view.isVisible)
    QTest.keyClick(view, KEY.Key_Down)
    QTest.keyClick(view, KEY.Key_Return)
    assert line.text() == "Lenvatinib"
    assert dialog.isVisible()
    assert record(desk).courses == ()


@pytest.mark.parametrize(
    ("table", "name", "says"),
    [
        pytest.param("dose_step", "course_id", "No course is logged yet", id="a dose step"),
        pytest.param("hold", "course_id", "No course is logged yet", id="a hold"),
        pytest.param("scan", "assessment_id", "No assessment is logged yet", id="a scan"),
        pytest.param("measurement", "lesion_id", "No lesion is logged yet", id="a measurement"),
        pytest.param("series_lesion", "series_id", "No series is logged yet", id="a role"),
        pytest.param(
            "response_series", "baseline_assessment_id", "No baseline is logged yet", id="a series"
        ),
    ],
)
def test_an_entry_that_belongs_to_another_is_refused_without_it(
    opened: Callable[..., EntryDialog], table: str, name: str, says: str
) -> None:
    dialog = opened(table)
    clerk = dialog.desk.clerk()
    assert clerk is not None
    field = dialog.entry.fields[name]
    with pytest.raises(Exception, match=says):
        field.value(clerk)


@pytest.mark.parametrize("table", FORMS)
def test_no_letter_leads_to_two_places_of_a_form(
    opened: Callable[..., EntryDialog], table: str
) -> None:
    from PySide6.QtGui import QKeySequence

    dialog = opened(table)
    words = [
        *(field.words for field in dialog.entry),
        *(button.text() for button in dialog.findChildren(QPushButton)),
    ]
    keys = [QKeySequence.mnemonic(each).toString() for each in words]
    told = [key for key in keys if key]
    assert sorted(told) == sorted(set(told))


@pytest.mark.parametrize("table", FORMS)
def test_no_form_is_higher_than_the_screen(opened: Callable[..., EntryDialog], table: str) -> None:
    dialog = opened(table)
    assert dialog.height() <= dialog.screen().availableGeometry().height()


def test_more_is_shown_by_keyboard_and_nothing_is_added(
    qtbot: QtBot, desk: Desk, opened: Callable[..., EntryDialog]
) -> None:
    dialog = opened("visit")
    QTest.keyClicks(focused(), "2024-03-05")
    dialog.entry.more.setFocus()
    QTest.keyClick(dialog.entry.more, KEY.Key_Return)
    assert dialog.entry.fields["source"].isVisible()
    assert focused() is dialog.entry.fields["source"].focusProxy()
    assert record(desk).visits == ()


def test_required_fields_are_marked_and_the_mark_is_explained(
    opened: Callable[..., EntryDialog],
) -> None:
    dialog = opened("course")
    said = [label.text() for label in dialog.entry.findChildren(QLabel)]
    assert [words for words in said if "*" in words] == ["&Agent *", "&Start *", "* required"]
    assert dialog.entry.legend.isVisible()


def test_a_screen_reader_says_which_fields_are_required(
    opened: Callable[..., EntryDialog],
) -> None:
    dialog = opened("course")
    inputs = [field.focusProxy() for field in dialog.entry]
    said = [widget.accessibleName() for widget in inputs if widget is not None]
    assert [name for name in said if "(required)" in name] == [
        "Agent (required)",
        "Start (required)",
    ]


def test_a_form_without_required_fields_explains_no_mark(
    opened: Callable[..., EntryDialog],
) -> None:
    assert not opened("statement").entry.legend.isVisible()


@pytest.mark.parametrize(
    "table", [table for table in FORMS if table not in {"patient", "lab_result"}]
)
def test_what_is_marked_as_required_is_refused_when_empty(
    opened: Callable[..., EntryDialog], table: str
) -> None:
    """A form that is left empty is refused at the first field that is marked."""
    dialog = opened(table)
    marked = [item.make().name for item in FORMS[table] if item.required]
    dialog.accept()
    refused = [f.name for f in dialog.entry if f.refusal.isVisible()]
    assert refused[: len(marked[:1])] == marked[:1]


@pytest.mark.parametrize("table", ["course", "hold", "staging", "visit"])
def test_a_dialog_grows_with_the_sentence_of_a_refusal_and_need_not_scroll(
    opened: Callable[..., EntryDialog], table: str
) -> None:
    dialog = opened(table)
    for field in dialog.entry:
        if isinstance(field, DateField):
            field.retype("31.2.2024x")
    dialog.accept()
    settle()
    assert any(field.refusal.isVisible() for field in dialog.entry)
    assert dialog.area.verticalScrollBar().maximum() == 0
