"""Files that are dropped on the window.

A small table that names no patient is shown as pasted cells are, an image of a scanner opens its
assessment, and everything else is shown as what it would bring to the store.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent

from hcclog.commands.refused import Refused
from hcclog.ui.pasting import ENDINGS, ONE_FILE, preview_mime

if TYPE_CHECKING:
    from hcclog.ui.desk import Desk
    from hcclog.ui.main_window import MainWindow


class FileDrop(QObject):
    """Takes a file that is dropped anywhere on the window, whatever page is shown."""

    def __init__(self, desk: Desk, window: MainWindow) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent) or not event.mimeData().hasUrls():
            return False
        event.acceptProposedAction()
        if event.type() is QEvent.Type.Drop:
            take_files(self._desk, event.mimeData(), self._window)
        return True


def take_files(desk: Desk, mime: QMimeData, window: MainWindow) -> None:
    """Show what a dropped file holds, or say why it is not taken."""
    urls = mime.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        desk.refuse(ONE_FILE)
        return
    from hcclog.exchange.dicom.image import is_image

    path = Path(urls[0].toLocalFile())
    if is_image(path):
        from hcclog.ui.image_form import open_for_image

        open_for_image(desk, path, window)
        return
    if desk.patient_id and is_small_table(desk, path):
        preview_mime(desk, mime, window, lesions=False)
        return
    from hcclog.ui.exchanging.exchange import exchange_of

    exchange_of(window).importing.begin(path)


def is_small_table(desk: Desk, path: Path) -> bool:
    """Tell whether a file is a text of cells that names no patient: results of who is chosen.

    Also one that cannot be read: what is wrong with it is then said in the same words as of cells.
    """
    from hcclog.entry.paste.decoding import MOST_BYTES
    from hcclog.exchange.incoming.telling import kind_of

    if path.suffix.casefold() not in ENDINGS or _size(path) > MOST_BYTES:
        return False
    try:
        return kind_of(path).name == "labs" and not _names_patients(desk, path)
    except Refused:
        return True


def _names_patients(desk: Desk, path: Path) -> bool:
    from hcclog.exchange.lab_files.guessing import guess
    from hcclog.exchange.lab_files.mapping import Head, Part
    from hcclog.exchange.lab_files.tables import open_table

    mapping = guess(open_table(path), lambda code: bool(desk.logbook.find(code)))
    return bool(mapping.places_of(Part.PATIENT)) or any(
        each.head is Head.PATIENT for each in mapping.columns
    )


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
