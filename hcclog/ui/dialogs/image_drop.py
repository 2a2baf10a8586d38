"""An image of a scanner that is dropped on the form of an assessment."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from hcclog.commands.refused import Refused

if TYPE_CHECKING:
    from hcclog.exchange.dicom.image import ImageFacts
    from hcclog.ui.desk import Desk
    from hcclog.ui.dialogs.new_assessment import NewAssessment


class ImageDrop(QObject):
    """Takes images that are dropped anywhere on the form of an assessment."""

    def __init__(self, form: NewAssessment) -> None:
        super().__init__(form)
        self._form = form
        for inside in form.findChildren(QWidget):
            # A field would take the file's path as text.
            inside.setAcceptDrops(False)
        form.setAcceptDrops(True)
        form.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent) or not event.mimeData().hasUrls():
            return False
        event.acceptProposedAction()
        if event.type() is QEvent.Type.Drop:
            self._take(event.mimeData())
        return True

    def ask(self) -> QFileDialog:
        """Open the system's dialog for a file, for hands without a mouse."""
        dialog = QFileDialog(self._form, "An image of this assessment")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self._read(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _take(self, mime: QMimeData) -> None:
        path = dropped_image(mime)
        if path is None:
            self._form.desk.refuse("Drop one DICOM image here; its day and slices are taken.")
        else:
            self._read(path)

    def _read(self, path: Path) -> None:
        facts = read_image(self._form.desk, path)
        if facts is not None:
            self._form.take_image(facts)


def dropped_image(mime: QMimeData) -> Path | None:
    """Return the one DICOM file that is dropped; None where it is anything else."""
    from hcclog.exchange.dicom.image import is_dicom

    urls = mime.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if is_dicom(path) else None


def read_image(desk: Desk, path: Path) -> ImageFacts | None:
    """Return what an image of the chosen patient says; None where it is refused, and said why."""
    from hcclog.exchange.dicom.image import facts_of
    from hcclog.exchange.dicom.person import refuse_other_patient

    record = desk.record()
    if record is None or not desk.logbook.may_write("assessment"):
        desk.refuse("Choose a patient first, in a store that can be written.")
        return None
    try:
        facts = facts_of(path)
        refuse_other_patient(facts.name, facts.codes, record.patient)
    except Refused as refusal:
        desk.refuse(refusal.sentence)
        return None
    return facts
