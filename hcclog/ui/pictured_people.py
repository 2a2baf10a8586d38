"""The dialogs on people and passwords that the pictures show, and the pages at the door."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from hcclog.domain.people import Person, Role
from hcclog.store.errors import WrongPassword
from hcclog.ui.signing_in.card import CardPage
from hcclog.ui.signing_in.change_password import ChangePassword
from hcclog.ui.signing_in.gate import OwnPasswordPage, RecoveryPage
from hcclog.ui.signing_in.locker import ABOUT
from hcclog.ui.signing_in.people_dialog import PeopleDialog
from hcclog.ui.signing_in.person_dialogs import (
    AddPerson,
    ChangeRoles,
    LendPassword,
    NewCode,
    RemovePerson,
    Unprotect,
)
from hcclog.ui.signing_in.protect import Protect
from hcclog.ui.signing_in.sign_in_page import SignInPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from hcclog.ui.desk import Desk

_ANNA = Person("Anna Kowalska", (Role.NURSE,), must_change=True)
_MIRA = Person("Mira Sandoval", (Role.ONCOLOGIST, Role.ADMINISTRATOR))
# A made-up code: it opens nothing.
_CODE = "7QK2M-H4RT9-XW3PB-60ZJD-8YVCN-5FGAE"


def _signing_in() -> CardPage:
    page = SignInPage("Sign in", "A password protects this store.", _ANNA.name)
    page.password.line.setText("not the password")
    page.refuse(WrongPassword())
    return page


def _recovering() -> CardPage:
    page = RecoveryPage()
    page.code.line.setText(_CODE)
    page.ask_password((_ANNA.name,))
    return page


def _locked() -> CardPage:
    page = SignInPage("Locked", ABOUT.format(name=_ANNA.name), _ANNA.name)
    page.code_button.hide()
    return page


def _people(desk: Desk) -> QDialog:
    dialog = PeopleDialog(desk)
    dialog.show_people((_MIRA, _ANNA))
    return dialog


PEOPLE: tuple[tuple[str, Callable[[Desk], QDialog | None]], ...] = (
    ("protect", Protect),
    ("people", _people),
    ("add a person", AddPerson),
    ("roles", lambda desk: ChangeRoles(desk, _ANNA)),
    ("lend a password", lambda desk: LendPassword(desk, _ANNA)),
    ("remove a person", lambda desk: RemovePerson(desk, _ANNA)),
    ("recovery code", lambda desk: NewCode(desk, _CODE)),
    ("remove the protection", Unprotect),
    ("change password", ChangePassword),
)
PAGES: tuple[tuple[str, Callable[[], CardPage]], ...] = (
    ("sign in", _signing_in),
    ("locked", _locked),
    ("own password", OwnPasswordPage),
    ("recover", _recovering),
)
