"""Erase a patient: what it does, the code typed once more, and why."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from hcclog.commands.erasing import LONGEST_REASON, aftermath
from hcclog.commands.refused import Refused
from hcclog.store.erasing import Erased, holding
from hcclog.store.errors import StoreError
from hcclog.ui.desk import Desk
from hcclog.ui.dialogs.form import FormDialog
from hcclog.ui.labels import wrapped_label
from hcclog.ui.text import plural

_NAMED = 3
_ABOUT = (
    "Every value of this patient is emptied, also in the history, and nothing brings it back: no "
    "undo, no redo. That there were entries, by whom and when, stays on record."
)


class EraseDialog(FormDialog):
    """Lets nobody erase the wrong patient by a slip.

    Attributes:
        code: The patient's code, typed once more.
        reason: Stays on record, so it names nobody.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Erase patient", "Erase for good", parent)
        self._patient_id = desk.patient_id
        record = desk.record()
        self._code = "" if record is None else record.patient.code
        self.column.insertWidget(0, wrapped_label(_ABOUT, "muted"))
        self.column.insertWidget(0, wrapped_label(f"Erase {self._code} for good", "card_title"))
        self.column.insertWidget(2, wrapped_label(_backups(desk), "finding"))
        self.code = QLineEdit()
        self.code.setPlaceholderText(f"type {self._code} to be sure")
        self.reason = QLineEdit("wish of the patient")
        self.reason.setMaxLength(LONGEST_REASON)
        self.add_row("&Code", self.code)
        self.add_row("&Reason", self.reason)
        self.add_button.setDefault(False)
        self.add_button.setAutoDefault(False)

    def commit(self) -> bool:
        if self.code.text().strip() != self._code:
            self._show_refusal(f"Type the code as it stands: {self._code}.")
            self.code.setFocus()
            return False
        try:
            erased = self.desk.logbook.erase(self._patient_id, self.reason.text())
        except Refused as refusal:
            self._show_refusal(refusal.sentence)
            return False
        except StoreError as error:
            self._show_refusal(error.sentence)
            return False
        self._follow(erased)
        return True

    def _follow(self, erased: Erased) -> None:
        self.desk.reread(self._patient_id, "patient")
        left = self.desk.logbook.patients("", 1)
        self.desk.choose_patient(left[0].id if left else "")
        self.desk.told.emit(aftermath(erased))


def _backups(desk: Desk) -> str:
    """Return what the backups still hold, in words."""
    paths = holding(desk.logbook.store, desk.patient_id)
    if not paths:
        return "No backup beside the store holds this patient."
    first, rest = paths[:_NAMED], paths[_NAMED:]
    names = ", ".join(path.name for path in first)
    more = f" and {len(rest)} more" if rest else ""
    verb = "holds" if len(paths) == 1 else "hold"
    stays = "stays" if len(paths) == 1 else "stay"
    n = plural(len(paths), "backup")
    return f"{n} still {verb} this patient, and {stays}: {names}{more}."
