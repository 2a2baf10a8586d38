"""Protected stores for tests: who signs in, and with what."""

from __future__ import annotations

from pathlib import Path

from hcclog.domain.ids import IdFactory
from hcclog.domain.people import Person, Role
from hcclog.logbook import Logbook
from hcclog.store.entrance import Credentials
from hcclog.store.opening import open_store
from hcclog.store.people import add_person, protect
from tests.books import Clock, Stamps

PASSWORD = "a long password"
CHEN, HA = "Dr Chen", "Ha"


def protect_with_two(path: Path) -> None:
    """Protect a store: Dr Chen is oncologist and administrator, Ha is a nurse."""
    envelope, _code = protect(path, CHEN, PASSWORD)
    add_person(path, envelope, Person(HA, (Role.NURSE,)), PASSWORD)


def signed_in(path: Path, name: str) -> Logbook:
    """Return the logbook of somebody who signed in."""
    clock = Clock()
    store = open_store(
        str(path), IdFactory(clock.in_ms), clock, credentials=Credentials(name, PASSWORD)
    )
    return Logbook(store, Stamps(author=name, clock=clock))
