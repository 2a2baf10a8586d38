"""Try what a file would write, and take it back: each refusal before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hcclog.commands.base import Add, Amend, Retract
from hcclog.commands.lifting import AFTER_TODAY, BEFORE_BIRTH
from hcclog.commands.refused import Refused
from hcclog.exchange.progress import Advance
from hcclog.logbook import Logbook
from hcclog.store.transaction import Transaction

LIFTED = frozenset({AFTER_TODAY, BEFORE_BIRTH})
Step = Add | Amend | Retract


@dataclass(frozen=True, slots=True)
class Objection:
    """What speaks against one step.

    Attributes:
        is_final: False where a person may confirm it.
    """

    sentence: str
    is_final: bool


class _TakenBack(Exception):
    """Ends the transaction of a trial."""


def trial(book: Logbook, steps: Sequence[Step], advanced: Advance) -> list[Objection | None]:
    """Return what speaks against each step, done one after the other; nothing stays.

    Raises:
        Refused: The store is open to read only.
        Cancelled: A person gave up.
    """
    if book.store.read_only:
        raise Refused("The store is open to read only; nothing can be written.")
    found: list[Objection | None] = []
    try:
        with book.store.write(book.stamp(), "trial", "do", "") as transaction:
            for n, step in enumerate(steps):
                advanced(n, len(steps))
                found.append(_tried(transaction, step))
            raise _TakenBack  # noqa: TRY301 - the transaction ends with it
    except _TakenBack:
        return found


def _tried(transaction: Transaction, step: Step) -> Objection | None:
    try:
        step.apply(transaction)
    except Refused as refusal:
        if isinstance(step, Retract) or step.accepted >= LIFTED:
            return Objection(refusal.sentence, is_final=True)
        final = _tried(transaction, replace(step, accepted=LIFTED))
        return final or Objection(refusal.sentence, is_final=False)
    return None
