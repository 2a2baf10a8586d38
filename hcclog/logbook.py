"""The app without a screen: do, undo, redo, read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hcclog.commands.accounting import account, permit, refusals_noted
from hcclog.commands.held import Held
from hcclog.commands.reading import Reading
from hcclog.commands.refused import Refused
from hcclog.commands.reverting import Advanced, take_back, unseen
from hcclog.commands.roles import may_act, may_write, refuse_moves
from hcclog.logs.noting import Event, note

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hcclog.commands.base import Command
    from hcclog.commands.people import People
    from hcclog.commands.signing import Signature, Target
    from hcclog.domain.acts import Act
    from hcclog.domain.people import Person
    from hcclog.store.drafts import Draft
    from hcclog.store.erasing import Erased
    from hcclog.store.journal import Entry, Stacks
    from hcclog.store.stamp import Change, Stamp
    from hcclog.store.transaction import Transaction


@dataclass(slots=True)
class Logbook(Reading):
    """One open store, and who writes in it.

    Attributes:
        stamp: Gives author, station and time for the next entry.
    """

    stamp: Callable[[], Stamp]
    _stacks: Stacks | None = field(default=None, repr=False)

    @property
    def person(self) -> Person | None:
        """Who signed in; None where no password is set."""
        return self.store.person

    @property
    def people(self) -> People:
        """Those who sign in, and what is done about them."""
        from hcclog.commands.people import People

        return People(self.store, self.stamp)

    def may(self, act: Act) -> bool:
        """Return whether who signed in may do this."""
        return may_act(self.person, act)

    def may_write(self, table: str) -> bool:
        """Return whether who signed in may add one of this kind."""
        return not self.store.read_only and may_write(self.person, table)

    def permit(self, act: Act, patient_ids: Iterable[str] = ("",)) -> None:
        """Ask whether something may be done, before more is asked for; a refusal is on record.

        Raises:
            NotPermitted: No role of who signed in allows it.
        """
        permit(self.store, self.stamp, act, patient_ids)

    def account(self, act: Act, patient_ids: Iterable[str] = ("",), **about: str) -> None:
        """Ask whether something may be done that changes no record, and put it on record.

        Args:
            act: What is about to be done: call it before, for what cannot be recorded is not done.
            patient_ids: With whose records; one empty id where it is the store's matter.
            **about: More of it, such as ``format="FHIR"``; never a clinical value.

        Raises:
            NotPermitted: No role of who signed in allows it; the refusal is on record.
            StoreError: It cannot be recorded.
        """
        account(self.store, self.stamp, act, patient_ids, about)

    @property
    def undo_label(self) -> str:
        """What the next undo takes back; empty where there is nothing."""
        stack = self._read_stacks().undo
        return stack[-1].label if stack else ""

    @property
    def redo_label(self) -> str:
        """What the next redo brings again; empty where there is nothing."""
        stack = self._read_stacks().redo
        return stack[-1].label if stack else ""

    def do(self, command: Command, kind: str = "do") -> Change:
        """Apply a command in one transaction.

        Raises:
            Refused: It may not be done, by nobody or not by who signed in; nothing is written.
            StoreError: The store could not write; nothing is written.
        """
        change = self._write(command.apply, command.label, kind, command.reason)
        note(Event.DID, command=type(command), kind=kind)
        return change

    def undo(self, advanced: Advanced = unseen) -> Change:
        """Take back the last thing that this station did.

        Args:
            advanced: Told how many changes are taken back, and of how many; what it raises leaves
                all as it was.

        Raises:
            Refused: There is nothing to undo, or it was changed since.
        """
        return self._revert("undo", advanced)

    def redo(self, advanced: Advanced = unseen) -> Change:
        """Do again what was undone last.

        Args:
            advanced: As for `undo`.

        Raises:
            Refused: There is nothing to redo, or it was changed since.
        """
        return self._revert("redo", advanced)

    def n_changes_of(self, kind: str) -> int:
        """Return how many changes the next ``undo`` or ``redo`` moves; 0 where there is none."""
        entry = self._next(kind)
        return self.store.reader.n_changes_of(entry.id) if entry is not None else 0

    def _next(self, kind: str) -> Entry | None:
        stacks = self._read_stacks()
        stack = stacks.undo if kind == "undo" else stacks.redo
        return stack[-1] if stack else None

    def keep_draft(self, kind: str, patient_id: str, payload: str) -> None:
        """Keep what is typed into a form, so that nothing can take it away before it is saved.

        Args:
            kind: The form, such as ``visit``.
            patient_id: Whose form; empty where it is for nobody yet.
            payload: JSON text.

        Raises:
            StoreError: The store could not write; the draft of before is still there.
        """
        from hcclog.store.drafts import Draft, keep_draft

        stamp = self.stamp()
        keep_draft(self.store, Draft(kind, patient_id, stamp.station, payload, stamp.at_utc))

    def drafts(self) -> tuple[Draft, ...]:
        """Return what was typed at this station and not saved, the oldest first."""
        return self.store.reader.drafts(self.stamp().station)

    def drop_draft(self, kind: str, patient_id: str) -> None:
        """Forget a draft.

        Raises:
            StoreError: The store could not write.
        """
        from hcclog.store.drafts import drop_draft

        drop_draft(self.store, kind, patient_id, self.stamp().station)

    def erase(self, patient_id: str, reason: str) -> Erased:
        """Erase a patient for good; as `hcclog.commands.erasing.erase`."""
        from hcclog.commands.erasing import erase

        erased = erase(self.store, self.stamp, patient_id, reason)
        # It is no entry, so the revision says nothing of it.
        self._held, self._stacks = Held(), None
        return erased

    def sign(self, target: Target, meaning: str, password: str) -> None:
        """Sign a visit or a whole record; as `hcclog.commands.signing.sign`."""
        from hcclog.commands.signing import sign

        sign(self.store, self.stamp, target, meaning, password)

    def signatures(self, patient_id: str) -> tuple[Signature, ...]:
        """Return who signed what of a patient, and whether that still stands so."""
        from hcclog.commands.signing import signatures_of

        return signatures_of(self.store, patient_id)

    def look_again(self) -> None:
        """Find out anew what can be undone: this station wrote on another connection."""
        self._stacks = None

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def _read_stacks(self) -> Stacks:
        if self._stacks is None:
            self._stacks = self.store.reader.stacks(self.stamp().station)
        return self._stacks

    def _revert(self, kind: str, advanced: Advanced) -> Change:
        self._refuse_read_only()
        entry = self._next(kind)
        if entry is None:
            msg = f"There is nothing to {kind}."
            raise Refused(msg)
        change = self._write(
            lambda transaction: take_back(transaction, entry, advanced),
            entry.label,
            kind,
            reverts=entry.id,
        )
        note(Event.DID, kind=kind)
        return change

    def _write(
        self,
        act: Callable[[Transaction], None],
        label: str,
        kind: str,
        reason: str = "",
        reverts: str | None = None,
    ) -> Change:
        """Write one entry, and carry on the records that are held."""
        self._refuse_read_only()
        with (
            refusals_noted(self.store, self.stamp),
            self.store.write(self.stamp(), label, kind, reason, reverts) as transaction,
        ):
            current = transaction.trust(self._held.revision, self._held.records)
            act(transaction)
            refuse_moves(self.person, transaction)
            change = transaction.outcome()
        self._stacks = None
        self._held = self._held.carried_on(transaction, current=current)
        return change

    def _refuse_read_only(self) -> None:
        if self.store.read_only:
            msg = "The store is open to read only; nothing can be written."
            raise Refused(msg)
