"""What the actions open: each dialog is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from hcclog.ui.dialogs.passing import let_go
from hcclog.ui.dropping import FileDrop

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

    from hcclog.ui.actions import Actions
    from hcclog.ui.charts.exporting import Exporting
    from hcclog.ui.desk import Desk
    from hcclog.ui.exchanging.exchange import Exchange
    from hcclog.ui.main_window import MainWindow
    from hcclog.ui.panels.course_panel import CoursePanel
    from hcclog.ui.rooms import Rooms

# More changes than that take longer than a person takes as immediate.
_MOST_AT_ONCE = 400


def connect_dialogs(actions: Actions, desk: Desk, window: MainWindow) -> None:
    """Let the actions open their dialogs over the window."""
    for action, build in (
        (actions.new_patient, new_patient),
        (actions.edit_patient, edit_patient),
        (actions.sign_record, sign_record),
        (actions.erase_patient, erase_patient),
        (actions.settings, settings),
        (actions.catalogue, new_name),
        (actions.source, source_of_entries),
        (actions.lab_grid, lab_grid),
        (actions.lab_stack, lab_stack),
    ):
        action.triggered.connect(lambda _on, made=build: made(desk, window).open())
    for table, action in actions.entries.items():
        action.triggered.connect(lambda _on, noun=table: new_entry(desk, noun, window).open())
    actions.diagnostics.triggered.connect(lambda _on: diagnose(desk))
    for action, build in (
        (actions.protect, protect),
        (actions.people, people),
        (actions.change_password, change_password),
    ):
        action.triggered.connect(lambda _on, made=build: made(desk, window).open())
    actions.shortcuts.triggered.connect(lambda _on: keys(actions, window).open())
    actions.retract_patient.triggered.connect(lambda _on: retract_patient(desk))
    actions.export.triggered.connect(lambda _on: exchange(window).export())
    FileDrop(desk, window)
    desk.reverts_beside = partial(reverts_beside, desk, window)
    actions.report.triggered.connect(lambda _on: exchange(window).report())
    actions.check_store.triggered.connect(lambda _on: check_store(window))
    actions.backups.triggered.connect(lambda _on: backups(window))
    window.line.backups.clicked.connect(actions.backups.trigger)
    actions.import_file.triggered.connect(lambda _on: exchange(window).importing.ask())
    actions.import_folder.triggered.connect(lambda _on: exchange(window).importing.ask_folder())


def exchange(window: MainWindow) -> Exchange:
    """Return what leaves and enters the window; it is made when it is first asked for."""
    from hcclog.ui.exchanging.exchange import exchange_of

    return exchange_of(window)


def backups(window: MainWindow) -> QDialog | None:
    """Open the list of the store's backups."""
    from hcclog.ui.backing_up.opening import open_list

    return open_list(window)


def check_store(window: MainWindow) -> None:
    """Check the whole store beside the window."""
    from hcclog.ui.checking import check_job

    exchange(window).work.start(check_job(window))


def reverts_beside(desk: Desk, window: MainWindow, kind: str) -> bool:
    """Take back beside the window what moved very much; False for what is taken back at once."""
    if desk.held or desk.logbook.n_changes_of(kind) <= _MOST_AT_ONCE:
        return False
    exchange(window).revert(kind)
    return True


def connect_export(actions: Actions, rooms: Rooms, course: CoursePanel) -> None:
    """Let the actions take the picture out of the program that is shown: a course, or a plot."""

    def shown() -> Exporting:
        cohort = rooms.cohort
        if cohort is None or rooms.currentWidget() is not cohort:
            return course.export
        return cohort.plots.bar.exporting

    actions.save_picture.triggered.connect(lambda _on: shown().save())
    actions.copy_picture.triggered.connect(lambda _on: shown().copy())
    actions.save_numbers.triggered.connect(lambda _on: shown().save_numbers())


