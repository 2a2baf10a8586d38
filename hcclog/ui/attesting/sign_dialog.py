"""Sign: what it means, and the password once more."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from hcclog.commands.refused import Refused
from hcclog.commands.signing import LONGEST_MEANING, MEANINGS, RECORD, VISIT, Target
from hcclog.store.errors import StoreError
from hcclog.ui.choosing import Mark
from hcclog.ui.desk import Desk
from hcclog.ui.dialogs.form import FormDialog
from hcclog.ui.labels import wrapped_label

_STAYS = (
    "The signature stays for good. When something of it is changed later, it is shown as given to "
    "what stood before."
)


class SignDialog(FormDialog):
    """Asks who is signed in for meaning and password.

    Attributes:
        meaning: One of those that are usual, or own words.
        password: Is never kept.
    """

    def __init__(self, desk: Desk, target: Target, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Sign", "Sign", parent)
        self._target = target
        person = desk.logbook.person
        who = f"{person.name}, {person.role_words}" if person is not None else "Nobody"
        self.column.insertWidget(0, wrapped_label(_STAYS, "muted"))
        self.column.insertWidget(0, wrapped_label(f"{who} signs {_named(desk, target)}", "strong"))
        self.meaning = QComboBox()
        self.meaning.setEditable(True)
        self.meaning.setCompleter(None)  # type: ignore[arg-type]
        self.meaning.addItems(MEANINGS)
        self.meaning.setCurrentIndex(1)
        line = self.meaning.lineEdit()
        if line is not None:
            line.setMaxLength(LONGEST_MEANING)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.add_row("&Meaning", self.meaning)
        self.add_row("&Password", self.password)
        self.password.setFocus()

    def commit(self) -> bool:
        book = self.desk.logbook
        try:
            book.sign(self._target, self.meaning.currentText(), self.password.text())
        except Refused as refusal:
            self._stay(refusal.sentence)
            return False
        except StoreError as error:
            self._stay(error.sentence)
            return False
        self.desk.reread(self._target.patient_id)
        self.desk.told.emit(f"Signed: {_named(self.desk, self._target)}")
        return True

    def _stay(self, sentence: str) -> None:
        self.password.selectAll()
        self.password.setFocus()
        self._show_refusal(sentence)


def sign_visit(desk: Desk, mark: Mark, parent: QWidget) -> SignDialog:
    """Open the dialog for one visit."""
    dialog = SignDialog(desk, Target(desk.patient_id, VISIT, mark[1]), parent)
    dialog.open()
    return dialog


def sign_record(desk: Desk, parent: QWidget | None = None) -> SignDialog:
    """Return the dialog for the chosen patient's whole record."""
    return SignDialog(desk, Target(desk.patient_id, RECORD, desk.patient_id), parent)


def _named(desk: Desk, target: Target) -> str:
    record, timeline = desk.record(target.patient_id), desk.timeline(target.patient_id)
    if record is None or timeline is None:
        return ""
    if target.table == RECORD:
        return f"the record of {record.patient.code} as it stands"
    visit = next((each for each in record.visits if each.id == target.entity_id), None)
    when = "" if visit is None else timeline.chronology.label(visit.on)
    return f"the visit of {when} of {record.patient.code}, with all that was saved with it"
