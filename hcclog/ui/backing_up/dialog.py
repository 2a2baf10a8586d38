"""The list of backups: when each was made and why, whether it is whole, and what can be done."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from hcclog.commands.refused import Refused
from hcclog.domain.acts import Act
from hcclog.store.errors import StoreError
from hcclog.store.thinning import BY_HAND
from hcclog.ui.aside import Aside, Fault
from hcclog.ui.backing_up.ask_who import SECRETS, ask_who, end_asking
from hcclog.ui.backing_up.list_view import BackupView
from hcclog.ui.backing_up.listing import Listed, State, listed, made_words, table_of
from hcclog.ui.backing_up.place_choice import ask_folder
from hcclog.ui.backing_up.place_row import PlaceRow, plain_button
from hcclog.ui.backing_up.salvage_row import SalvageRow
from hcclog.ui.backing_up.wishes import Wish
from hcclog.ui.dialogs.keyed import KeyedDialog
from hcclog.ui.labels import wrapped_label

if TYPE_CHECKING:
    from hcclog.store.entrance import Credentials
    from hcclog.store.manifest import Manifest
    from hcclog.store.restore_outlook import Outlook
    from hcclog.ui.backing_up.scene import Scene

_SIZE = (780, 500)
_NONE = "There is no backup of this store yet."
_BESIDE = "A copy to another place keeps its key file and its note beside it."


class BackupList(KeyedDialog):
    """Shows the backups of a store.

    Signals:
        restore_wanted: A backup that was looked into is to take the store's place.
        salvage_wanted: What a folder that a restore kept knows is to be shown.

    Attributes:
        scene: Whose backups they are, and who signed in for them.
        view: The table.
        told: What was done last, or what is being done.
    """

    restore_wanted = Signal(object, object)  # Backup, Outlook
    salvage_wanted = Signal(object)  # Path

    def __init__(self, scene: Scene, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Backups")
        self.resize(*_SIZE)
        self.scene = scene
        self._states: dict[Path, State] = {}
        self._aside = Aside(self)
        self.view = BackupView()
        self.told = wrapped_label("", "muted")
        self.refusal = wrapped_label("", "refusal")
        self.refusal.hide()
        self.new_button = plain_button("&Back up now", self._back_up)
        self.check_button = plain_button("&Check", self._check)
        self.copy_button = plain_button("C&opy to…", self._ask_target)
        self.restore_button = plain_button("&Restore…", self._look)
        self.place = PlaceRow(scene, self.say)
        self.place.forgotten.connect(self._placeless)
        self.salvage = SalvageRow(scene)
        self.salvage.wanted.connect(self._salvage)
        self._lay_out()
        self.view.selectionModel().selectionChanged.connect(self._say_what_can_be_done)
        self.view.activated.connect(self._look)
        for signal in (self._aside.begun, self._aside.ended):
            signal.connect(self._say_what_can_be_done)
        if scene.keeper is not None:
            scene.keeper.begun.connect(self._say_what_can_be_done)
            scene.keeper.making.connect(lambda: self._tell("Backing up…"))
            scene.keeper.settled.connect(self._settled)
        self.finished.connect(self.deleteLater)
        self.refresh()
        self.view.setFocus()

    def refresh(self) -> None:
        """Look again at what lies there."""
        self.show_rows(listed(self.scene.store_path, self.scene.place), self._states)
        self.place.refresh()
        self.salvage.refresh()
        if not self._rows:
            self.told.setText(_NONE)
        self._say_what_can_be_done()

    def show_rows(self, rows: list[Listed], states: dict[Path, State]) -> None:
        """Show backups, and what was found in those that were looked into."""
        self._rows, self._states = rows, states
        if self.told.text() == _NONE:
            self.told.setText("")
        now = self.scene.makers.now()
        self.view.show_table(table_of(rows, states, self.scene.n_entries, now))
        self._say_what_can_be_done()

    @property
    def is_busy(self) -> bool:
        """Whether a backup is being looked into or copied."""
        return self._aside.is_running

    def chosen(self) -> Listed | None:
        """Return the backup that is selected; None where none is."""
        row = self.view.chosen_row()
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def say(self, sentence: str) -> None:
        """Say that something could not be done, and why."""
        self.told.setText("")
        self.refusal.setText(sentence)
        self.refusal.show()

    def _lay_out(self) -> None:
        acting = QHBoxLayout()
        acting.setSpacing(8)
        for button in (
            self.new_button,
            self.check_button,
            self.copy_button,
            self.restore_button,
        ):
            acting.addWidget(button)
        acting.addStretch(1)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.told)
        layout.addWidget(self.refusal)
        layout.addLayout(acting)
        layout.addWidget(self.place)
        layout.addWidget(self.salvage)
        layout.addWidget(close)

    def _say_what_can_be_done(self) -> None:
        keeper = self.scene.keeper
        is_idle = not self._aside.is_running and not (keeper is not None and keeper.is_running)
        has_one = self.chosen() is not None
        may_make = self.scene.may_write and self.scene.may(Act.BACK_UP)
        self.new_button.setEnabled(is_idle and may_make)
        for button in (self.check_button, self.copy_button):
            button.setEnabled(is_idle and has_one and self.scene.may(Act.BACK_UP))
        self.restore_button.setEnabled(is_idle and has_one and self.scene.may(Act.RESTORE))
        self.place.set_usable(usable=is_idle and may_make)
        self.salvage.set_usable(usable=is_idle)

    def _tell(self, words: str) -> None:
        self.refusal.hide()
        self.told.setText(words)

    # Making one, and the second place

    def _back_up(self) -> None:
        if self.scene.keeper is not None and self._is_accounted(Act.BACK_UP, why=BY_HAND):
            self.scene.keeper.ask(Wish(BY_HAND, always=True))

    def _is_accounted(self, act: Act, **about: str) -> bool:
        """Put on record what is about to be done; False where it may not be."""
        try:
            self.scene.account(act, **about)
        except (Refused, StoreError) as refusal:
            self.say(refusal.sentence)
            return False
        return True

    def _settled(self) -> None:
        keeper = self.scene.keeper
        standing = keeper.standing if keeper is not None else None
        self._tell("")
        self.refresh()
        if standing is not None and standing.first_fault:
            self.say(standing.first_fault)
        elif self._rows:
            newest = self._rows[0].backup.manifest.made_at
            self._tell(f"The last backup is of {made_words(newest, self.scene.makers.now())}.")

    def _placeless(self) -> None:
        self.refresh()
        self._tell("Backups are copied nowhere else from now on. What lies there stays.")

    # Looking into one

    def _check(self) -> None:
        one = self.chosen()
        if one is None:
            return
        from hcclog.store.restoring import looked_through

        path, scene = one.backup.path, self.scene

        def done(_manifest: Manifest) -> None:
            self._found(path, "")

        self._aside.start(
            lambda: looked_through(scene.store_path, path, scene.unlock(Act.BACK_UP)),
            done,
            lambda error: self._found(path, error.sentence),
        )
        self._tell(f"Looking through {path.name}…")

    def _found(self, path: Path, fault: str) -> None:
        self._states[path] = State(self.scene.makers.now(), fault)
        self._tell("" if fault else f"{path.name} is whole: it can be restored.")
        self.refresh()
        if fault:
            self.say(fault)

    # Copying one elsewhere

    def _ask_target(self) -> None:
        one = self.chosen()
        if one is None:
            return
        dialog = ask_folder(self, "Copy the backup to a folder", Path.home())
        dialog.fileSelected.connect(lambda folder: self.copy_to(one, Path(folder)))

    def copy_to(self, one: Listed, folder: Path) -> None:
        """Copy a backup with its key file and its note to a folder."""
        from hcclog.store.second_place import copy_backup

        if not self._is_accounted(Act.BACK_UP, why="copied", backup=one.backup.path.name):
            return

        def done(path: Path) -> None:
            self._tell(f"Copied to {path}. {_BESIDE}")

        self._aside.start(
            lambda: copy_backup(one.backup, folder).path,
            done,
            lambda fault: self.say(fault.sentence),
        )
        self._tell(f"Copying {one.backup.path.name}…")

    # Restoring one

    def _look_as(self, credentials: Credentials) -> None:
        self.scene = replace(self.scene, credentials=credentials)
        self._look()

    def _look(self) -> None:
        one = self.chosen()
        if one is None or not self.restore_button.isEnabled():
            return
        from hcclog.store.restore_outlook import look

        scene = self.scene

        def done(outlook: Outlook) -> None:
            self._tell("")
            end_asking(self)
            self.restore_wanted.emit(one.backup, outlook)

        self._aside.start(
            lambda: look(scene.store_path, one.backup.path, scene.unlock(Act.RESTORE)),
            done,
            lambda error: self._unfit(one, error),
        )
        self._tell(f"Looking through {one.backup.path.name}…")

    def _salvage(self, folder: Path) -> None:
        if self._is_accounted(Act.SALVAGE, folder=folder.name):
            self.salvage_wanted.emit(folder)
            self.reject()

    def _unfit(self, one: Listed, error: Fault) -> None:
        """Say why a backup cannot be restored, and select the next older one that can."""
        from hcclog.store.restoring import BackupRefused

        if isinstance(error, SECRETS):
            self._tell("")
            ask_who(self, error, self._look_as)
            return
        self._found(one.backup.path, error.sentence)
        older = error.older if isinstance(error, BackupRefused) else None
        paths = [each.backup.path for each in self._rows]
        if older is not None and older.path in paths:
            self.view.selectRow(paths.index(older.path))

    def reject(self) -> None:
        self._aside.wait()
        super().reject()
