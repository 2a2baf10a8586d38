"""Commands on any noun: add, amend, retract; each noun's own checks stand in its own module."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from hcclog.commands.checks import check
from hcclog.commands.labels import label_of
from hcclog.commands.refused import Refused
from hcclog.domain.record import NOUN_OF_TABLE, NOUNS, REFERENCES
from hcclog.store.codec import patient_of, table_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.domain.record import PatientRecord
    from hcclog.store.transaction import Transaction

Entity = Any


class Command(Protocol):
    """One thing a user can do."""

    @property
    def label(self) -> str:
        """What the menu says after Undo, such as ``Add AFP 53.43 ng/mL``."""

    @property
    def reason(self) -> str:
        """Why, where a correction asks for it; empty otherwise."""

    def apply(self, transaction: Transaction) -> None:
        """Write through the transaction.

        Raises:
            Refused: The user may not do this; nothing is written.
        """


@dataclass(frozen=True, slots=True)
class Add:
    """Add one entity of any noun, or several that belong together.

    Attributes:
        accepted: Checks that a person lifted by confirming, such as ``after-today``.
    """

    entities: tuple[Entity, ...]
    reason: str = ""
    title: str = ""
    accepted: frozenset[str] = frozenset()

    @property
    def label(self) -> str:
        """The title, or the first entity in words."""
        return self.title or f"Add {label_of(self.entities[0])}"

    def apply(self, transaction: Transaction) -> None:
        """Check and create each entity in turn."""
        for entity in self.entities:
            check(transaction, entity, self.accepted)
            if transaction.reader.get(table_of(entity), entity.id) is not None:
                noun = NOUN_OF_TABLE[table_of(entity)]
                msg = f"This {noun.label} is already in the record."
                raise Refused(msg)
            transaction.create(entity)


@dataclass(frozen=True, slots=True)
class Amend:
    """Replace an entity's values; the old ones stay in the journal.

    Attributes:
        seen: The entity as it was when the correction began.
        accepted: Checks that a person lifted by confirming, such as ``after-today``.
    """

    entity: Entity
    reason: str = ""
    seen: Entity | None = None
    accepted: frozenset[str] = frozenset()
    title: str = ""

    @property
    def label(self) -> str:
        """The title, or what is corrected."""
        return self.title or f"Correct {label_of(self.entity)}"

    def apply(self, transaction: Transaction) -> None:
        """Check and write the new values.

        Raises:
            Refused: The entity is gone, or somebody changed it since it was `seen`.
        """
        before = _found(transaction, table_of(self.entity), self.entity.id)
        if self.seen is not None and before not in {self.seen, self.entity}:
            name = label_of(before)
            raise Refused(f"{name} was changed elsewhere since you opened it; look at both.")
        if patient_of(before) != patient_of(self.entity):
            msg = "A value is moved to another patient by retracting it here and adding it there."
            raise Refused(msg)
        check(transaction, self.entity, self.accepted)
        transaction.update(self.entity)


@dataclass(frozen=True, slots=True)
class Retract:
    """Take an entity, and all that hangs on it, out of the record."""

    table: str
    entity_id: str
    reason: str = ""
    name: str = ""

    @property
    def label(self) -> str:
        """What is retracted."""
        return f"Retract {self.name or NOUN_OF_TABLE[self.table].label}"

    def apply(self, transaction: Transaction) -> None:
        """Void the children first, then the entity.

        Raises:
            Refused: There is no such entity.
        """
        entity = _found(transaction, self.table, self.entity_id)
        record = transaction.record(patient_of(entity))
        if record is None:
            msg = "This patient is no longer in the store."
            raise Refused(msg)
        for table, entity_id in with_children(record, self.table, self.entity_id):
            transaction.void(table, entity_id)


@dataclass(frozen=True, slots=True)
class Together:
    """Several commands as one: one entry of the journal, and one undo takes all of it back.

    They are applied in their order, so that a later one may build on an earlier one.
    """

    commands: tuple[Command, ...]
    label: str
    reason: str = ""

    def apply(self, transaction: Transaction) -> None:
        """Apply each in turn; what one refuses leaves nothing of the others.

        Raises:
            Refused: One of them may not be done, or there is none.
        """
        if not self.commands:
            msg = "Nothing was entered, so there is nothing to save."
            raise Refused(msg)
        for command in self.commands:
            command.apply(transaction)


def _found(transaction: Transaction, table: str, entity_id: str) -> Entity:
    entity = transaction.reader.get(table, entity_id)
    if entity is None:
        msg = f"This {NOUN_OF_TABLE[table].label} is no longer in the record."
        raise Refused(msg)
    return entity


def with_children(record: PatientRecord, table: str, entity_id: str) -> list[tuple[str, str]]:
    """Return an entity and everything that refers to it, children before parents."""
    taken = {(table, entity_id)}
    for noun in NOUNS[1:]:
        for entity in getattr(record, noun.attribute):
            if taken.intersection(_parents(entity)):
                taken.add((noun.table, entity.id))
    order = {noun.table: place for place, noun in enumerate(NOUNS)}
    return sorted(taken, key=lambda key: -order[key[0]])


def _parents(entity: Entity) -> Iterator[tuple[str, str]]:
    for column, table in REFERENCES.items():
        parent = getattr(entity, column, None)
        if parent is not None:
            yield table, parent
