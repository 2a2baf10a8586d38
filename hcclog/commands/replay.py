"""Take over the whole journal of another store: every entry as it was, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hcclog.commands.refused import Refused

if TYPE_CHECKING:
    from hcclog.store.replaying import Step
    from hcclog.store.transaction import Transaction


def _unseen(_done: int, _of: int) -> None:
    """Let nobody watch."""


@dataclass(frozen=True, slots=True)
class Replay:
    """Write a journal into an empty store, revision by revision.

    It is no entry of its own: its entries keep who wrote them, where and when, and are undone as
    they would have been where they were written.

    Attributes:
        label: What is taken over.
        document: Name of the file, for a refusal.
        journal_id: The store that the journal began in.
        head: Hash of its last change.
        n_written: How many changes it holds.
        steps: Reads the journal: each entry, then its changes.
        advanced: Told how many changes are written, and of how many; what it raises undoes all.
    """

    label: str
    document: str
    journal_id: str
    head: str
    n_written: int
    steps: Callable[[], Iterable[Step]] = field(compare=False)
    reason: str = ""
    accepted: frozenset[str] = frozenset()
    advanced: Callable[[int, int], None] = field(default=_unseen, compare=False)

    @property
    def counted(self) -> str:
        """How much it writes: ``214 changes``."""
        return f"{self.n_written:,} {'change' if self.n_written == 1 else 'changes'}"

    def apply(self, transaction: Transaction) -> None:
        """Write every entry and change, and check that they are those that were announced.

        Raises:
            Refused: The journal breaks somewhere, or the store is not empty; nothing is written.
        """
        from hcclog.store.replaying import Unfit, replay

        try:
            tip = replay(transaction, self.journal_id, self._watched())
        except Unfit as fault:
            raise Refused(f"{self.document} cannot be taken over: {fault}") from fault
        if tip != self.head:
            raise Refused(f"{self.document} was changed while it was read; nothing is written.")

    def _watched(self) -> Iterable[Step]:
        from hcclog.store.journal import ChangeRow

        done = 0
        for step in self.steps():
            if isinstance(step, ChangeRow):
                self.advanced(done, self.n_written)
                done += 1
            yield step
