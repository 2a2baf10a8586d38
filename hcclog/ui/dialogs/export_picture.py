"""Save or copy a picture: kind, width, style; what is seen is what is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from hcclog.exchange.accounting import CLIPBOARD
from hcclog.report.drawing import Drawing
from hcclog.report.figure_files import KINDS, save_on
from hcclog.report.palette import Look
from hcclog.report.paper import (
    COLUMN_MM,
    LEAST_HEIGHT_MM,
    LEAST_MM,
    MOST_HEIGHT_MM,
    MOST_MM,
    PAGE_MM,
    Paper,
    printed,
    remarks,
)
from hcclog.report.picture import Picture, Viewed
from hcclog.report.typeface import gui_application
from hcclog.ui.dialogs.fitted_area import FittedArea
from hcclog.ui.dialogs.form import filled
from hcclog.ui.dialogs.keyed import KeyedDialog
from hcclog.ui.dialogs.paper_preview import PaperPreview
from hcclog.ui.dialogs.saving import Saved, ask_path, file_stem, numbers_saved, written
from hcclog.ui.labels import wrapped_label
from hcclog.ui.leaving import why_it_stays
from hcclog.ui.picture_clipboard import COPIED, picture_mime

if TYPE_CHECKING:
    from hcclog.ui.desk import Desk

_KINDS: list[tuple[str, object]] = [
    ("SVG, to be edited", KINDS[0]),
    ("PDF, vectors and fonts", KINDS[1]),
    ("PNG, 300 dots an inch", KINDS[2]),
]
_FILTERS = {".svg": "SVG (*.svg)", ".pdf": "PDF (*.pdf)", ".png": "PNG (*.png)"}
_WIDTHS: list[tuple[str, object]] = [
    (f"{COLUMN_MM:.0f} mm, one column", COLUMN_MM),
    (f"{PAGE_MM:.0f} mm, two columns", PAGE_MM),
    ("another width", None),
]
_STYLES: list[tuple[str, object]] = [
    ("colour", Look.COLOUR),
    ("grey", Look.GREY),
    ("black and white, with arrows", Look.BLACK_AND_WHITE),
]
_AS_NEEDED_MM = LEAST_HEIGHT_MM - 1
_FORM_WIDTH = 262
_INDENT = 9


class ExportPicture(KeyedDialog):
    """Asks how a picture is printed and shows it so; stays open for several files.

    Attributes:
        folder: Where the last file went.
    """

    def __init__(
        self, picture: Picture, desk: Desk, parent: QWidget | None = None, *, of: str = ""
    ) -> None:
        super().__init__(parent)
        gui_application()
        self.setWindowTitle(f"Save picture: {picture.title}")
        self._desk, self._picture, self._of = desk, picture, of
        self.folder = Path()
        views = picture.views() if isinstance(picture, Viewed) else ()
        self.shown = filled(QComboBox(), [*views], len(views) - 1)
        self.kind = filled(QComboBox(), _KINDS, 1)
        self.width_choice = filled(QComboBox(), _WIDTHS, 1)
        self.width_mm = _millimetres(LEAST_MM, MOST_MM, PAGE_MM)
        self.height_mm = _millimetres(_AS_NEEDED_MM, MOST_HEIGHT_MM, _AS_NEEDED_MM)
        self.height_mm.setSpecialValueText("as it needs")
        self.look = filled(QComboBox(), _STYLES)
        self.told = wrapped_label("", "muted")
        self.refusal = wrapped_label("", "refusal")
        self.refusal.hide()
        self.preview = PaperPreview()
        self._lay_out(is_viewed=len(views) > 1)
        for box in (self.shown, self.width_choice, self.look, self.kind):
            box.currentIndexChanged.connect(self.refresh)
        for length in (self.width_mm, self.height_mm):
            length.valueChanged.connect(self.refresh)
        self.refresh()

    @property
    def paper(self) -> Paper:
        """What the picture is printed on."""
        wanted = self.width_choice.currentData()
        height = self.height_mm.value()
        return Paper(
            self.width_mm.value() if wanted is None else float(wanted),
            None if height <= _AS_NEEDED_MM else height,
            Look(self.look.currentData()),
        )

    @property
    def picture(self) -> Picture:
        """What of the picture is shown."""
        chosen: Picture | None = self.shown.currentData()
        return self._picture if chosen is None else chosen

    @property
    def suffix(self) -> str:
        """Ending of the file."""
        return str(self.kind.currentData())

    def refresh(self) -> None:
        """Draw the picture as it is printed now."""
        self.width_mm.setEnabled(self.width_choice.currentData() is None)
        self.refusal.hide()
        drawing = printed(self.picture, self.paper)
        said = self._measures(drawing)
        self.told.setText(said)
        self.preview.show_drawing(drawing, f"{self.picture.description} {said}")

    def save_to(self, chosen: str) -> bool:
        """Write the picture; True where the file is there."""
        picture, paper = self.picture, self.paper
        if self._stays(self.suffix.removeprefix(".")):
            return False
        return self._say(
            written(Path(chosen), self.suffix, KINDS, lambda path: save_on(paper, picture, path))
        )

    def save_numbers_to(self, chosen: str) -> bool:
        """Write the numbers; True where the file is there."""
        if self._stays("csv"):
            return False
        return self._say(numbers_saved(self.picture.numbers(), chosen))

    def copy(self) -> None:
        """Put the picture and its numbers into the clipboard."""
        if self._stays(CLIPBOARD):
            return
        QGuiApplication.clipboard().setMimeData(picture_mime(self.picture, self.paper))
        self._say(Saved(True, COPIED))

    def _stays(self, what: str) -> bool:
        """Put on record what is about to leave; where that cannot be, say why and return True."""
        sentence = why_it_stays(self._desk, what, self._of)
        return bool(sentence) and not self._say(Saved(False, sentence))

    def _measures(self, drawing: Drawing) -> str:
        paper = self.paper
        size = f"{paper.width_mm:g} × {paper.millimetres(drawing.height):.0f} mm"
        letters = f"letters of {paper.smallest_text_points:.1f} pt and more."
        return " ".join((f"{size}, {letters}", *remarks(drawing, paper)))

    def _say(self, saved: Saved) -> bool:
        """Say what became of a file, in the dialog and, where it is there, in the window."""
        # What was said of an earlier file would read as if it were of this one.
        self.refresh()
        self.refusal.setVisible(not saved.is_done)
        if saved.is_done:
            self.told.setText(saved.sentence)
            self._desk.told.emit(saved.sentence)
        else:
            self.refusal.setText(saved.sentence)
        return saved.is_done

    def _ask_picture(self) -> None:
        name = self.folder / f"{file_stem(self._picture.title)}{self.suffix}"
        asked = ask_path(self, "Save picture", str(name), _FILTERS[self.suffix])
        asked.fileSelected.connect(self._keep_folder)
        asked.fileSelected.connect(self.save_to)

    def _ask_numbers(self) -> None:
        name = self.folder / f"{file_stem(self._picture.title)}.csv"
        asked = ask_path(self, "Save numbers", str(name), "Numbers (*.csv)")
        asked.fileSelected.connect(self._keep_folder)
        asked.fileSelected.connect(self.save_numbers_to)

    def _keep_folder(self, chosen: str) -> None:
        self.folder = Path(chosen).parent

    def _lay_out(self, *, is_viewed: bool) -> None:
        side = QWidget()
        form = QFormLayout(side)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        rows: list[tuple[str, QWidget]] = [
            ("&Kind of file", self.kind),
            ("&Width", self.width_choice),
            ("&Other width", self.width_mm),
            ("&Height", self.height_mm),
            ("S&tyle", self.look),
        ]
        for words, field in ([("Sho&wn", self.shown)] if is_viewed else []) + rows:
            field.setAccessibleName(words.replace("&", ""))
            form.addRow(words, field)
        middle = QHBoxLayout()
        middle.setSpacing(18)
        area = FittedArea(side)
        area.setFixedWidth(_FORM_WIDTH)
        middle.addWidget(area)
        middle.addWidget(self.preview, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(middle, 1)
        for label in (self.told, self.refusal):
            layout.addWidget(label)
        layout.addWidget(self._buttons())

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.reject)
        self.copy_button, self.numbers_button = QPushButton("&Copy"), QPushButton("Save &numbers…")
        self.save_button = QPushButton("&Save…")
        self.save_button.setProperty("primary", True)
        for button, act in (
            (self.copy_button, self.copy),
            (self.numbers_button, self._ask_numbers),
            (self.save_button, self._ask_picture),
        ):
            button.clicked.connect(lambda _on, chosen=act: chosen())
            box.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        for each in box.findChildren(QPushButton):
            each.setAutoDefault(False)
        return box


def export_picture(
    parent: QWidget | None, picture: Picture, desk: Desk, of: str = ""
) -> ExportPicture:
    """Open the dialog that saves or copies a picture, whatever it shows."""
    dialog = ExportPicture(picture, desk, parent, of=of)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def _millimetres(least: float, most: float, value: float) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.setRange(least, most)
    box.setDecimals(1)
    box.setSuffix(" mm")
    box.setValue(value)
    # So that its text begins where that of the lists above and below begins.
    box.lineEdit().setTextMargins(_INDENT, 0, 0, 0)
    return box
