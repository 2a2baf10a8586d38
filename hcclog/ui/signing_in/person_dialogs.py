"""What is done about one person, and about all of them: each asks in a small form."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from hcclog.commands.refused import Refused
from hcclog.domain.people import LONGEST_NAME, Person, Role
from hcclog.store.errors import StoreError
from hcclog.ui.desk import Desk
from hcclog.ui.dialogs.fitted_area import make_room
from hcclog.ui.dialogs.form import FormDialog, align_labels
from hcclog.ui.labels import wrapped_label
from hcclog.ui.signing_in.new_password import NewPassword
from hcclog.ui.signing_in.protect import CodeDialog

_LEND = "Tell it to {name}, who signs in with it once and then chooses another one."
_MAY = {
    Role.VIEWER: "&viewer: reads",
    Role.NURSE: "n&urse: enters results, doses given, sizes, visits; corrects what is their own",
    Role.ONCOLOGIST: "&oncologist: enters and corrects everything, prints, signs",
    Role.ADMINISTRATOR: "a&dministrator: people, backups, restore, erasure; enters nothing",
}
_REMOVED = "{name} can no longer sign in. What {name} entered stays, with the name."
_LAID_OPEN = (
    "All names and passwords are removed. Whoever has this computer or the store's files can read "
    "every record from then on, and the history no longer tells one person from another."
)


class RoleBoxes(QWidget):
    """One box a role, with what it may do."""

    def __init__(self, roles: tuple[Role, ...] = ()) -> None:
        super().__init__()
        self.boxes = {role: QCheckBox(_MAY[role]) for role in Role}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for role, box in self.boxes.items():
            box.setChecked(role in roles)
            column.addWidget(box)

    @property
    def roles(self) -> tuple[Role, ...]:
        """Those that are chosen."""
        return tuple(role for role, box in self.boxes.items() if box.isChecked())


class PersonDialog(FormDialog):
    """A form whose refusals are said in it."""

    def setVisible(self, visible: bool) -> None:
        super().setVisible(visible)
        # Lines that break tell their height only once they are shown.
        make_room(self)

    def tried(self, act: Callable[[], object]) -> bool:
        """Do something; where it is refused say why and return False."""
        try:
            act()
        except (Refused, StoreError) as refusal:
            self.refusal.setText(refusal.sentence)
            self.refusal.show()
            make_room(self)
            return False
        self.desk.people_changed.emit()
        return True


class AddPerson(PersonDialog):
    """Asks who else signs in, as what, and with which password at first.

    Attributes:
        name: Of the person.
        roles: As what.
        new: The password at first.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Add a person", "Add", parent)
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.roles = RoleBoxes()
        self.new = NewPassword("First &password")
        self.add_row("&Name", self.name)
        self.form.addRow("Roles", self.roles)
        align_labels(self.form, self.new.form)
        self.form.addRow(self.new)
        self.form.addRow(wrapped_label(_LEND.format(name="the person"), "muted"))
        self.name.setFocus()

    def commit(self) -> bool:
        password = self.new.taken()
        if password is None:
            make_room(self)
            return False
        people, name = self.desk.logbook.people, self.name.text()
        return self.tried(lambda: people.add(name, self.roles.roles, password))


class ChangeRoles(PersonDialog):
    """Asks as what somebody signs in."""

    def __init__(self, desk: Desk, person: Person, parent: QWidget | None = None) -> None:
        super().__init__(desk, f"Roles of {person.name}", "Save", parent)
        self._person = person
        self.roles = RoleBoxes(person.roles)
        self.form.addRow(self.roles)

    def commit(self) -> bool:
        people = self.desk.logbook.people
        return self.tried(lambda: people.set_roles(self._person.name, self.roles.roles))


class LendPassword(PersonDialog):
    """Asks for a password with which somebody signs in once."""

    def __init__(self, desk: Desk, person: Person, parent: QWidget | None = None) -> None:
        super().__init__(desk, f"New password of {person.name}", "Set", parent)
        self._person = person
        self.new = NewPassword()
        self.form.addRow(self.new)
        self.form.addRow(wrapped_label(_LEND.format(name=person.name), "muted"))
        self.new.setFocus()

    def commit(self) -> bool:
        password = self.new.taken()
        if password is None:
            make_room(self)
            return False
        people = self.desk.logbook.people
        return self.tried(lambda: people.set_password(self._person.name, password))


class RemovePerson(PersonDialog):
    """Asks once more before somebody signs in no more."""

    def __init__(self, desk: Desk, person: Person, parent: QWidget | None = None) -> None:
        super().__init__(desk, f"Remove {person.name}", "Remove", parent)
        self._person = person
        self.form.addRow(wrapped_label(_REMOVED.format(name=person.name)))

    def commit(self) -> bool:
        return self.tried(lambda: self.desk.logbook.people.remove(self._person.name))


class Unprotect(PersonDialog):
    """Asks once more before everybody can read the store."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Remove the protection", "Remove all passwords", parent)
        self.sure = QCheckBox("Everybody &may read it")
        self.form.addRow(wrapped_label(_LAID_OPEN))
        self.form.addRow(self.sure)
        self.add_button.setEnabled(False)
        self.sure.toggled.connect(self.add_button.setEnabled)

    def commit(self) -> bool:
        return self.tried(self.desk.logbook.people.unprotect)


class NewCode(CodeDialog):
    """Shows a recovery code that was made just now."""

    def __init__(self, desk: Desk, code: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, "New recovery code", "Done", parent)
        self.show_code(code)

    def accept(self) -> None:
        if self.code is not None and self.code.written.isChecked():
            super().accept()
