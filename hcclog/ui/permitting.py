"""What who signed in may not do is off, with a tip that says why; the logbook refuses it anyway."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from hcclog.commands.roles import WRITING, why_not_act, why_not_write
from hcclog.domain.acts import Act
from hcclog.ui.labels import plain_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from hcclog.logbook import Logbook
    from hcclog.ui.actions import Actions

_NOBODY = "A signature needs a password: protect the store first."


def forbidden(book: Logbook, tables: Iterable[str] = (), acts: Iterable[Act] = ()) -> str:
    """Return why who signed in may do none of these; empty where one of them is allowed."""
    person = book.person
    whys = [why_not_act(person, act) for act in acts]
    whys += [why_not_write(person, table) for table in tables]
    return "" if "" in whys or not whys else whys[0]


def permit(actions: Actions, book: Logbook) -> None:
    """Turn off what may not be done; what is off for another reason stays off."""
    for action, why in _entering(actions, book):
        if why:
            action.setEnabled(False)
            action.setToolTip(plain_tip(why))
        else:
            action.setToolTip("")
    for action, why in _leaving(actions, book):
        action.setEnabled(not why)
        action.setToolTip(plain_tip(why))
    why = forbidden(book, WRITING)
    for action in (actions.undo, actions.redo):
        if why:
            action.setEnabled(False)
            action.setToolTip(plain_tip(why))
    _show_people(actions, book)


def _entering(actions: Actions, book: Logbook) -> Iterator[tuple[QAction, str]]:
    """Yield what writes, with why it may not."""
    yield actions.new_visit, forbidden(book, ["visit"])
    for action in (actions.add_labs, actions.lab_grid, actions.lab_stack):
        yield action, forbidden(book, ["lab_result"])
    yield actions.paste, forbidden(book, ["lab_result", "measurement"])
    yield actions.new_baseline, forbidden(book, ["response_series"])
    for action in (actions.new_patient, actions.edit_patient, actions.retract_patient):
        yield action, forbidden(book, ["patient"])
    yield actions.erase_patient, forbidden(book, acts=[Act.ERASE])
    nobody = "" if book.person is not None else _NOBODY
    yield actions.sign_record, nobody or forbidden(book, acts=[Act.SIGN])
    for table, action in actions.entries.items():
        yield action, forbidden(book, [table])
    for action in (actions.import_file, actions.import_folder):
        yield action, forbidden(book, acts=[Act.IMPORT])


def _leaving(actions: Actions, book: Logbook) -> Iterator[tuple[QAction, str]]:
    """Yield what takes something out, with why it may not."""
    yield actions.export, forbidden(book, acts=[Act.EXPORT, Act.EXPORT_DEIDENTIFIED])
    yield actions.report, forbidden(book, acts=[Act.PRINT])
    yield actions.backups, forbidden(book, acts=[Act.BACK_UP, Act.RESTORE])
    for action in (actions.save_picture, actions.copy_picture, actions.save_numbers):
        yield action, forbidden(book, acts=[Act.EXPORT])
    yield actions.people, forbidden(book, acts=[Act.PEOPLE])


def _show_people(actions: Actions, book: Logbook) -> None:
    """Show of the actions on people what fits: who works alone sees one."""
    is_open = book.store.is_unprotected
    actions.protect.setVisible(is_open)
    actions.protect.setEnabled(is_open and not book.store.read_only)
    for action in (actions.people, actions.change_password, actions.lock):
        action.setVisible(book.person is not None)
    if book.store.read_only:
        actions.people.setEnabled(False)
    actions.change_password.setEnabled(book.person is not None and not book.store.read_only)
    actions.lock.setEnabled(book.person is not None)
