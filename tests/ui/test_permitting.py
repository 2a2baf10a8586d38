"""What a role does not allow is off in the window, says why, and is refused all the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from hcclog.commands.base import Retract
from hcclog.domain.acts import Act
from hcclog.domain.people import Person, Role
from hcclog.logbook import Logbook
from hcclog.store.entrance import Entrance
from hcclog.ui.actions import Actions
from hcclog.ui.entering import take_out
from hcclog.ui.main_window import MainWindow
from hcclog.ui.panels.lesion_panel import LesionPanel
from hcclog.ui.panels.row_menu import fill_row_menu
from tests.books import file_of

Opener = Callable[[Logbook], MainWindow]
V, N, O, A = Role  # noqa: E741 - columns


def window_of(book: Logbook, open_window: Opener, *roles: Role) -> MainWindow:
    """Open a window in which somebody with these roles is signed in."""
    envelope = file_of(book).envelope
    book.store.entrance = Entrance(envelope, Person("anna", roles)) if roles else Entrance(envelope)
    return open_window(book)


def actions_of(actions: Actions) -> dict[str, bool]:
    """Return which of the actions are on."""
    names = (
        "new_visit add_labs lab_grid paste new_baseline new_patient edit_patient retract_patient"
        " import_file export report backups save_picture copy_picture"
    )
    found = {name: getattr(actions, name).isEnabled() for name in names.split()}
    entries = {f"entry:{table}": each.isEnabled() for table, each in actions.entries.items()}
    return {**found, **entries}


WRITES = {"new_visit", "add_labs", "lab_grid", "paste", "new_patient", "edit_patient"}
NURSE = {*WRITES, "retract_patient", "import_file", "export", "report", "backups"}
NURSE |= {f"entry:{each}" for each in ("dose_step", "hold", "measurement", "lab_result")}
NURSE |= {"entry:adverse_event"}


@pytest.mark.parametrize(
    ("roles", "on"),
    [
        ((V,), set()),
        ((N,), NURSE),
        ((A,), {"import_file", "export", "backups", "save_picture", "copy_picture"}),
    ],
    ids=["A-03 viewer", "A-03 nurse", "A-03 administrator"],
)
def test_only_what_a_role_allows_is_on(
    measured: Logbook, open_window: Opener, roles: tuple[Role, ...], on: set[str]
) -> None:
    actions = window_of(measured, open_window, *roles).actions_
    states = actions_of(actions)
    assert {name for name, is_on in states.items() if is_on} == on & set(states)


@pytest.mark.parametrize(
    "roles", [(), (O, A), (O,)], ids=["nobody signed in", "both", "oncologist"]
)
def test_who_may_do_everything_finds_everything_on(
    measured: Logbook, open_window: Opener, roles: tuple[Role, ...]
) -> None:
    states = actions_of(window_of(measured, open_window, *roles).actions_)
    assert {name for name, is_on in states.items() if not is_on} == set()


def test_what_is_off_says_who_may(measured: Logbook, open_window: Opener) -> None:
    window = window_of(measured, open_window, N)
    actions = window.actions_
    tip = actions.entries["lesion"].toolTip()
    assert tip == "anna (nurse) may not write a lesion: that takes the role oncologist."
    assert "oncologist or administrator" in actions.save_picture.toolTip()
    window.page.tabs.show_table("lesion")
    (panel,) = window.findChildren(LesionPanel)
    assert "oncologist" in panel.new_lesion.toolTip()


def menu_words(menu: QMenu) -> list[str]:
    return [each.text().replace("&", "") for each in menu.actions() if each.text()]


@pytest.mark.parametrize(
    ("table", "roles", "writes"),
    [("lesion", (N,), False), ("lesion", (O,), True), ("measurement", (N,), True)],
    ids=["a lesion by a nurse", "a lesion by an oncologist", "a size by a nurse"],
)
def test_the_menu_of_a_row_offers_what_may_be_done(
    measured: Logbook, open_window: Opener, table: str, roles: tuple[Role, ...], writes: bool
) -> None:
    window = window_of(measured, open_window, *roles)
    record = window.desk.record()
    assert record is not None
    part = record.lesions if table == "lesion" else record.measurements
    menu = QMenu(window)
    fill_row_menu(menu, window.desk, (table, part[0].id), window)
    assert ("Retract…" in menu_words(menu)) == writes
    assert any("History" in words for words in menu_words(menu))


@pytest.mark.catalogue("A-03")
def test_a_refusal_is_said_where_it_happens_and_what_was_typed_stays(
    measured: Logbook, open_window: Opener
) -> None:
    window = window_of(measured, open_window, V)
    heard: list[str] = []
    window.desk.refused.connect(lambda sentence, _field: heard.append(sentence))
    record = window.desk.record()
    assert record is not None
    assert not take_out(window.desk, "lesion", record.lesions[0].id)
    assert heard == ["anna (viewer) may not write a lesion: that takes the role oncologist."]
    retract = Retract("lesion", record.lesions[0].id, reason="typing error")
    assert not window.desk.do(retract)
    assert "that takes the role oncologist" in heard[1]
    assert window.line.told.text() == heard[1]
    assert measured.store.reader.events()[-1].act == Act.REFUSED
    for keys in ("Ctrl+N", "Ctrl+Shift+N", "Ctrl+L", "Ctrl+P"):
        QTest.keySequence(window, keys)
    assert window.page.below.visit is None
    QTest.keyClick(window, Qt.Key.Key_Escape)
