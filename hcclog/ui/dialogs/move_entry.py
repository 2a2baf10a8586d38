"""An entry of the wrong patient: whose it is, and why it stood here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLineEdit, QWidget

from hcclog.commands.labels import label_of
from hcclog.commands.moving import Move
from hcclog.commands.refused import Refused
from hcclog.ui.dialogs.form import FormDialog
from hcclog.ui.entering import confirmed
from hcclog.ui.labels import wrapped_label

if TYPE_CHECKING:
    from hcclog.domain.patient import Patient
    from hcclog.ui.desk import Desk


class MoveEntry(FormDialog):
    """Asks for the code of the other patient, and for the reason.

    Attributes:
        code: Input of the code.
        reason: Input of the reason.
        whose: Says who has the code.
    """

    def __init__(self, desk: Desk, entity: Any, parent: QWidget | None = None) -> None:
        super().__init__(desk, f"Move {label_of(entity)}", "Move", parent)
        self._entity = entity
        self.code, self.reason, self.whose = QLineEdit(), QLineEdit(), wrapped_label("", "muted")
        self.add_row("Code of the other &patient", self.code)
        self.add_row("&Reason", self.reason)
        self.code.textChanged.connect(self._say_whose)
        self.column.insertWidget(1, self.whose)
        self._say_whose()

    def commit(self) -> bool:
        reason, record, to = self.reason.text().strip(), self.desk.record(), self._patient()
        if to is None:
            return self._refuse("No patient has this code.", self.code)
        if not reason:
            return self._refuse("A reason is needed: both histories show it.", self.reason)
        if record is None:
            return self._refuse("This patient is no longer in the store.", self.code)
        try:
            move = Move.of(record, self._entity, to, self.desk.new_id())
        except Refused as refusal:
            return self._refuse(refusal.sentence, self.code)
        lifted = self._asked(move)
        if lifted is None or not self.desk.do(move.command(f"{reason}{lifted[0]}", lifted[1])):
            return False
        self.desk.told.emit(f"{move.label}: done. Undo: Ctrl+Z")
        return True

    def _asked(self, move: Move) -> tuple[str, frozenset[str]] | None:
        """Ask what is unlikely about it in the other record; None where a person goes back."""
        from hcclog.entry.questions.find import questions

        clerk = self.desk.clerk(move.copy.patient_id)
        found = questions(clerk, [move.copy]) if clerk is not None else ()
        answer = confirmed(self.desk, found, f"{move.label}?")
        if answer is None:
            self._refuse(found[0].sentence, self.code)
            return None
        return (f". {answer[0]}" if answer[0] else ""), answer[1]

    def _patient(self) -> Patient | None:
        found = self.desk.logbook.find(self.code.text()) if self.code.text().strip() else None
        record = self.desk.record(found) if found is not None else None
        return record.patient if record is not None else None

    def _say_whose(self) -> None:
        patient, typed = self._patient(), self.code.text().strip()
        name = f"{patient.code}  {patient.name}".strip() if patient is not None else ""
        nobody = "No patient has this code." if typed else "It is retracted here and added there."
        self.whose.setText(name or nobody)

    def _refuse(self, sentence: str, at: QLineEdit) -> bool:
        self.desk.refuse(sentence)
        at.setFocus()
        return False
