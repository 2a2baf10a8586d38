"""One's own password, changed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from hcclog.commands.refused import Refused
from hcclog.store.errors import StoreError
from hcclog.ui.desk import Desk
from hcclog.ui.dialogs.fitted_area import make_room
from hcclog.ui.dialogs.form import FormDialog
from hcclog.ui.signing_in.new_password import NewPassword
from hcclog.ui.signing_in.password_field import PasswordField


class ChangePassword(FormDialog):
    """Asks for the present password, then twice for the new one.

    Attributes:
        before: The present one.
        new: The new one.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Change password", "Change", parent)
        self.before = PasswordField("Present password")
        self.new = NewPassword()
        self.form.addRow("&Present password", self.before)
        self.form.addRow(self.new)
        self.before.setFocus()

    def commit(self) -> bool:
        password = self.new.taken()
        if password is None:
            make_room(self)
            return False
        self.before.say("")
        try:
            self.desk.logbook.people.change_password(self.before.password, password)
        except (Refused, StoreError) as refusal:
            is_before = isinstance(refusal, Refused) and refusal.field == "before"
            (self.before if is_before else self.new.first).say(refusal.sentence)
            make_room(self)
            return False
        self.desk.people_changed.emit()
        self.desk.told.emit("Your password is changed.")
        return True
