"""What the actions open: each dialog is imported when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

    from hcclog.ui.actions import Actions
    from hcclog.ui.desk import Desk


def connect_dialogs(actions: Actions, desk: Desk, window: QWidget) -> None:
    """Let the actions open their dialogs over the window."""
    for action, build in (
        (actions.new_patient, new_patient),
        (actions.edit_patient, edit_patient),
        (actions.settings, settings),
        (actions.catalogue, new_name),
    ):
        action.triggered.connect(lambda _on, made=build: made(desk, window).open())
    actions.shortcuts.triggered.connect(lambda _on: keys(actions, window).open())
    actions.retract_patient.triggered.connect(lambda _on: retract_patient(desk))


def new_patient(desk: Desk, window: QWidget) -> QDialog:
    """Return the form of a new patient."""
    from hcclog.ui.dialogs.new_patient import NewPatient

    return NewPatient(desk, window)


def edit_patient(desk: Desk, window: QWidget) -> QDialog:
    """Return the form of the chosen patient."""
    from hcclog.ui.dialogs.new_patient import EditPatient

    return EditPatient(desk, window)


def settings(desk: Desk, window: QWidget) -> QDialog:
    """Return the settings of this station."""
    from hcclog.ui.dialogs.settings import Settings

    return Settings(desk, window)


def new_name(_desk: Desk, window: QWidget) -> QDialog:
    """Return the form of an entry of the clinic's own catalogue."""
    from hcclog.ui.fields.new_name import NewName

    return NewName(parent=window)


def keys(actions: Actions, window: QWidget) -> QDialog:
    """Return the list of all keys."""
    from hcclog.ui.dialogs.keys import Keys

    return Keys(actions.groups(), window)


def retract_patient(desk: Desk) -> bool:
    """Take the chosen patient out of the store, with all that is logged; undo brings all back."""
    from hcclog.ui.entering import take_out

    patient_id = desk.patient_id
    if not take_out(desk, "patient", patient_id):
        return False
    left = desk.logbook.patients("", 1)
    desk.choose_patient(left[0].id if left else "")
    return True
