"""A name that the catalogue lacks is added where it is typed, by keys, and taken at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hcclog.catalogue import drugs
from hcclog.catalogue.renewing import renew
from hcclog.logbook import Logbook
from hcclog.paths import clinic_catalogue
from hcclog.ui.dialogs.entry_dialog import EntryDialog
from hcclog.ui.fields.catalogue_field import CatalogueField
from hcclog.ui.fields.new_name import NewName
from hcclog.ui.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Opener = Callable[[Logbook], MainWindow]
_ENTER = Qt.Key.Key_Return


@pytest.fixture(autouse=True)
def fresh(hcclog_home: object) -> Iterator[None]:
    """The catalogue as it is read in this test's own folder."""
    renew()
    yield
    clinic_catalogue().unlink(missing_ok=True)
    renew()


def activate(dialog: QWidget) -> None:
    dialog.activateWindow()
    while not dialog.isActiveWindow():
        QApplication.processEvents()


def test_a_drug_that_is_not_known_is_added_from_the_field(
    cases: Logbook, open_window: Opener, qtbot: QtBot
) -> None:
    window = open_window(cases)
    window.desk.choose_patient(cases.find("zhang-2024") or "")
    dialog = EntryDialog(window.desk, "course", parent=window)
    dialog.open()
    activate(dialog)
    agent, start = dialog.entry.fields["agent"], dialog.entry.fields["start_on"]
    assert isinstance(agent, CatalogueField)
    QTest.keyClicks(agent.line, "ABC-1234")
    start.retype("2021-10-14")
    QTest.keyClick(agent.line, _ENTER)
    assert "not a drug that the catalogue knows" in agent.refusal.text()
    assert agent.typed() == "ABC-1234"
    activate(dialog)
    QTest.keyClick(
        agent.line,
        Qt.Key.Key_A,
        Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    qtbot.waitUntil(lambda: agent.findChild(NewName) is not None)
    added = agent.findChild(NewName)
    assert isinstance(added, NewName)
    assert added.name.text() == "ABC-1234"
    QTest.keyClicks(added.synonyms, "trial drug, abc")
    QTest.keyClick(added.synonyms, _ENTER)
    assert drugs.find_drug("trial drug") is not None
    assert not agent.refusal.isVisible()
    QTest.keyClick(agent.line, _ENTER)
    record = window.desk.record()
    assert record is not None
    assert record.courses[-1].agent == "abc-1234"


@pytest.mark.parametrize(
    ("name", "synonyms", "said"),
    [
        ("", "", "A name is needed, with a letter in it."),
        ("Lenvima", "", "Lenvima is in the catalogue already."),
        ("ABC-1", "sorafenib", "sorafenib is in the catalogue already."),
        ("---", "", "A name is needed, with a letter in it."),
    ],
    ids=["no name", "a name that is known", "a synonym that is known", "no letter"],
)
def test_what_cannot_be_added_is_said(qtbot: QtBot, name: str, synonyms: str, said: str) -> None:
    dialog = NewName()
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClicks(dialog.name, name)
    QTest.keyClicks(dialog.synonyms, synonyms)
    QTest.keyClick(dialog.synonyms, _ENTER)
    assert dialog.refusal.text() == said
    assert dialog.isVisible()
    assert not clinic_catalogue().exists()


def test_a_folder_that_cannot_be_written_is_said(qtbot: QtBot, hcclog_home: object) -> None:
    clinic_catalogue().parent.parent.mkdir(parents=True, exist_ok=True)
    clinic_catalogue().parent.write_text("a file where the folder should be", encoding="utf-8")
    dialog = NewName()
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClicks(dialog.name, "ABC-1234")
    QTest.keyClick(dialog.name, _ENTER)
    assert "cannot be written" in dialog.refusal.text()
    clinic_catalogue().parent.unlink()