def connect_questions(desk: Desk, window: QWidget) -> None:
    """Let what can be read in two ways, and what is unlikely, be asked over the window."""

    def choose(sentence: str, readings: Sequence[str]) -> int | None:
        from hcclog.ui.dialogs.choice import ask

        return ask(window, sentence, readings)

    def answer(title: str, sentences: Sequence[str], needs_reason: bool) -> str | None:
        from hcclog.ui.dialogs.confirm import confirm

        return confirm(window, title, sentences, needs_reason)

    desk.choose, desk.confirm = choose, answer


def new_patient(desk: Desk, window: QWidget) -> QDialog:
    """Return the form of a new patient."""
    from hcclog.ui.dialogs.new_patient import NewPatient

    return NewPatient(desk, window)


def edit_patient(desk: Desk, window: QWidget) -> QDialog:
    """Return the form of the chosen patient."""
    from hcclog.ui.dialogs.new_patient import EditPatient

    return EditPatient(desk, window)


def sign_record(desk: Desk, window: QWidget) -> QDialog:
    """Return the dialog that signs the chosen patient's record."""
    from hcclog.ui.attesting.sign_dialog import sign_record as made

    return made(desk, window)


def erase_patient(desk: Desk, window: QWidget) -> QDialog:
    """Return the dialog that erases the chosen patient."""
    from hcclog.ui.attesting.erase_dialog import EraseDialog

    return EraseDialog(desk, window)


def diagnose(desk: Desk) -> None:
    """Copy what helps to find a fault; nothing of a patient is in it."""
    from hcclog.ui.diagnosing import COPIED, copy_diagnostics

    copy_diagnostics(desk.logbook.store)
    desk.told.emit(COPIED)


def protect(desk: Desk, window: QWidget) -> QDialog:
    """Return the form of the first password."""
    from hcclog.ui.signing_in.protect import Protect

    return Protect(desk, window)


def people(desk: Desk, window: QWidget) -> QDialog:
    """Return the list of those who sign in."""
    from hcclog.ui.signing_in.people_dialog import PeopleDialog

    return let_go(PeopleDialog(desk, window))


def change_password(desk: Desk, window: QWidget) -> QDialog:
    """Return the form of one's own new password."""
    from hcclog.ui.signing_in.change_password import ChangePassword

    return ChangePassword(desk, window)


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


def new_entry(desk: Desk, table: str, window: QWidget) -> QDialog:
    """Return the form of a new entry: its own where it has one, else that of its fields."""
    from hcclog.ui.dialogs.entry_dialog import EntryDialog
    from hcclog.ui.dialogs.new_assessment import NewAssessment
    from hcclog.ui.dialogs.new_lesion import NewLesion

    if table == "assessment":
        return NewAssessment(desk, window)
    return NewLesion(desk, window) if table == "lesion" else EntryDialog(desk, table, parent=window)


def lab_grid(desk: Desk, window: QWidget) -> QDialog:
    """Return the grid of many tests and dates."""
    from hcclog.ui.dialogs.lab_grid import LabGridDialog

    return let_go(LabGridDialog(desk, window))


def lab_stack(desk: Desk, window: QWidget) -> QDialog:
    """Return the page for a pile of slips."""
    from hcclog.ui.dialogs.lab_stack import LabStack

    return let_go(LabStack(desk, window))


def source_of_entries(desk: Desk, window: QWidget) -> QDialog:
    """Return the form of the source that entries carry."""
    from hcclog.ui.dialogs.source import SourceOfEntries

    return SourceOfEntries(desk, window)


def retract_patient(desk: Desk) -> bool:
    """Take the chosen patient out of the store, with all that is logged; undo brings all back."""
    from hcclog.ui.entering import take_out

    patient_id = desk.patient_id
    if not take_out(desk, "patient", patient_id):
        return False
    left = desk.logbook.patients("", 1)
    desk.choose_patient(left[0].id if left else "")
    return True
