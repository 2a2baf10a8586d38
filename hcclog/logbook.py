"""The app without a screen: do, undo, redo, read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hcclog.commands.accounting import account, refusals_noted
from hcclog.commands.held import Held
from hcclog.commands.refused import Refused
from hcclog.commands.reverting import refuse_if_changed_since
from hcclog.commands.roles import may_act, may_write, refuse_moves
from hcclog.logs.noting import Event, note

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from hcclog.commands.base import Command
    from hcclog.commands.people import People
    from hcclog.commands.signing import Signature, Target
    from hcclog.domain.acts import Act
    from hcclog.domain.patient import Patient
    from hcclog.domain.people import Person
    from hcclog.domain.record import PatientRecord
    from hcclog.store.drafts import Draft
    from hcclog.store.erasing import Erased
    from hcclog.store.journal import ChangeRow, Entry, Stacks
    from hcclog.store.stamp import Change, Stamp
    from hcclog.store.store import Store
    from hcclog.store.transaction import Transaction

_AT_ONCE = 1000
Advanced = Callable[[int, int], None]


def _unseen(_done: int, _of: int) -> None:
    """Let work go on that nobody watches."""


@dataclass(slots=True)
class Logbook:
    """One open store, and who writes in it.

    Attributes:
        stamp: Gives author, station and time for the next entry.
    """

    store: Store
    stamp: Callable[[], Stamp]
    _stacks: Stacks | None = field(default=None, repr=False)
    _held: Held = field(default_factory=Held, repr=False)

    def patients(self, text: str = "", limit: int = 50, offset: int = 0) -> tuple[Patient, ...]:
        """Return patients by code, those whose code, name or drugs hold the text."""
        return self.store.reader.patients(text, limit, offset)

    def n_patients(self, text: str = "") -> int:
        """Return how many patients there are, or match the text."""
        return self.store.reader.n_patients(text)

    def find(self, code: str) -> str | None:
        """Return the id of the patient with this code."""
        return self.store.reader.find_patient(code)

    def namesakes(self, name: str) -> tuple[Patient, ...]:
        """Return the patients of this name; case, marks and spaces do not matter."""
        return self.store.reader.namesakes(name)

    def patient(self, patient_id: str) -> PatientRecord | None:
        """Return everything logged of one patient."""
        revision = self.revision
        if self._held.revision != revision:
            self._held = Held(revision)
        held = self._held.records
        if patient_id not in held:
            self._held.make_room()
            held[patient_id] = self.store.reader.record(patient_id)
        return held[patient_id]

    def last_range(
        self, analyte: str, unit: str, laboratory: str, sex: str
    ) -> tuple[Decimal | None, Decimal | None] | None:
        """Return the newest reference range of a test at a laboratory, for one sex."""
        return self.store.reader.last_range(analyte, unit, laboratory, sex)

    def history(
        self, patient_id: str | None = None
    ) -> tuple[tuple[Entry, ...], tuple[ChangeRow, ...]]:
        """Return the entries and changes of one patient, or of the whole store, oldest first."""
        reader = self.store.reader
        if patient_id is None:
            return reader.entries(), reader.changes()
        return reader.entries(patient_id), reader.changes("patient_id", (patient_id,))

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
    def revision(self) -> int:
        """The number of the last entry."""
        return self.store.reader.n_entries()

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
        self._refuse_read_only()
        with (
            refusals_noted(self.store, self.stamp),
            self.store.write(self.stamp(), command.label, kind, command.reason) as transaction,
        ):
            current = transaction.trust(self._held.revision, self._held.records)
            command.apply(transaction)
            refuse_moves(self.person, transaction)
            change = transaction.outcome()
        note(Event.DID, command=type(command), kind=kind)
        self._stacks = None
        self._carry_on(transaction, current=current)
        return change

    def undo(self, advanced: Advanced = _unseen) -> Change:
        """Take back the last thing that this station did.

        Args:
            advanced: Told how many changes are taken back, and of how many; what it raises leaves
                all as it was.

        Raises:
            Refused: There is nothing to undo, or it was changed since.
        """
        return self._revert(self._next("undo"), "undo", advanced)

    def redo(self, advanced: Advanced = _unseen) -> Change:
        """Do again what was undone last.

        Args:
            advanced: As for `undo`.

        Raises:
            Refused: There is nothing to redo, or it was changed since.
        """
        return self._revert(self._next("redo"), "redo", advanced)

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

    def _revert(self, entry: Entry | None, kind: str, advanced: Advanced) -> Change:
        self._refuse_read_only()
        if entry is None:
            msg = f"There is nothing to {kind}."
            raise Refused(msg)
        with (
            refusals_noted(self.store, self.stamp),
            self.store.write(self.stamp(), entry.label, kind, "", entry.id) as transaction,
        ):
            current = transaction.trust(self._held.revision, self._held.records)
            changes = transaction.reader.changes("entry_id", (entry.id,))
            refuse_if_changed_since(transaction, entry, changes)
            back = changes[::-1]
            for start in range(0, len(back), _AT_ONCE):
                advanced(start, len(back))
                transaction.revert_all(back[start : start + _AT_ONCE])
            refuse_moves(self.person, transaction)
            outcome = transaction.outcome()
        note(Event.DID, kind=kind)
        self._stacks = None
        self._carry_on(transaction, current=current)
        return outcome

    def _carry_on(self, transaction: Transaction, *, current: bool) -> None:
        """Hold the records as an entry left them; forget them where others wrote before it."""
        revision, last = transaction.revision, self._held.revision
        if revision is not None:
            whole = current and revision == last + 1
            kept = {key: transaction.records[key] for key in self._held.records} if whole else {}
            self._held = Held(revision, kept)

    def _refuse_read_only(self) -> None:
        if self.store.read_only:
            msg = "The store is open to read only; nothing can be written."
            raise Refused(msg)
