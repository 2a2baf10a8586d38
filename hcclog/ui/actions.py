"""Every action once: its words, its key, what it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from hcclog.domain.record import NOUNS
from hcclog.ui.desk import Desk
from hcclog.ui.permitting import permit
from hcclog.ui.theme import Choice, Theme

_LONGEST = 40
# The patient has a dialog of his own; a note on what differs is made by nobody any more.
# Patient and visit have actions of their own.
_NOT_IN_THE_MENU = {"patient", "visit", "discrepancy_note"}


class Actions(QObject):
    """What the bar, the menus and the keys do."""

    def __init__(self, desk: Desk, theme: Theme, tabs: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.undo = self._action("Undo", "Ctrl+Z", desk.undo)
        self.redo = self._action("Redo", "Ctrl+Shift+Z", desk.redo)
        self.show_patients = self._action("Patients", "Ctrl+1")
        self.show_cohort = self._action("Cohort", "Ctrl+2")
        self.find = self._action("Find patient", "Ctrl+F")
        self.history = self._action("History of this", "Ctrl+H", desk.history_wanted.emit)
        self.add_labs = self._action("Add labs", "Ctrl+L")
        self.lab_grid = self._action("Lab grid…", "Ctrl+G")
        self.lab_stack = self._action("Stack of lab slips…", "Ctrl+Shift+L")
        self.new_patient = self._action("New patient", "Ctrl+Shift+N")
        self.new_visit = self._action("New visit", "Ctrl+N")
        self.edit_patient = self._action("Edit patient", "Ctrl+E")
        self.retract_patient = self._action("Retract patient…", "Ctrl+Shift+Delete")
        self.erase_patient = self._action("Erase patient for good…")
        self.sign_record = self._action("Sign the record…", "Ctrl+Shift+G")
        self.new_baseline = self._action("New baseline", "Ctrl+B")
        self.source = self._action("Source of entries…", "Ctrl+Shift+S")
        self.entries = {
            noun.table: self._action(f"New {noun.label}…")
            for noun in NOUNS
            if noun.table not in _NOT_IN_THE_MENU
        }
        self.paste = self._action("Paste results…", "Ctrl+Shift+V")
        self.fit = self._action("Fit the chart", "Ctrl+0")
        self._make_file_actions()
        self.catalogue = self._action("Add to the catalogue…", "Ctrl+K")
        self.protect, self.people, self.change_password, self.lock = self._people_actions()
        self.settings = self._action("Settings…", "Ctrl+,")
        self.shortcuts = self._action("Keys…", "F1")
        self.diagnostics = self._action("Copy diagnostics")
        self.quit = self._action("Quit", "Ctrl+Q")
        self.tabs = [self._action(title, f"Alt+{n}") for n, title in enumerate(tabs, start=1)]
        self._theme = theme
        self.themes = self._theme_actions(theme)
        self._kept_theme = desk.preferences.theme
        desk.preferences_set.connect(self._follow_preferences)
        for signal in (desk.changed, desk.patient_chosen, desk.people_changed):
            signal.connect(self.refresh)

    def _make_file_actions(self) -> None:
        self.save_picture = self._action("Save picture…", "Ctrl+Shift+E")
        self.copy_picture = self._action("Copy picture", "Ctrl+Shift+C")
        self.save_numbers = self._action("Save numbers as csv…")
        self.export = self._action("Export…", "Ctrl+Shift+X")
        self.import_file = self._action("Import…", "Ctrl+Shift+O")
        self.import_folder = self._action("Import a folder…")
        self.report = self._action("Report…", "Ctrl+P")
        self.check_store = self._action("Check the store…")
        self.backups = self._action("Backups…", "Ctrl+Shift+B")

    def groups(self) -> list[tuple[str, list[QAction]]]:
        """Return every action under what it is for."""
        entering = [self.new_visit, self.add_labs, self.lab_grid, self.lab_stack, self.paste]
        entering += [self.new_baseline, self.source, self.catalogue]
        return [
            ("Entering", [*entering, *self.entries.values()]),
            ("What was entered", [self.undo, self.redo, self.history]),
            ("Patients", [self.find, self.new_patient, self.edit_patient, *self._standing()]),
            ("Parts of the record", self.tabs),
            ("Pages", [self.show_patients, self.show_cohort]),
            ("Chart", [self.fit, self.save_picture, self.copy_picture, self.save_numbers]),
            ("Files", [self.import_file, self.import_folder, self.export, self.report]),
            ("The store", [self.backups, self.check_store, *self.of_people()]),
            ("Window", [self.settings, self.shortcuts, self.diagnostics, self.quit, *self.themes]),
        ]

    def all(self) -> list[QAction]:
        """Return every action."""
        return [action for _, group in self.groups() for action in group]

    def of_patient(self) -> list[QAction]:
        """Return the actions on the chosen patient, which has to be in sight."""
        acting = [self.new_visit, self.add_labs, self.lab_grid, self.paste, self.new_baseline]
        return [*acting, self.edit_patient, *self._standing(), *self.entries.values()]

    def _standing(self) -> list[QAction]:
        """Return what is done to the whole patient."""
        return [self.retract_patient, self.erase_patient, self.sign_record]

    def of_people(self) -> list[QAction]:
        """Return the actions on who may open the store."""
        return [self.protect, self.people, self.change_password, self.lock]

    def refresh(self) -> None:
        """Say what undo and redo would do now, and what who signed in may do."""
        book = self._desk.logbook
        for action, word, label in (
            (self.undo, "Undo", book.undo_label),
            (self.redo, "Redo", book.redo_label),
        ):
            action.setEnabled(bool(label) and not book.store.read_only)
            action.setText(f"{word} {shortened(label)}".strip())
            action.setToolTip(
                f"{word}: {label}" if label else f"There is nothing to {word.lower()}"
            )
        for action in self.of_patient():
            action.setEnabled(bool(self._desk.patient_id) and not book.store.read_only)
        for action in (self.lab_stack, self.import_file, self.import_folder):
            action.setEnabled(not book.store.read_only)
        self.new_patient.setEnabled(not book.store.read_only)
        permit(self, book)

    def _action(
        self, words: str, key: str = "", act: Callable[[], object] | None = None
    ) -> QAction:
        action = QAction(words, self)
        action.setShortcut(QKeySequence(key))
        action.setProperty("words", words)
        if act is not None:
            # Not connected as it is: the signal would hand its "checked" to it.
            action.triggered.connect(lambda _on: act())
        return action

    def _people_actions(self) -> tuple[QAction, QAction, QAction, QAction]:
        return (
            self._action("Protect this store…"),
            self._action("People…"),
            self._action("Change password…"),
            self._action("Lock", "Ctrl+Shift+K"),
        )

    def _theme_actions(self, theme: Theme) -> list[QAction]:
        group = QActionGroup(self)
        words = {Choice.LIGHT: "Light", Choice.DARK: "Dark", Choice.SYSTEM: "As the system"}
        made = []
        for choice in Choice:
            action = QAction(words[choice], self, checkable=True)
            action.setChecked(choice is theme.choice)
            action.triggered.connect(lambda _on, chosen=choice: self._choose_theme(chosen))
            group.addAction(action)
            made.append(action)
        return made

    def _choose_theme(self, choice: Choice) -> None:
        """Switch the theme, and begin with it the next time."""
        self._theme.choose(choice)
        self._desk.set_preferences(replace(self._desk.preferences, theme=choice.value))

    def _follow_preferences(self) -> None:
        wanted = self._desk.preferences.theme
        if wanted != self._kept_theme:
            self._kept_theme = wanted
            self._theme.choose(Choice(wanted))
            self.themes[list(Choice).index(Choice(wanted))].setChecked(True)


def shortened(label: str) -> str:
    """Return a label that fits into a button."""
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"
