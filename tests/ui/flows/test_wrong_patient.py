"""An entry of the wrong patient is moved by keys, as retraction and addition of one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from hcclog.commands.base import Add
from hcclog.commands.moving import Move, can_move
from hcclog.commands.refused import Refused
from hcclog.domain.labs import LabResult
from hcclog.domain.patient import Patient
from hcclog.logbook import Logbook
from hcclog.ui.dialogs.move_entry import MoveEntry
from hcclog.ui.main_window import MainWindow
from hcclog.ui.panels.lab_panel import LabPanel
from tests.books import a_lab, a_patient
from tests.report.samples import measured_case

# Without a display a menu cannot come to the front; it is there all the same.
pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
    pytest.mark.catalogue("P-04"),
]
Opener = Callable[[Logbook], MainWindow]
ENTER = Qt.Key.Key_Return
HERE, THERE = a_patient("A-1"), a_patient("B-2", name="Anna Meier")


@pytest.fixture
def window(book: Logbook, open_window: Opener) -> MainWindow:
    """Two patients, and a result that stands at the first."""
    book.do(Add((HERE, THERE, a_lab(HERE))))
    opened = open_window(book)
    opened.desk.choose_patient(HERE.id)
    opened.page.tabs.show_tab(1)
    return opened


def labs_of(window: MainWindow, patient: Patient) -> tuple[LabResult, ...]:
    record = window.desk.logbook.patient(patient.id)
    assert record is not None
    return record.labs


def asked(window: MainWindow, qtbot: QtBot) -> MoveEntry:
    """Ask by keys for the move of the result."""
    panel = window.page.tabs.page(1)
    assert isinstance(panel, LabPanel)
    panel.view.setFocus()
    panel.view.setCurrentIndex(panel.model.index(0, 1))
    by_key = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(panel.view.viewport(), by_key)
    (menu,) = (each for each in panel.findChildren(QMenu) if each.isVisible())
    QTest.keyClick(menu, Qt.Key.Key_P)
    dialog = window.findChild(MoveEntry)
    assert isinstance(dialog, MoveEntry)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def typed(dialog: MoveEntry, code: str, reason: str) -> None:
    """Type both from top to bottom, and press Enter."""
    for words, key in ((code, Qt.Key.Key_Tab), (reason, ENTER)):
        QTest.keyClicks(focused(), words)
        QTest.keyClick(focused(), key)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_a_result_is_moved_with_its_reason_into_both_histories(
    window: MainWindow, qtbot: QtBot
) -> None:
    (wrong,) = labs_of(window, HERE)
    typed(asked(window, qtbot), "b-2 ", "slip lay in the wrong folder")
    (right,) = labs_of(window, THERE)
    assert labs_of(window, HERE) == ()
    assert (right.value, right.on, right.as_typed) == (wrong.value, wrong.on, wrong.as_typed)
    assert right.id != wrong.id
    for patient, kinds in ((HERE, ["create", "create", "void"]), (THERE, ["create", "create"])):
        entries, changes = window.desk.logbook.history(patient.id)
        assert entries[-1].label == "Move AFP 5.51 ng/mL from A-1 to B-2"
        assert entries[-1].reason == "slip lay in the wrong folder"
        assert [change.kind for change in changes] == kinds
    window.desk.undo()
    assert (labs_of(window, HERE), labs_of(window, THERE)) == ((wrong,), ())


@pytest.mark.parametrize(
    ("code", "reason", "says"),
    [
        pytest.param("C-3", "x", "No patient has this code.", id="nobody"),
        pytest.param("", "x", "No patient has this code.", id="no code"),
        pytest.param("A-1", "x", "stands at A-1 already.", id="the same patient"),
        pytest.param("B-2", "", "A reason is needed: both histories show it.", id="no reason"),
    ],
)
def test_what_cannot_be_is_said_and_stays_typed(
    window: MainWindow, qtbot: QtBot, code: str, reason: str, says: str
) -> None:
    dialog = asked(window, qtbot)
    revision = window.desk.logbook.revision
    typed(dialog, code, reason)
    assert dialog.isVisible()
    assert dialog.refusal.text().endswith(says)
    assert (dialog.code.text(), dialog.reason.text()) == (code, reason)
    assert window.desk.logbook.revision == revision


def test_who_has_the_code_is_said_while_it_is_typed(window: MainWindow, qtbot: QtBot) -> None:
    dialog = asked(window, qtbot)
    assert dialog.whose.text() == "It is retracted here and added there."
    QTest.keyClicks(dialog.code, "B-")
    assert dialog.whose.text() == "No patient has this code."
    QTest.keyClicks(dialog.code, "2")
    assert dialog.whose.text() == "B-2  Anna Meier"


@pytest.mark.parametrize(("answer", "n_moved"), [("checked", 1), (None, 0)])
def test_what_is_unlikely_there_is_asked_about(
    window: MainWindow, qtbot: QtBot, answer: str | None, n_moved: int
) -> None:
    window.desk.do(Add((a_lab(THERE, "5510", "2021-09"),)))
    questions: list[str] = []

    def confirm(_title: str, sentences: Sequence[str], _needs_reason: bool) -> str | None:
        questions.extend(sentences)
        return answer

    window.desk.confirm = confirm
    dialog = asked(window, qtbot)
    typed(dialog, "B-2", "wrong folder")
    assert "the last one, 5510 ng/mL" in questions[0]
    assert len(labs_of(window, THERE)) == 1 + n_moved
    assert dialog.isVisible() is (answer is None)


def test_what_hangs_on_others_is_not_offered() -> None:
    record = measured_case()
    assert not can_move(record, record.patient)
    assert not can_move(record, record.lesions[0])
    assert not can_move(record, record.measurements[0])
    with pytest.raises(Refused, match="hangs together with other entries"):
        Move.of(record, record.lesions[0], THERE, "new")
