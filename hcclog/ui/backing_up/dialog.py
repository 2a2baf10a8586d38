"""The list of backups: when each was made and why, whether it is whole, and what can be done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from hcclog.commands.refused import Refused
from hcclog.domain.acts import Act
from hcclog.store.errors import StoreError
from hcclog.store.thinning import BY_HAND
from hcclog.ui.backing_up.aside import Aside, Fault
from hcclog.ui.backing_up.list_view import BackupView
from hcclog.ui.backing_up.listing import Listed, State, listed, made_words, table_of
from hcclog.ui.backing_up.place_choice import ask_place, forget_place
from hcclog.ui.backing_up.wishes import Wish
from hcclog.ui.dialogs.keyed import KeyedDialog
from hcclog.ui.labels import plain_label, wrapped_label

if TYPE_CHECKING:
    from hcclog.store.manifest import Manifest
    from hcclog.store.restore_outlook import Outlook
    from hcclog.ui.backing_up.scene import Scene

_SIZE = (780, 500)
_NO_PLACE = "None. A stick, another disk or a share is there when this computer is not."
_OPEN_KEY = "No password is set: whoever has the stick can read the store."
_BESIDE = "A copy to another place keeps its key file and its note beside it."


class BackupList(KeyedDialog):
    """Shows the backups of a store.

    Signals:
        restore_wanted: A backup that was looked into is to take the store's place.

    Attributes:
        view: The table.
        told: What was done last, or what is being done.
    """

    restore_wanted = Signal(object, object)  # Backup, Outlook

    def __init__(self, scene: Scene, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Backups")
        self.resize(*_SIZE)
        self._scene = scene
        self._states: dict[Path, State] = {}
        self._aside = Aside(self)
        self.view = BackupView()
        self.told = wrapped_label("", "muted")
        self.refusal = wrapped_label("", "refusal")
        self.refusal.hide()
        self.place_label = wrapped_label("", "notice")
        self.new_button = _button("&Back up now", self._back_up)
        self.check_button = _button("&Check", self._check)
        self.copy_button = _button("C&opy to…", self._ask_target)
        self.restore_button = _button("&Restore…", self._look)
        self.place_button = _button("Second &place…", self._ask_place)
        self.forget_button = _button("Use &none", self._forget_place)
        self._lay_out()
        self.view.selectionModel().selectionChanged.connect(self._say_what_can_be_done)
        self.view.activated.connect(self._look)
        for signal in (self._aside.begun, self._aside.ended):
            signal.connect(self._say_what_can_be_done)
        if scene.keeper is not None:
            scene.keeper.begun.connect(self._begun)
            scene.keeper.settled.connect(self._settled)
        self.finished.connect(self.deleteLater)
        self.refresh()
        self.view.setFocus()

    def refresh(self) -> None:
        """Look again at what lies there."""
        now = self._scene.makers.now()
        self._rows = listed(self._scene.store_path, self._scene.place)
        self.view.show_table(table_of(self._rows, self._states, self._scene.n_entries, now))
        place = self._scene.place
        self.place_label.setText(str(place) if place is not None else _NO_PLACE)
        self.forget_button.setVisible(place is not None and self._scene.keeper is not None)
        if not self._rows:
            self.told.setText("There is no backup of this store yet.")
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
        place = QGridLayout()
        place.setHorizontalSpacing(8)
        place.addWidget(plain_label("Second place", "card_title"), 0, 0)
        place.addWidget(self.place_label, 0, 1)
        place.addWidget(self.place_button, 0, 2)
        place.addWidget(self.forget_button, 0, 3)
        place.setColumnStretch(1, 1)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.told)
        layout.addWidget(self.refusal)
        layout.addLayout(acting)
        layout.addLayout(place)
        layout.addWidget(close)

    def _say_what_can_be_done(self) -> None:
        keeper = self._scene.keeper
        is_idle = not self._aside.is_running and not (keeper is not None and keeper.is_running)
        has_one = self.chosen() is not None
        may_make = self._scene.may_write and self._scene.may(Act.BACK_UP)
        self.new_button.setEnabled(is_idle and may_make)
        for button in (self.check_button, self.copy_button):
            button.setEnabled(is_idle and has_one and self._scene.may(Act.BACK_UP))
        self.restore_button.setEnabled(is_idle and has_one and self._scene.may(Act.RESTORE))
        for button in (self.place_button, self.forget_button):
            button.setEnabled(is_idle and may_make)

    def _tell(self, words: str) -> None:
        self.refusal.hide()
        self.told.setText(words)

    # Making one, and the second place

    def _back_up(self) -> None:
        if self._scene.keeper is not None and self._is_accounted(why=BY_HAND):
            self._scene.keeper.ask(Wish(BY_HAND, always=True))

    def _is_accounted(self, **about: str) -> bool:
        """Put on record that a backup is made or taken along; False where it may not be."""
        try:
            self._scene.account(Act.BACK_UP, **about)
        except (Refused, StoreError) as refusal:
            self.say(refusal.sentence)
            return False
        return True

    def _begun(self) -> None:
        self._tell("Backing up…")
        self._say_what_can_be_done()

    def _settled(self) -> None:
        keeper = self._scene.keeper
        standing = keeper.standing if keeper is not None else None
        self._tell("")
        self.refresh()
        if standing is not None and (standing.fault or standing.place_fault):
            self.say(standing.fault or standing.place_fault)
        elif self._rows:
            newest = self._rows[0].backup.manifest.made_at
            self._tell(f"The last backup is of {made_words(newest, self._scene.makers.now())}.")

    def _ask_place(self) -> None:
        if self._scene.keeper is not None:
            ask_place(self._scene.keeper, self, self.say)

    def _forget_place(self) -> None:
        if self._scene.keeper is not None:
            forget_place(self._scene.keeper)
            self.refresh()
            self._tell("Backups are copied nowhere else from now on. What lies there stays.")

    # Looking into one

    def _check(self) -> None:
        one = self.chosen()
        if one is None:
            return
        from hcclog.store.restoring import looked_through

        path, scene = one.backup.path, self._scene

        def done(_manifest: Manifest) -> None:
            self._found(path, "")

        self._aside.start(
            lambda: looked_through(scene.store_path, path, scene.unlock(Act.BACK_UP)),
            done,
            lambda error: self._found(path, error.sentence),
        )
        self._tell(f"Looking through {path.name}…")

    def _found(self, path: Path, fault: str) -> None:
        self._states[path] = State(self._scene.makers.now(), fault)
        self._tell("" if fault else f"{path.name} is whole: it can be restored.")
        self.refresh()
        if fault:
            self.say(fault)

    # Copying one elsewhere

    def _ask_target(self) -> None:
        one = self.chosen()
        if one is None:
            return
        dialog = QFileDialog(self, "Copy the backup to a folder", str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda folder: self.copy_to(one, Path(folder)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def copy_to(self, one: Listed, folder: Path) -> None:
        """Copy a backup with its key file and its note to a folder."""
        from hcclog.store.second_place import copy_backup

        if not self._is_accounted(why="copied", backup=one.backup.path.name):
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

    def _look(self) -> None:
        one = self.chosen()
        if one is None or not self.restore_button.isEnabled():
            return
        from hcclog.store.restore_outlook import look

        scene = self._scene

        def done(outlook: Outlook) -> None:
            self._tell("")
            self.restore_wanted.emit(one.backup, outlook)

        self._aside.start(
            lambda: look(scene.store_path, one.backup.path, scene.unlock(Act.RESTORE)),
            done,
            lambda error: self._unfit(one, error),
        )
        self._tell(f"Looking through {one.backup.path.name}…")

    def _unfit(self, one: Listed, error: Fault) -> None:
        """Say why a backup cannot be restored, and select the next older one that can."""
        from hcclog.store.restoring import BackupRefused

        self._found(one.backup.path, error.sentence)
        older = error.older if isinstance(error, BackupRefused) else None
        paths = [each.backup.path for each in self._rows]
        if older is not None and older.path in paths:
            self.view.selectRow(paths.index(older.path))

    def reject(self) -> None:
        self._aside.wait()
        super().reject()


def _button(words: str, act: object) -> QPushButton:
    button = QPushButton(words)
    button.setAutoDefault(False)
    button.clicked.connect(act)
    return button
