"""The list of those who sign in, and what an administrator does about them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from hcclog.commands.refused import Refused
from hcclog.domain.people import Person
from hcclog.store.errors import StoreError
from hcclog.ui.desk import Desk
from hcclog.ui.dialogs.keyed import KeyedDialog
from hcclog.ui.labels import wrapped_label
from hcclog.ui.signing_in.person_dialogs import (
    AddPerson,
    ChangeRoles,
    LendPassword,
    NewCode,
    RemovePerson,
    Unprotect,
)

_SIZE = (620, 420)
_AROUND = 20
_COLUMNS = ("Name", "Roles", "Password")
_LENT, _OWN = "is changed at the next sign-in", "own"


class PeopleDialog(KeyedDialog):
    """Shows everybody; what is done to one is done to the selected row.

    Attributes:
        view: The list.
        refusal: Why the last thing was not done; hidden while nothing was refused.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("People")
        self.resize(*_SIZE)
        self.desk = desk
        self.view = QTableWidget(0, len(_COLUMNS))
        self.view.setObjectName("people")
        self.view.setAccessibleName("People")
        self.view.setHorizontalHeaderLabels(_COLUMNS)
        self.view.verticalHeader().hide()
        self.view.setShowGrid(False)
        self.view.setTabKeyNavigation(False)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.horizontalHeader().setStretchLastSection(True)
        header_left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.view.horizontalHeader().setDefaultAlignment(header_left)
        self.refusal = wrapped_label("", "refusal")
        self.refusal.hide()
        self.add_button = self._button("&Add…", self._add)
        self.roles_button = self._button("&Roles…", self._change_roles)
        self.password_button = self._button("New &password…", self._lend)
        self.remove_button = self._button("Re&move…", self._remove)
        self.code_button = self._button("New recovery &code…", self._renew_code)
        self.open_button = self._button("Remove the pro&tection…", self._unprotect)
        self._lay_out()
        self.view.itemSelectionChanged.connect(self._say_what_can_be_done)
        desk.people_changed.connect(self.refresh)
        self.refresh()
        self.view.setFocus()

    def refresh(self) -> None:
        """Show who signs in now; the selected person stays so."""
        before = self.chosen()
        everybody = self.desk.logbook.people.all()
        self.view.setRowCount(len(everybody))
        for row, person in enumerate(everybody):
            words = (person.name, person.role_words, _LENT if person.must_change else _OWN)
            for column, text in enumerate(words):
                self.view.setItem(row, column, QTableWidgetItem(text))
        self.view.resizeColumnsToContents()
        for column in range(len(_COLUMNS) - 1):
            self.view.setColumnWidth(column, self.view.columnWidth(column) + _AROUND)
        names = [person.name for person in everybody]
        kept = names.index(before) if before in names else 0
        if everybody:
            self.view.selectRow(kept)
        self._say_what_can_be_done()

    def chosen(self) -> str:
        """Return the name that is selected; empty where none is."""
        item = self.view.item(self.view.currentRow(), 0)
        return item.text() if item is not None else ""

    def _lay_out(self) -> None:
        acting, store = QHBoxLayout(), QHBoxLayout()
        for row, buttons in (
            (acting, (self.add_button, self.roles_button, self.password_button)),
            (store, (self.code_button, self.open_button)),
        ):
            row.setSpacing(8)
            for button in buttons:
                row.addWidget(button)
        acting.addWidget(self.remove_button)
        for row in (acting, store):
            row.addStretch(1)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.refusal)
        layout.addLayout(acting)
        layout.addLayout(store)
        layout.addWidget(close)

    def _button(self, words: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on: act())
        return button

    def _say_what_can_be_done(self) -> None:
        has_one = bool(self.chosen())
        for button in (self.roles_button, self.password_button, self.remove_button):
            button.setEnabled(has_one)

    def _person(self) -> Person | None:
        name = self.chosen()
        return next((each for each in self.desk.logbook.people.all() if each.name == name), None)

    def _add(self) -> AddPerson:
        dialog = AddPerson(self.desk, self)
        dialog.open()
        return dialog

    def _change_roles(self) -> None:
        person = self._person()
        if person is not None:
            ChangeRoles(self.desk, person, self).open()

    def _lend(self) -> None:
        person = self._person()
        own = self.desk.logbook.person
        if person is not None and own is not None and person.name == own.name:
            from hcclog.ui.signing_in.change_password import ChangePassword

            ChangePassword(self.desk, self).open()
        elif person is not None:
            LendPassword(self.desk, person, self).open()

    def _remove(self) -> None:
        person = self._person()
        if person is not None:
            RemovePerson(self.desk, person, self).open()

    def _renew_code(self) -> None:
        made: list[str] = []
        if self._done(lambda: made.append(self.desk.logbook.people.renew_code())):
            self.desk.people_changed.emit()
            NewCode(self.desk, made[0], self).open()

    def _unprotect(self) -> None:
        dialog = Unprotect(self.desk, self)
        dialog.accepted.connect(self.accept)
        dialog.open()

    def _done(self, act: Callable[[], object]) -> bool:
        self.refusal.hide()
        try:
            act()
        except (Refused, StoreError) as refusal:
            self.refusal.setText(refusal.sentence)
            self.refusal.show()
            return False
        return True
