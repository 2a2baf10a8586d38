"""Report: whose, on what paper, with which sections; looked at, saved as PDF, printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from hcclog.report.patient.choices import Choices
from hcclog.report.patient.files import ReportFormat
from hcclog.ui.dialogs.fitted_area import FittedArea
from hcclog.ui.dialogs.form import filled
from hcclog.ui.dialogs.keyed import KeyedDialog
from hcclog.ui.exchanging.audience import Audience
from hcclog.ui.exchanging.export_dialog import Asked, stem_for
from hcclog.ui.exchanging.leaving_box import LeavingBox, LeavingChoice
from hcclog.ui.exchanging.pages_view import PagesView
from hcclog.ui.exchanging.report_choices import ReportChoices
from hcclog.ui.exchanging.target import TargetField
from hcclog.ui.labels import plain_label, wrapped_label

if TYPE_CHECKING:
    from hcclog.report.patient.document import Document
    from hcclog.ui.desk import Desk

_SIZE = (1060, 760)
_SIDE = 372
_SAVE, _REPLACE = "&Save as PDF", "&Replace"
_SEVERAL = "The report of the first of them is shown; each has a file of its own."
_NO_SECTION = "Tick at least one section."
_NOBODY = "There is no patient to report on."


@dataclass(frozen=True, slots=True)
class Looked:
    """Which report is to be looked at.

    Attributes:
        patient_id: Whose; of several the first.
    """

    patient_id: str
    choices: Choices
    leaving: LeavingChoice


class ReportDialog(KeyedDialog):
    """Shows a report as it is printed, and asks where it goes.

    Signals:
        look_wanted: A report is to be made, to be looked at; None where none is.
        asked: Reports are to be saved.
        print_wanted: The report that is shown is to be printed.
        review_wanted: A person wants to look at the free texts of an audience.
    """

    look_wanted = Signal(object)  # Looked | None
    asked = Signal(object)  # Asked
    print_wanted = Signal(object)  # Document
    review_wanted = Signal(object)  # Audience

    def __init__(
        self, desk: Desk, audiences: Sequence[Audience], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Report")
        self.resize(*_SIZE)
        self._desk = desk
        self._agreed: object = None
        self.audience = filled(QComboBox(), [(each.words, each) for each in audiences])
        self.chosen = ReportChoices()
        self.leaving = LeavingBox()
        self.target = TargetField()
        self.pages = PagesView()
        self.turned = plain_label("", "muted")
        self.told = wrapped_label("", "muted")
        self.refusal = wrapped_label("", "refusal")
        self.refusal.hide()
        self.save_button = QPushButton(_SAVE)
        self.print_button = QPushButton("&Print…")
        self._lay_out()
        self._connect()
        self._propose()

    def ask_for_look(self) -> None:
        """Ask for the report as it is chosen now."""
        self.refusal.hide()
        choices, ids = self.chosen.choices(), self._audience().ids()
        if not ids or not (choices.board or choices.sections):
            self.look_wanted.emit(None)
            self.pages.show_document(None, _NO_SECTION if ids else _NOBODY)
        else:
            self.told.setText(_SEVERAL if len(ids) > 1 else "")
            self.told.setVisible(len(ids) > 1)
            self.look_wanted.emit(Looked(ids[0], choices, self.leaving.choice()))
        self._follow()

    def show_document(self, document: Document | None, said: str = "") -> None:
        """Show a report that was made, or why there is none."""
        self.pages.show_document(document, said)
        if document is not None and document.left_out:
            self.told.setText(f"No room for {'; '.join(document.left_out)}.")
            self.told.show()
        self._follow()

    def say(self, sentence: str) -> None:
        """Say why it could not be saved or printed."""
        self.refusal.setText(sentence)
        self.refusal.show()

    def submit(self) -> None:
        """Ask for the files, unless something stands in the way, which is said."""
        self.refusal.hide()
        trouble, path = self.target.trouble(), self.target.path()
        if trouble or path is None:
            self.say(trouble)
        elif self.target.is_taken() and self._agreed != path:
            self._agreed = path
            self.save_button.setText(_REPLACE)
            self.say(f"{path.name} is there already. Replace writes over what has the same name.")
        else:
            what = ReportFormat(choices=self.chosen.choices())
            self.asked.emit(Asked(self._audience(), what, path, self.leaving.choice()))

    def _audience(self) -> Audience:
        audience: Audience = self.audience.currentData()
        return audience

    def _propose(self) -> None:
        """Propose a name, as for every export: a code, never a patient's name."""
        audience, is_folder = self._audience(), len(self._audience().ids()) != 1
        stem = stem_for(self._desk, audience, self.leaving.choice())
        name = f"reports-{stem}" if is_folder else f"report-{stem}.pdf"
        self.target.propose(name, is_folder=is_folder)
        self._forget_answer()

    def _forget_answer(self) -> None:
        self._agreed = None
        self.save_button.setText(_SAVE)
        self.refusal.hide()

    def _follow(self) -> None:
        document = self.pages.document
        several = len(self._audience().ids()) > 1
        # Not by what is shown: a click that leaves a field begins another look, and counts.
        choices = self.chosen.choices()
        can_be = bool(choices.board or choices.sections)
        self.save_button.setEnabled(can_be and bool(self._audience().ids()))
        self.print_button.setEnabled(document is not None and not several)
        self.print_button.setToolTip("Save several reports and print the files" if several else "")

    def _say_page(self, page: int, n: int) -> None:
        self.turned.setText(f"Page {page + 1} of {n}" if n else "")

    def _change_audience(self) -> None:
        self.leaving.forget_review()
        self._propose()
        self.ask_for_look()

    def _change_leaving(self) -> None:
        self._propose()
        self.ask_for_look()

    def _connect(self) -> None:
        self.audience.currentIndexChanged.connect(lambda _n: self._change_audience())
        self.chosen.changed.connect(self.ask_for_look)
        self.leaving.turned.connect(self._change_leaving)
        self.leaving.dates.currentIndexChanged.connect(lambda _n: self.ask_for_look())
        self.leaving.review_wanted.connect(lambda: self.review_wanted.emit(self._audience()))
        self.target.path_changed.connect(self._forget_answer)
        self.pages.page_turned.connect(self._say_page)
        self.save_button.clicked.connect(self.submit)
        self.print_button.clicked.connect(lambda: self.print_wanted.emit(self.pages.document))

    def _lay_out(self) -> None:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(10)
        whose, where = _labelled("Pat&ients", self.audience), _labelled("&Where to", self.target)
        column.addLayout(whose)
        for part in (self.chosen, self.leaving):
            column.addWidget(part)
        column.addLayout(where)
        column.addStretch(1)
        area = FittedArea(side)
        area.setFixedWidth(_SIDE)
        right = QVBoxLayout()
        right.setSpacing(4)
        for label in (self.turned, self.told):
            right.addWidget(label)
        right.addWidget(self.pages, 1)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(area)
        middle.addLayout(right, 1)
        body = QVBoxLayout()
        body.setContentsMargins(20, 18, 20, 16)
        body.setSpacing(10)
        body.addLayout(middle, 1)
        body.addWidget(self.refusal)
        body.addWidget(self._buttons())
        self.outer = QVBoxLayout(self)
        self.outer.setContentsMargins(0, 0, 0, 0)
        self.outer.addLayout(body, 1)
        self.told.hide()

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.reject)
        self.save_button.setProperty("primary", True)
        for button in (self.print_button, self.save_button):
            box.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        for each in self.findChildren(QPushButton):
            each.setAutoDefault(False)
        for each in box.findChildren(QPushButton):
            each.setAutoDefault(False)
        return box


def _labelled(words: str, field: QWidget) -> QFormLayout:
    form = QFormLayout()
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
    field.setAccessibleName(words.replace("&", ""))
    form.addRow(words, field)
    return form
