"""A pile of laboratory slips, one after the other, without a mouse: patient, date, values, next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCompleter,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from hcclog.commands.refused import Refused
from hcclog.entry.lab_defaults import with_known_range
from hcclog.entry.labs import read_lab, read_laboratory
from hcclog.ui.desk import Desk
from hcclog.ui.dialogs.keyed import KeyedDialog
from hcclog.ui.dialogs.slip_lines import SlipLines
from hcclog.ui.entering import enter
from hcclog.ui.labels import plain_label, wrapped_label
from hcclog.ui.text import plural

if TYPE_CHECKING:
    from hcclog.domain.labs import LabResult

_SIZE = (660, 640)
_MOST_CODES, _MOST_SAVED = 8, 5
_HELP = "Enter goes on; an empty line is skipped. Enter on the last line, or Ctrl+Enter, saves."


class LabStack(KeyedDialog):
    """Takes slip after slip.

    Attributes:
        lines: The values of the slip on top.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Stack of lab slips")
        self.resize(*_SIZE)
        self.desk = desk
        self._patient_id = ""
        self._saved: list[str] = []
        self._taking = False
        self.code, self.on, self.laboratory = QLineEdit(), QLineEdit(), QLineEdit()
        self.on.setText(desk.logbook.stamp().today.isoformat())
        self.laboratory.setText(desk.preferences.laboratory)
        self.who = plain_label("", "muted")
        self.lines = SlipLines(self.laboratory)
        self.refusal = wrapped_label("", "refusal")
        self.refusal.hide()
        self.done_so_far = wrapped_label("", "muted")
        self._complete_codes()
        self._lay_out()
        self._connect()
        self.code.setFocus()

    def save(self) -> bool:
        """Save the slip in one command and go on to the next patient; False where refused."""
        self._settle()
        labs = self._read()
        if labs is None:
            return False
        code = self.code.text().strip()
        title = f"Add {plural(len(labs), 'result')} of {code}"
        self._taking = True
        taken = enter(self.desk, labs, title)
        self._taking = False
        if taken:
            self._saved.append(title)
            self._tell_saved()
            self._next_patient()
        return taken

    def take_back(self) -> None:
        """Undo the last slip, if nothing else was done since."""
        self._settle()
        if not self._saved or self.desk.logbook.undo_label != self._saved[-1]:
            self._say("There is no slip to take back, or something else was done after it.")
        elif self.desk.undo():
            self._saved.pop()
            self._tell_saved()

    def reject(self) -> None:
        """Close; a slip that is not saved is not lost without a question."""
        n_typed = len(self.lines.words("", ""))
        if n_typed:
            words = (f"{plural(n_typed, 'value')} of {self.code.text()} would be lost.",)
            if self.desk.confirm("Close without saving this slip?", words, False) is None:
                return
        super().reject()

    def _read(self) -> list[LabResult] | None:
        clerk = self.desk.clerk(self._patient_id) if self._patient_id else None
        if clerk is None:
            self._choose_patient()
            return None
        filled = self.lines.words(self.on.text(), read_laboratory(self.laboratory.text()))
        if not filled:
            self._say("Nothing was typed, so there is nothing to save.")
            return None
        labs = []
        for line, words in filled:
            try:
                labs.append(with_known_range(clerk, read_lab(clerk, words).lab))
            except Refused as refusal:
                self._say(refusal.sentence)
                if refusal.field == "on":
                    self._go(self.on)
                else:
                    self.lines.refuse(line, refusal.field)
                return None
        return labs

    def _choose_patient(self) -> None:
        """Find the patient of the code, and make the lines; an unknown code says so."""
        self._settle()
        code = self.code.text().strip()
        if not code:
            self._say("Which patient? Type the code.")
            self._go(self.code)
            return
        found = self.desk.logbook.find(code) or self._begun(code)
        record = self.desk.record(found) if found else None
        if found is None or record is None:
            self._say(f"There is no patient with the code {code!r}.")
            self._go(self.code)
            return
        if found != self._patient_id:
            self._patient_id = found
            self.code.setText(record.patient.code)
            self.who.setText(record.patient.name)
            self.lines.show_patient(self.desk.clerk(found))
            self._propose_day(found)
        self.lines.understand_on(self.on.text())
        self.lines.start()

    def _propose_day(self, patient_id: str) -> None:
        """Today belongs to a calendar; where days are counted from a day 0, one is to be typed."""
        clerk = self.desk.clerk(patient_id)
        if clerk is None:
            return
        today = clerk.today.isoformat()
        if clerk.is_relative and self.on.text() == today:
            self.on.clear()
        elif not clerk.is_relative and not self.on.text().strip():
            self.on.setText(today)

    def _begun(self, code: str) -> str | None:
        """Return the one patient whose code begins so; None where there are several."""
        patients = self.desk.logbook.patients(code, _MOST_CODES)
        begun = [each for each in patients if each.code.casefold().startswith(code.casefold())]
        return begun[0].id if len(begun) == 1 else None

    def _next_patient(self) -> None:
        self._patient_id = ""
        self.lines.show_patient(None)
        self.who.setText("")
        self.code.clear()
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _code_edited(self, text: str) -> None:
        """Let the lines of another patient go only while nothing is typed in them."""
        self._settle()
        if self._patient_id and not self.lines.words("", ""):
            self._patient_id = ""
            self.lines.show_patient(None)
            self.who.setText("")
        found = self.desk.logbook.patients(text, _MOST_CODES) if text.strip() else ()
        self._codes.setStringList([patient.code for patient in found])

    def _code_entered(self) -> None:
        record = self.desk.record(self._patient_id) if self._patient_id else None
        typed = self.code.text().strip()
        if record is not None and record.patient.code != typed and self.lines.words("", ""):
            self._say(f"The values below are of {record.patient.code}; save or clear them first.")
            self.code.setText(record.patient.code)
            return
        self._choose_patient()

    def _complete_codes(self) -> None:
        self._codes = QStringListModel(self)
        completer = QCompleter(self._codes, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.code.setCompleter(completer)

    def _connect(self) -> None:
        self.code.textEdited.connect(self._code_edited)
        self.code.returnPressed.connect(self._code_entered)
        self.on.returnPressed.connect(self._choose_patient)
        self.laboratory.returnPressed.connect(self._choose_patient)
        self.on.textEdited.connect(self.lines.understand_on)
        self.lines.ended.connect(self.save)
        self.lines.edited.connect(self._settle)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.save)
        self.desk.refused.connect(self._hear)
        self.desk.failed.connect(self._hear)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(9)
        for words, field in (
            ("&Patient code", self.code),
            ("&Date", self.on),
            ("&Laboratory", self.laboratory),
        ):
            field.setAccessibleName(words.replace("&", ""))
            form.addRow(words, field)
        form.addRow("", self.who)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        within = QWidget()
        column = QVBoxLayout(within)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(self.lines)
        column.addStretch(1)
        area.setWidget(within)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        layout.addLayout(form)
        layout.addWidget(area, 1)
        layout.addWidget(self.refusal)
        layout.addWidget(wrapped_label(_HELP, "muted"))
        layout.addWidget(self.done_so_far)
        layout.addWidget(self._buttons())

    def _buttons(self) -> QDialogButtonBox:
        buttons, role = QDialogButtonBox(), QDialogButtonBox.ButtonRole
        save = buttons.addButton("Save slip   Ctrl+Enter", role.AcceptRole)
        self.back = buttons.addButton("&Undo last slip", role.ActionRole)
        close = buttons.addButton("Close", role.RejectRole)
        # Enter belongs to the lines.
        for button in (save, self.back, close):
            button.setAutoDefault(False)
        self.back.setEnabled(False)
        save.clicked.connect(self.save)
        self.back.clicked.connect(self.take_back)
        close.clicked.connect(self.reject)
        return buttons

    def _tell_saved(self) -> None:
        self.back.setEnabled(bool(self._saved))
        last = [title.removeprefix("Add ") for title in reversed(self._saved[-_MOST_SAVED:])]
        n_saved = plural(len(self._saved), "slip")
        self.done_so_far.setText(f"{n_saved} saved: {'; '.join(last)}." if last else "")

    def _hear(self, sentence: str) -> None:
        """Say a refusal of this slip; those of the main window are its own."""
        if self._taking:
            self._say(sentence)

    def _say(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.show()

    def _settle(self) -> None:
        self.refusal.hide()
        self.lines.settle()

    def _go(self, field: QLineEdit) -> None:
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()
