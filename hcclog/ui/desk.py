"""The desk: the logbook on Qt's side, with its signals and what is chosen.

Every view reads from here and writes through here, and none knows another.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hcclog.commands.refused import Refused
from hcclog.domain.sources import ENTERED, Source
from hcclog.entry.asking import Chooser, Confirmer, no_choice, no_confirmation
from hcclog.store.errors import StoreError
from hcclog.store.stamp import Change
from hcclog.ui.choosing import Choosing
from hcclog.ui.read_records import ReadRecords

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hcclog.commands.base import Command
    from hcclog.domain.record import PatientRecord
    from hcclog.entry.chart_choices import ChartChoices
    from hcclog.entry.clerk import Clerk
    from hcclog.entry.preferences import Preferences
    from hcclog.logbook import Logbook
    from hcclog.rules.verdict import Timeline

READ_ONLY = "The store is open to read only; nothing can be entered or changed."


class Desk(Choosing):
    """One logbook and what is chosen in it.

    Signals:
        written: Something was written; the chart moves before all else follows by `changed`.
        changed: Something was written; a view decides whether it is concerned.
        refused: A user's mistake, and the field it stands at; nothing was written.
        failed: The store could not write.
        faulted: The same, as the fault itself.
        moved: The store lies in another place from now on.
        told: Something worth a line in the status bar.
        preferences_set: The station's preferences are others.
        chart_set: The course chart is to be shown in another way; nothing else follows from it.
        source_set: Entries from now on come from elsewhere.
        people_changed: Somebody else is signed in, may do other things, or has another password.

    Attributes:
        choose: Asks a person which of several readings is meant.
        confirm: Asks a person whether something unlikely is right, and why.
        source: Where entries come from whose form names no source.
        held: Why nothing can be written just now; empty while all can be.
        retry: Does again what the store could not write; None while nothing waits for that.
        unsaved: The form that holds what was typed, where one does.
        reverts_beside: Takes an undo or redo that would keep the window waiting; False for others.
    """

    written = Signal(object)  # Change
    changed = Signal(object)  # Change
    refused = Signal(str, str)  # sentence, field
    failed = Signal(str)  # sentence
    faulted = Signal(object)  # StoreError
    moved = Signal()
    told = Signal(str)  # sentence
    preferences_set = Signal()
    chart_set = Signal()
    source_set = Signal(str)  # in words, empty for what is entered
    people_changed = Signal()

    def __init__(self, logbook: Logbook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.logbook = logbook
        self.choose: Chooser = no_choice
        self.confirm: Confirmer = no_confirmation
        self.source = ENTERED
        self.held = ""
        self.retry: Callable[[], object] | None = None
        self.unsaved: QWidget | None = None
        self.reverts_beside: Callable[[str], bool] = lambda _kind: False
        self._preferences: Preferences | None = None
        self._read = ReadRecords(logbook)

    def record(self, patient_id: str = "") -> PatientRecord | None:
        """Return the record of a patient, the chosen one when left out; None without one."""
        wanted = patient_id or self.patient_id
        return self._read.record(wanted) if wanted else None

    def timeline(self, patient_id: str = "") -> Timeline | None:
        """Return what the rules say of a patient, the chosen one when left out."""
        wanted = patient_id or self.patient_id
        return self._read.timeline(wanted, self.preferences.criteria) if wanted else None

    def clerk(self, patient_id: str = "") -> Clerk | None:
        """Return who reads what is typed for a patient, the chosen one when left out."""
        record = self.record(patient_id)
        return None if record is None else self.clerk_for(record)

    def clerk_for(self, record: PatientRecord) -> Clerk:
        """Return who reads what is typed for a record, such as that of a patient to come."""
        from hcclog.entry.clerk import Clerk
        from hcclog.ui.system_order import settled_order

        today, book = self.logbook.stamp().today, self.logbook
        return Clerk(
            record,
            today,
            self.new_id,
            self.choose,
            settled_order(self.preferences),
            book.last_range,
            book.namesakes,
        )

    @property
    def preferences(self) -> Preferences:
        """How this station writes, and what it takes where nothing is said."""
        if self._preferences is None:
            from hcclog.entry.preferences import load_preferences
            from hcclog.paths import preferences_file

            self._preferences = load_preferences(preferences_file())
        return self._preferences

    def set_preferences(self, preferences: Preferences) -> None:
        """Hold other preferences from now on, and keep them in the user's folder."""
        self._keep(preferences)
        self.preferences_set.emit()
        self._read.judge_again()
        if self.patient_id:
            self.reread(self.patient_id)

    def set_chart(self, choices: ChartChoices) -> None:
        """Show the course chart in another way from now on; the rules have nothing to say to it."""
        if choices != self.preferences.chart:
            self._keep(replace(self.preferences, chart=choices))
            self.chart_set.emit()

    def _keep(self, preferences: Preferences) -> None:
        from hcclog.entry.preferences import save_preferences
        from hcclog.paths import preferences_file

        self._preferences = preferences
        try:
            save_preferences(preferences_file(), preferences)
        except OSError as error:
            self.failed.emit(f"The settings could not be kept: {error.strerror}.")

    def set_source(self, source: Source) -> None:
        """Let the entries from now on come from there."""
        self.source = source
        parts = (source.kind.value, source.document, source.place)
        self.source_set.emit("" if source == ENTERED else "; ".join(p for p in parts if p))

    def new_id(self) -> str:
        """Return an id for a new entry."""
        return self.logbook.store.new_id()

    def do(self, command: Command) -> bool:
        """Do a command; True where it was accepted."""
        return self._run(lambda: self.logbook.do(command), command.label)

    def undo(self) -> bool:
        """Take back what was done last; what moved very much, beside the window."""
        if self.reverts_beside("undo"):
            return True
        label = self.logbook.undo_label
        return self._run(self.logbook.undo, f"Undone: {label}")

    def redo(self) -> bool:
        """Do again what was undone last."""
        if self.reverts_beside("redo"):
            return True
        label = self.logbook.redo_label
        return self._run(self.logbook.redo, f"Done again: {label}")

    def reread(self, patient_id: str) -> None:
        """Read a patient anew: somebody else has written to this store."""
        self._read.let_go(patient_id)
        self.changed.emit(Change(patient_ids=frozenset({patient_id})))

    def hold_writing(self, why: str) -> None:
        """Refuse everything that would be written, until it is released."""
        self.held = why

    def release_writing(self) -> None:
        """Let everything be written again."""
        self.held = ""

    def take_change(self, change: Change, words: str) -> None:
        """Follow what was written, here or by work beside the window."""
        self.logbook.look_again()
        for patient_id in change.patient_ids:
            self._read.let_go(patient_id)
        self.written.emit(change)
        self.changed.emit(change)
        self.told.emit(words)

    def refuse(self, sentence: str, field: str = "") -> None:
        """Say that what was typed cannot be taken."""
        self.refused.emit(sentence, field)

    def fail(self, error: StoreError) -> None:
        """Say that the store refused; the log holds which fault it was."""
        from hcclog.store.noting import note_fault

        note_fault(error)
        self.failed.emit(error.sentence)
        self.faulted.emit(error)

    def refuses_writing(self) -> bool:
        """Say that nothing can be written where that is so, before anything is asked or typed."""
        if self.logbook.store.read_only:
            self.refuse(READ_ONLY)
        return self.logbook.store.read_only

    def wait_for(self, retry: Callable[[], object], form: QWidget) -> None:
        """Let a form that holds what was typed be what is tried again."""
        self.retry, self.unsaved = retry, form

    def _run(self, act: Callable[[], Change], words: str) -> bool:
        if self.held:
            self.refuse(self.held)
            return False
        try:
            change = act()
        except Refused as refusal:
            self.refused.emit(refusal.sentence, refusal.field)
            return False
        except StoreError as error:
            # A form that still holds what was typed puts its own saving in place of this.
            self.retry, self.unsaved = lambda: self._run(act, words), None
            self.fail(error)
            return False
        self.retry = self.unsaved = None
        self.take_change(change, words)
        return True
