"""An import from the file to the store: read, shown and written, all beside the window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from hcclog.commands.refused import Refused
from hcclog.exchange.accounting import account_for_import
from hcclog.ui.dialogs.saving import documents
from hcclog.ui.exchanging.reading import Reading, Wanted, read
from hcclog.ui.long_work import Job, LongWork
from hcclog.ui.panels.work_bar import WorkBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from hcclog.commands.imports import Import
    from hcclog.commands.replay import Replay
    from hcclog.exchange.lab_files.mapping import Mapping
    from hcclog.exchange.progress import Advance
    from hcclog.logbook import Logbook
    from hcclog.store.stamp import Change
    from hcclog.ui.desk import Desk
    from hcclog.ui.exchanging.import_dialog import ImportDialog
    from hcclog.ui.main_window import MainWindow

_UNREAD = "The reading was ended. Another choice above reads the file anew."


class Importing(QObject):
    """Takes files in, one after the other.

    Attributes:
        dialog: What is shown of the file that is being taken in; None where none is.
    """

    def __init__(self, window: MainWindow, desk: Desk, work: LongWork) -> None:
        super().__init__(window)
        self._window, self._desk, self._work = window, desk, work
        self._folder = documents()
        self.dialog: ImportDialog | None = None

    def ask(self) -> QFileDialog:
        """Open the system's dialog for a file."""
        return self._asked("Import", QFileDialog.FileMode.ExistingFile)

    def ask_folder(self) -> QFileDialog:
        """Open the system's dialog for a folder: trial data, or a bundle for each patient."""
        return self._asked("Import a folder", QFileDialog.FileMode.Directory)

    def _asked(self, words: str, mode: QFileDialog.FileMode) -> QFileDialog:
        dialog = QFileDialog(self._window, words, str(self._folder))
        dialog.setFileMode(mode)
        dialog.fileSelected.connect(lambda chosen: self._take(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _take(self, path: Path) -> None:
        """Take in what was chosen, as what is dropped: an image belongs to an assessment."""
        from hcclog.exchange.dicom.image import is_image
        from hcclog.ui.image_form import open_for_image

        if path.is_file() and is_image(path):
            self._folder = path.parent
            open_for_image(self._desk, path, self._window)
        else:
            self.begin(path)

    def begin(self, path: Path) -> None:
        """Read a file, and show what it would bring."""
        if self._desk.logbook.store.read_only:
            self._desk.refuse("The store is open to read only; nothing can be imported.")
            return
        self._folder = path.parent
        self._read(Wanted(path), self._show)

    def salvage(self, folder: Path) -> None:
        """Read a damaged store that a restore kept, and show what it knows beyond this one."""
        from hcclog.ui.exchanging.salvaging import read_damaged

        def work(book: Logbook, advanced: Advance) -> Reading:
            return read_damaged(folder, book, advanced)

        self._begin(f"Reading {folder.name}", work, self._show)

    def _read(self, wanted: Wanted, done: Callable[[Reading], None]) -> None:
        def work(book: Logbook, advanced: Advance) -> Reading:
            return read(wanted, book, advanced)

        self._begin(f"Reading {wanted.path.name}", work, done)

    def _begin(
        self,
        words: str,
        work: Callable[[Logbook, Advance], Reading],
        done: Callable[[Reading], None],
    ) -> None:
        self._work.start(
            Job(words, work, done, "rows", tries=True, refused=self._refuse, cancelled=self._unread)
        )

    def _show(self, reading: Reading) -> None:
        from hcclog.ui.exchanging.import_dialog import ImportDialog

        self._close()
        self.dialog = dialog = ImportDialog(self._desk, reading, self._window)
        dialog.add_bar(WorkBar(self._work, self._desk, dialog, asks=False))
        dialog.reread.connect(lambda wanted: self._read(wanted, dialog.show_reading))
        dialog.agreed.connect(self._write)
        dialog.rejected.connect(self._close)
        dialog.open()
        dialog.view.setFocus()

    def _unread(self) -> None:
        """Say in the dialog that its file is not read, where one stands open."""
        if self.dialog is not None:
            self.dialog.show_unread(_UNREAD)

    def _refuse(self, sentence: str) -> None:
        """Say why nothing could be read, in the dialog where one stands open."""
        if self.dialog is not None:
            self.dialog.show_unread(sentence)
        else:
            self._desk.refuse(sentence)

    def _write(self, command: Import | Replay) -> None:
        dialog = self.dialog
        if dialog is None:
            return

        failed: list[str] = []
        wanted = dialog.reading.wanted

        def work(book: Logbook, advanced: Advance) -> Change:
            from hcclog.exchange.incoming.guarding import do_guarded

            account_for_import(book, wanted.path, wanted.kind, command.counted)
            return do_guarded(book, replace(command, advanced=advanced), failed.append)

        layout = dialog.layout_to_remember()

        def done(change: Change) -> None:
            self._close()
            words = [f"{command.label}. {_ending(command)}", *failed]
            self._desk.take_change(change, " ".join(words))
            if layout is not None:
                self._remember(layout)

        def refused(sentence: str) -> None:
            dialog.say(sentence)
            dialog.open()

        dialog.hide()
        words = f"Writing what {wanted.path.name} brings"
        self._work.start(
            Job(words, work, done, "entries", writes=True, refused=refused, cancelled=self._close)
        )

    def _remember(self, layout: Mapping) -> None:
        """Keep how a laboratory writes its tables."""
        from hcclog.exchange.lab_files.remembering import remember
        from hcclog.paths import laboratory_layouts

        try:
            remember(laboratory_layouts(), layout)
        except Refused as refusal:
            self._desk.refuse(refusal.sentence)

    def _close(self) -> None:
        """Let go of the dialog; what is read for it is not wanted any more."""
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            job = self._work.job
            if job is not None and not job.writes:
                self._work.cancel()
            dialog.hide()
            dialog.deleteLater()


def _ending(command: Import | Replay) -> str:
    """Return what a person should know of what was written."""
    from hcclog.commands.imports import Import

    if isinstance(command, Import):
        return "Undo takes all of it back."
    return "Each entry kept its author and its time."
