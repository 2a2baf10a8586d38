"""Look after who signs in: passwords, roles and the recovery code.

Each deed is asked for by role and put on record before it is done, and so is what is refused.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hcclog.commands.accounting import account
from hcclog.commands.refused import Refused
from hcclog.domain.acts import Act
from hcclog.domain.people import Person, Role, in_order, same_person
from hcclog.store.entrance import Entrance, is_password_of
from hcclog.store.errors import StoreError
from hcclog.store.key_edition import remember_keys
from hcclog.store.sqlite_file import SqliteFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from hcclog.store.keys import Envelope
    from hcclog.store.stamp import Stamp
    from hcclog.store.store import Store


@dataclass(frozen=True, slots=True)
class People:
    """Those who sign in to one open store.

    Attributes:
        stamp: Gives author, station and time for what goes on record.
    """

    store: Store
    stamp: Callable[[], Stamp]

    def all(self) -> tuple[Person, ...]:
        """Return everybody who signs in, in the order they came; nobody where all is open."""
        return tuple(slot.person for slot in self._envelope.slots)

    def protect(self, name: str, password: str) -> str:
        """Set the first password; who sets it is oncologist and administrator.

        Returns:
            The recovery code, which is kept nowhere.

        Raises:
            Refused: It may not be done.
            StoreError: It cannot be done; the store is as open as before.
        """
        from hcclog.store.people import protect

        with self._doing("protected the store", who=name) as path:
            envelope, code = protect(path, name, password)
        self._take(envelope, name)
        return code

    def unprotect(self) -> None:
        """Lay the key open: whoever has the files can read the store from then on.

        Raises:
            Refused: It may not be done.
            StoreError: It cannot be done.
        """
        from hcclog.store.people import unprotect

        with self._doing("removed the protection") as path:
            envelope = unprotect(path, self._sealed())
        self._take(envelope)

    def add(self, name: str, roles: Iterable[Role], password: str) -> None:
        """Let one more sign in, with a password that is changed at the first sign-in.

        Raises:
            Refused: It may not be done.
            StoreError: There is one of that name, or name or password may not be.
        """
        from hcclog.store.people import add_person

        person = Person(name, in_order(set(roles)))
        with self._doing("added", who=name, roles=person.role_words) as path:
            envelope = add_person(path, self._sealed(), person, password)
        self._take(envelope)

    def set_roles(self, name: str, roles: Iterable[Role]) -> None:
        """Give somebody other roles.

        Raises:
            Refused: It may not be done.
            StoreError: There is nobody of that name, or nobody would be administrator.
        """
        from hcclog.store.people import set_roles

        wanted = in_order(set(roles))
        with self._doing("set roles", who=name, roles=", ".join(wanted)) as path:
            envelope = set_roles(path, self._sealed(), name, frozenset(wanted))
        self._take(envelope)

    def set_password(self, name: str, password: str) -> None:
        """Set somebody else's password, which is changed at the next sign-in.

        Raises:
            Refused: It may not be done.
            StoreError: There is nobody of that name, or the password may not be.
        """
        from hcclog.store.people import set_password

        with self._doing("set a password", who=name) as path:
            envelope = set_password(path, self._sealed(), name, password, by_owner=False)
        self._take(envelope)

    def change_password(self, before: str, after: str) -> None:
        """Change one's own password, which takes no role.

        Args:
            before: The present one, for whoever sits there may be somebody else.
            after: The new one.

        Raises:
            Refused: The present one is wrong, or the new one is the same.
            StoreError: The new one may not be.
        """
        from hcclog.store.people import set_password

        person = self.store.person
        envelope = self._sealed()
        if person is None or not is_password_of(envelope, person.name, before):
            raise Refused("The present password is wrong.", "before")
        if is_password_of(envelope, person.name, after):
            raise Refused("That is the present password. Choose another one.", "after")
        with self._doing("changed the own password", of_all=True, who=person.name) as path:
            envelope = set_password(path, envelope, person.name, after)
        self._take(envelope)

    def remove(self, name: str) -> None:
        """Let somebody sign in no more; what stands in the journal stays.

        Raises:
            Refused: It may not be done.
            StoreError: There is nobody of that name, or nobody would be administrator.
        """
        from hcclog.store.people import remove_person

        with self._doing("removed", who=name) as path:
            self._refuse_to_leave(name)
            envelope = remove_person(path, self._sealed(), name)
        self._take(envelope)

    def recover(self, name: str, password: str) -> str:
        """Set the password of somebody after the recovery code opened the store.

        Returns:
            The new recovery code; the one of before opens nothing any more.

        Raises:
            Refused: No recovery code opened the store.
            StoreError: There is nobody of that name, or the password may not be.
        """
        from hcclog.store.people import recover

        if self.store.person is not None:
            raise Refused("A password is recovered only with the recovery code.")
        with self._doing("recovered a password", who=name) as path:
            envelope, code = recover(path, self._sealed(), name, password)
        self._take(envelope, name)
        return code

    def renew_code(self) -> str:
        """Make a new recovery code; the one of before opens nothing any more.

        Raises:
            Refused: It may not be done.
            StoreError: It cannot be done; the code of before goes on.
        """
        from hcclog.store.people import renew_code

        with self._doing("made a new recovery code") as path:
            envelope, code = renew_code(path, self._sealed())
        self._take(envelope)
        return code

    @property
    def _envelope(self) -> Envelope:
        return self._file.envelope

    @property
    def _file(self) -> SqliteFile:
        backend = self.store.backend
        if not isinstance(backend, SqliteFile):
            raise Refused("This store is on a server: the server knows who may sign in.")
        return backend

    def _sealed(self) -> Envelope:
        if self._envelope.is_open:
            raise Refused("No password is set yet. Protect the store first.")
        return self._envelope

    @contextmanager
    def _doing(self, what: str, *, of_all: bool = False, **about: str) -> Iterator[Path]:
        """Ask and put on record; then the deed, and on record too where it cannot be.

        Args:
            what: The deed, in the past tense.
            of_all: True for what everybody may do.
            **about: More of it.
        """
        from hcclog.store.audit import record_events
        from hcclog.store.people import NotAllowed

        if self.store.read_only or self._file.path is None:
            raise Refused("The store is open to read only; nothing can be written.")
        said = {"what": what, **about}
        if of_all:
            record_events(self.store, self.stamp(), Act.PEOPLE, about=said)
        else:
            account(self.store, self.stamp, Act.PEOPLE, about=said)
        try:
            yield self._file.path
        except (NotAllowed, Refused) as refusal:
            noted = {**said, "sentence": refusal.sentence}
            record_events(self.store, self.stamp(), Act.REFUSED, about=noted)
            raise

    def _refuse_to_leave(self, name: str) -> None:
        """Refuse that somebody removes themselves while others could do it."""
        own = self.store.person
        others = [each for each in self.all() if own is not None and each != own]
        is_own = own is not None and same_person(own.name, name)
        if is_own and any(Role.ADMINISTRATOR in each.roles for each in others):
            raise Refused("You cannot remove yourself. Another administrator can.")

    def _take(self, envelope: Envelope, name: str | None = None) -> None:
        """Go on with another envelope; who signed in has the roles that now stand in it."""
        before = self.store.entrance or Entrance(envelope)
        own = before.person.name if name is None and before.person is not None else name
        slot = envelope.slot_of(own) if own is not None else None
        person = slot.person if slot is not None else None
        self._file.envelope = envelope
        self.store.entrance = replace(before, envelope=envelope, person=person)
        # The key file is written: where the store cannot be, its next opening takes note.
        with suppress(StoreError):
            remember_keys(self.store)
