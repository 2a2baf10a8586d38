"""Write what a file brings: all of it as one entry of the journal, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from hcclog.commands.base import Add, Amend, Command, Retract
from hcclog.commands.many import add_results
from hcclog.domain.labs import LabResult
from hcclog.store.codec import table_of

if TYPE_CHECKING:
    from hcclog.store.transaction import Transaction

Entity = Any
_ENTRY = ("entry", "entries")
_COUNTED = {"lab_result": ("result", "results"), "measurement": ("size", "sizes")}


def _unseen(_done: int, _of: int) -> None:
    """Let nobody watch."""


@dataclass(frozen=True, slots=True)
class Import:
    """Create, amend and retract what a file says.

    Attributes:
        document: The file that brings it.
        created: New entities, parents before children.
        amended: Entities as they were seen, and as they become.
        retracted: Table and id of what the file took out.
        accepted: Checks that a person lifted by confirming, such as ``after-today``.
        advanced: Told how much is written, and of how much; what it raises undoes all.
    """

    document: str
    created: tuple[Entity, ...] = ()
    amended: tuple[tuple[Entity, Entity], ...] = ()
    retracted: tuple[tuple[str, str], ...] = ()
    reason: str = ""
    accepted: frozenset[str] = frozenset()
    advanced: Callable[[int, int], None] = field(default=_unseen, compare=False)

    @property
    def label(self) -> str:
        """What the menu says after Undo, such as ``Import labs.csv: 214 results``."""
        return f"Import {self.document}: {self.counted}"

    @property
    def counted(self) -> str:
        """How much it writes: ``214 results``, ``3 entries``."""
        tables = {table for table, _ in self.retracted}
        tables |= {table_of(each) for each in (*self.created, *(now for _, now in self.amended))}
        one, many = _COUNTED.get(next(iter(tables), ""), _ENTRY) if len(tables) == 1 else _ENTRY
        return f"{self.n_written:,} {one if self.n_written == 1 else many}"

    @property
    def n_written(self) -> int:
        """How many entities it moves."""
        return len(self.created) + len(self.amended) + len(self.retracted)

    def apply(self, transaction: Transaction) -> None:
        """Check and write each.

        Raises:
            Refused: One of them may not be written; nothing is.
        """
        n_done = 0
        for is_lab, run in groupby(self.created, key=lambda each: isinstance(each, LabResult)):
            some = tuple(run)
            if is_lab:
                add_results(transaction, some, self.accepted, self._teller(n_done))
            else:
                self._each(transaction, n_done, [self._add(entity) for entity in some])
            n_done += len(some)
        self._each(
            transaction,
            n_done,
            [
                *(Amend(now, seen=seen, accepted=self.accepted) for seen, now in self.amended),
                *(Retract(table, entity_id) for table, entity_id in self.retracted),
            ],
        )

    def _each(self, transaction: Transaction, n_done: int, commands: Sequence[Command]) -> None:
        for n, command in enumerate(commands, start=n_done):
            self.advanced(n, self.n_written)
            command.apply(transaction)

    def _add(self, entity: Entity) -> Add:
        return Add((entity,), accepted=self.accepted)

    def _teller(self, n_done: int) -> Callable[[int], None]:
        return lambda n: self.advanced(n_done + n, self.n_written)
