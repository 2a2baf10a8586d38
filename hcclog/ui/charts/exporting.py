"""What the button Export above a chart does, whatever picture the chart shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from hcclog.exchange.accounting import CLIPBOARD

if TYPE_CHECKING:
    from hcclog.report.picture import Picture
    from hcclog.ui.desk import Desk
    from hcclog.ui.dialogs.export_picture import ExportPicture

_NOTHING = "There is no picture to export yet."


class Exporting:
    """Takes the picture that is shown out of the program."""

    def __init__(
        self,
        desk: Desk,
        picture: Callable[[], Picture | None],
        widget: QWidget,
        of: str = "",
    ) -> None:
        """Take the picture anew each time.

        Args:
            desk: Where sentences for the status line go.
            picture: Returns what the chart shows; None where it shows nothing.
            widget: What a dialog opens over.
            of: What it shows, for the record, where that is not the chosen patient.
        """
        self._desk, self._picture, self._widget, self._of = desk, picture, widget, of

    def fill(self, menu: QMenu) -> None:
        """Put the actions into a menu."""
        for words, act in (
            ("&Save picture…\tCtrl+Shift+E", self.save),
            ("&Copy picture\tCtrl+Shift+C", self.copy),
            ("Save &numbers as csv…", self.save_numbers),
        ):
            action = menu.addAction(words)
            action.setEnabled(self._picture() is not None)
            action.triggered.connect(lambda _on, chosen=act: chosen())

    def save(self) -> ExportPicture | None:
        """Open the dialog that saves the picture."""
        picture = self._shown()
        if picture is None:
            return None
        from hcclog.ui.dialogs.export_picture import export_picture

        return export_picture(self._widget, picture, self._desk, self._of)

    def copy(self) -> None:
        """Put the picture into the clipboard, two columns wide and in colour."""
        picture = self._shown()
        if picture is None or not self._may_leave(CLIPBOARD):
            return
        from PySide6.QtGui import QGuiApplication

        from hcclog.report.paper import Paper
        from hcclog.ui.picture_clipboard import COPIED, picture_mime

        QGuiApplication.clipboard().setMimeData(picture_mime(picture, Paper()))
        self._desk.told.emit(COPIED)

    def save_numbers(self) -> None:
        """Ask for the name of a csv file and write the numbers into it."""
        picture = self._shown()
        if picture is None:
            return
        from hcclog.ui.dialogs.saving import ask_path, file_stem, numbers_saved

        name = f"{file_stem(picture.title)}.csv"
        asked = ask_path(self._widget, "Save numbers", name, "Numbers (*.csv)")

        def save(path: str) -> None:
            if self._may_leave("csv"):
                self._desk.told.emit(numbers_saved(picture.numbers(), path).sentence)

        asked.fileSelected.connect(save)

    def _may_leave(self, what: str) -> bool:
        from hcclog.ui.leaving import may_leave

        return may_leave(self._desk, what, self._of)

    def _shown(self) -> Picture | None:
        picture = self._picture()
        if picture is None:
            self._desk.told.emit(_NOTHING)
        return picture
