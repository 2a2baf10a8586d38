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
    ):
        action.triggered.connect(lambda _on, made=build: made(desk, window).open())


def new_patient(desk: Desk, window: QWidget) -> QDialog:
    """Return the form of a new patient."""
    from hcclog.ui.dialogs.new_patient import NewPatient

    return NewPatient(desk, window)


def edit_patient(desk: Desk, window: QWidget) -> QDialog:
    """Return the form of the chosen patient."""
    from hcclog.ui.dialogs.new_patient import EditPatient

    return EditPatient(desk, window)
