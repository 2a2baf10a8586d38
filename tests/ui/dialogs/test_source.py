"""The source of entries is said once, and holds until it is said again."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hcclog.domain.sources import ENTERED, Source, SourceKind
from hcclog.logbook import Logbook
from hcclog.ui.desk import Desk
from hcclog.ui.dialogs.source import SourceOfEntries
from hcclog.ui.entering import enter
from tests.books import a_lab
from tests.ui.desks import chosen

PAPER = Source(SourceKind.CASE_REPORT, "DOI 10.1/2", "Results, paragraph 3", derived=True)


def opened(qtbot: QtBot, desk: Desk) -> SourceOfEntries:
    dialog = SourceOfEntries(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_entries_carry_the_source_that_was_chosen(qtbot: QtBot, empty_patient: Logbook) -> None:
    desk = chosen(empty_patient, "empty-01")
    dialog = opened(qtbot, desk)
    QTest.keyClicks(dialog.kind, "case")
    QTest.keyClicks(dialog.document, "DOI 10.1/2")
    QTest.keyClicks(dialog.place, "Results, paragraph 3")
    QTest.keyClick(dialog.derived, Qt.Key.Key_Space)
    QTest.keyClick(dialog.place, Qt.Key.Key_Return)
    assert desk.source == PAPER
    record = desk.record()
    assert record is not None
    named = Source(SourceKind.IMPORTED, "labs.csv", "line 4")
    assert enter(desk, (a_lab(record.patient), a_lab(record.patient, "7", source=named)))
    after = desk.record()
    assert after is not None
    assert [lab.source for lab in after.labs] == [PAPER, named]


def test_what_is_entered_has_no_document(qtbot: QtBot, empty_patient: Logbook) -> None:
    desk = chosen(empty_patient, "empty-01")
    dialog = opened(qtbot, desk)
    QTest.keyClicks(dialog.place, "page 3")
    QTest.keyClick(dialog.place, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.refusal.text().startswith("What is entered here has no document")
    assert desk.source == ENTERED


def test_the_dialog_opens_with_what_holds(qtbot: QtBot, empty_patient: Logbook) -> None:
    desk = chosen(empty_patient, "empty-01")
    desk.set_source(PAPER)
    dialog = opened(qtbot, desk)
    assert (dialog.document.text(), dialog.place.text()) == (PAPER.document, PAPER.place)
    with qtbot.waitSignal(desk.source_set) as told:
        desk.set_source(ENTERED)
    assert told.args == [""]
