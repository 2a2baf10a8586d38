"""Export: whose records, in what format, known by whom, where to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from hcclog.exchange.outgoing.formats import FORMATS, Format
from hcclog.exchange.outgoing.purposes import purpose_of
from hcclog.ui.dialogs.fitted_area import FittedArea, make_room
from hcclog.ui.dialogs.form import filled
from hcclog.ui.dialogs.keyed import KeyedDialog
from hcclog.ui.dialogs.saving import file_stem
from hcclog.ui.exchanging.audience import Audience
from hcclog.ui.exchanging.leaving_box import LeavingBox, LeavingChoice
from hcclog.ui.exchanging.target import TargetField
from hcclog.ui.labels import wrapped_label

if TYPE_CHECKING:
    from hcclog.ui.desk import Desk

_WIDTH = 560
_EXPORT, _REPLACE = "E&xport", "&Replace"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asks of an export."""

    audience: Audience
    what: Format
    path: Path
    leaving: LeavingChoice


class ExportDialog(KeyedDialog):
    """Asks for an export; what it could not do is said in it, and what was chosen stays.

    Signals:
        asked: An export is wanted.
        review_wanted: A person wants to look at the free texts of an audience.
    """

    asked = Signal(object)  # Asked
    review_wanted = Signal(object)  # Audience

    def __init__(
        self, desk: Desk, audiences: Sequence[Audience], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export")
        self.setMinimumWidth(_WIDTH)
        self._desk = desk
        self._agreed: Path | None = None
        self.audience = filled(QComboBox(), [(each.words, each) for each in audiences])
        self.what = filled(QComboBox(), [(each.words, each.name) for each in FORMATS.values()])
        self.purpose = wrapped_label("", "muted")
        self.leaving = LeavingBox()
        self.target = TargetField()
        self.refusal = wrapped_label("", "refusal")
        self.refusal.hide()
        self.export_button = QPushButton(_EXPORT)
        self._lay_out()
        for box in (self.audience, self.what):
            box.currentIndexChanged.connect(self._follow)
        self.audience.currentIndexChanged.connect(lambda _n: self.leaving.forget_review())
        self.leaving.turned.connect(self._follow)
        self.leaving.review_wanted.connect(
            lambda: self.review_wanted.emit(self.audience.currentData())
        )
        self.target.path_changed.connect(self._forget_answer)
        self._follow()
        self.what.setFocus()

    def format(self) -> Format:
        """Return the format that is chosen."""
        return FORMATS[str(self.what.currentData())]

    def say(self, sentence: str) -> None:
        """Say why the export could not be."""
        self.refusal.setText(sentence)
        self.refusal.show()
        make_room(self)

    def submit(self) -> None:
        """Ask for the export, unless something stands in its way, which is said."""
        self.refusal.hide()
        trouble, path = self.target.trouble(), self.target.path()
        if trouble or path is None:
            self.say(trouble)
            self.target.line.setFocus()
            return
        if self.target.is_taken() and self._agreed != path:
            self._agreed = path
            self.export_button.setText(_REPLACE)
            self.say(self._question(path))
            return
        audience: Audience = self.audience.currentData()
        self.asked.emit(Asked(audience, self.format(), path, self.leaving.choice()))

    def _question(self, path: Path) -> str:
        if path.is_dir():
            return (
                f"{path.name} holds files already. Replace writes over those of the same names"
                " and leaves the others."
            )
        return f"{path.name} is there already. Replace writes over it."

    def _follow(self) -> None:
        """Say what the format is for, and propose a name: a code, never a patient's name."""
        what = self.format()
        self.purpose.setText(purpose_of(what.name))
        audience: Audience = self.audience.currentData()
        several = what.is_one_each and len(audience.ids()) != 1
        is_folder = what.is_folder or several
        stem = stem_for(self._desk, audience, self.leaving.choice())
        self.target.propose(stem if is_folder else f"{stem}{what.ending}", is_folder=is_folder)
        self._forget_answer()
        make_room(self)

    def _forget_answer(self) -> None:
        self._agreed = None
        self.export_button.setText(_EXPORT)
        self.refusal.hide()

    def _lay_out(self) -> None:
        body = QWidget()
        form = QFormLayout(body)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(8)
        for words, field in (
            ("&Patients", self.audience),
            ("&Format", self.what),
            ("", self.purpose),
            ("", self.leaving),
            ("&Where to", self.target),
        ):
            if words:
                field.setAccessibleName(words.replace("&", ""))
            form.addRow(words, field)
        self.form = form
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(FittedArea(body), 1)
        layout.addWidget(self.refusal)
        layout.addWidget(self._buttons())

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        box.rejected.connect(self.reject)
        self.export_button.setProperty("primary", True)
        box.addButton(self.export_button, QDialogButtonBox.ButtonRole.ActionRole)
        self.export_button.clicked.connect(self.submit)
        for each in box.findChildren(QPushButton):
            each.setAutoDefault(False)
        return box


def stem_for(desk: Desk, audience: Audience, leaving: LeavingChoice) -> str:
    """Return what an export is named after: one patient's code, unless nobody may be known."""
    if audience.code and not leaving.is_deidentified:
        return file_stem(audience.code)
    today = desk.logbook.stamp().today
    return f"patient-{today}" if audience.code else f"patients-{today}"
