"""The first password of a store, and the recovery code that is made with it."""

from __future__ import annotations

import getpass
from dataclasses import replace

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from hcclog.domain.people import LONGEST_NAME
from hcclog.ui.desk import Desk
from hcclog.ui.dialogs.fitted_area import FittedArea, fit_to_screen, make_room
from hcclog.ui.dialogs.form import align_labels
from hcclog.ui.labels import wrapped_label
from hcclog.ui.signing_in.code_view import CodeView
from hcclog.ui.signing_in.doing import done_or_said
from hcclog.ui.signing_in.new_password import NewPassword

_WIDTH = 460
_ABOUT = (
    "Once it is protected, the store opens with your name and password, and locks by itself when "
    "nobody is there. Others who work with it can be added afterwards."
)


class CodeDialog(QDialog):
    """A dialog that ends with a recovery code.

    Attributes:
        go_button: Does it.
        code: The code, once there is one.
    """

    def __init__(self, desk: Desk, title: str, go: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        self.pages = QStackedWidget()
        self.code: CodeView | None = None
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go_button = self.buttons.addButton(go, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(self.deleteLater)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(14)
        layout.addWidget(FittedArea(self.pages), 1)
        layout.addWidget(self.buttons)

    def setVisible(self, visible: bool) -> None:
        if visible:
            fit_to_screen(self)
        super().setVisible(visible)

    def show_code(self, code: str) -> None:
        """Show the code; the dialog closes when it is kept."""
        self.code = CodeView(code)
        self.code.kept.connect(self.go_button.setEnabled)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).hide()
        self.go_button.setText("Done")
        self.go_button.setEnabled(False)
        self.pages.addWidget(self.code)
        self.pages.setCurrentWidget(self.code)
        make_room(self)
        self.code.setFocus()

    def reject(self) -> None:
        # Closed before it was kept, the code would be lost: it is shown only once.
        if self.code is None or self.code.written.isChecked():
            super().reject()


class Protect(CodeDialog):
    """Asks for a name and a password.

    Attributes:
        name: Of who sets it: oncologist and administrator from then on.
        new: The password.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Protect this store", "Protect", parent)
        self.name = QLineEdit(getpass.getuser())
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setAccessibleName("Your name")
        self.new = NewPassword("&Password")
        page = QWidget()
        form = QFormLayout()
        form.setSpacing(7)
        form.addRow("Your &name", self.name)
        align_labels(form, self.new.form)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(wrapped_label(_ABOUT))
        column.addLayout(form)
        column.addWidget(self.new)
        column.addStretch(1)
        self.pages.addWidget(page)
        self.go_button.setDefault(True)
        self.name.setFocus()

    def accept(self) -> None:
        if self.code is not None:
            if self.code.written.isChecked():
                super().accept()
            return
        password = self.new.taken()
        if password is None:
            make_room(self)
            return
        made: list[str] = []
        people, name = self.desk.logbook.people, self.name.text()
        if not done_or_said(lambda: made.append(people.protect(name, password)), self.new.first):
            make_room(self)
            return
        person = self.desk.logbook.person
        kept = person.name if person is not None else ""
        self.desk.set_preferences(replace(self.desk.preferences, last_name=kept))
        self.desk.people_changed.emit()
        self.show_code(made[0])
