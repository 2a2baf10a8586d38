"""Stores in which people sign in, for tests."""

from __future__ import annotations

from pathlib import Path

from hcclog.cli.opening import note_entrance
from hcclog.domain.ids import IdFactory
from hcclog.domain.people import Role
from hcclog.logbook import Logbook
from hcclog.store.entrance import Credentials
from hcclog.store.opening import open_store
from tests.books import Clock, Stamps, file_of

MEIER, ANNA = "Bergsee 1887", "Talsee 2026"
LENT = "first password"


def protect(book: Logbook, name: str = "meier", password: str = MEIER) -> str:
    """Set the first password; return the recovery code."""
    return book.people.protect(name, password)


def add(book: Logbook, name: str, *roles: Role, password: str = ANNA) -> None:
    """Add somebody whose password is their own already."""
    from hcclog.store.people import set_password

    book.people.add(name, roles, LENT)
    backend = file_of(book)
    assert backend.path is not None
    envelope = set_password(backend.path, backend.envelope, name, password)
    book.people._take(envelope)


def sign_in(path: Path, name: str, password: str) -> Logbook:
    """Open a protected store as somebody."""
    return open_as(path, Credentials(name, password))


def open_as(
    path: Path, credentials: Credentials | None = None, clock: Clock | None = None
) -> Logbook:
    """Open a store with credentials, as the window does."""
    clock = clock or Clock()
    store = open_store(str(path), IdFactory(clock.in_ms), clock, credentials=credentials)
    person = store.person
    book = Logbook(store, Stamps(clock=clock, author=person.name if person else "user"))
    note_entrance(book)
    return book
