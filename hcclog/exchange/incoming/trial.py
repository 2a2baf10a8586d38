"""Try what a file would write, and take it back: each refusal before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from hcclog.commands.base import Add, Amend, Retract
from hcclog.commands.imports import Import
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

    Args:
        book: Where they would be done.
        steps: What is added, then what is amended, then what is retracted.
        advanced: Told how many are done.

    Raises:
        Refused: The store is open to read only.
        Cancelled: A person gave up.
    """
    if book.store.read_only:
        raise Refused("The store is open to read only; nothing can be written.")
    # Nearly always nothing speaks against any: that is found out at once, many in one go.
    if _pass_together(book, steps, advanced):
        return [None] * len(steps)
    found: list[Objection | None] = []
    with _taken_back(book) as transaction:
        for n, step in enumerate(steps):
            advanced(n, len(steps))
            found.append(_tried(transaction, step))
    return found


def import_of(document: str, steps: Sequence[Step]) -> Import:
    """Return the one command of several steps."""
    return Import(
        document,
        tuple(entity for step in steps if isinstance(step, Add) for entity in step.entities),
        tuple((step.seen, step.entity) for step in steps if isinstance(step, Amend)),
        tuple((step.table, step.entity_id) for step in steps if isinstance(step, Retract)),
    )


def _pass_together(book: Logbook, steps: Sequence[Step], advanced: Advance) -> bool:
    together = replace(import_of("trial", steps), advanced=advanced)
    with _taken_back(book) as transaction:
        try:
            together.apply(transaction)
        except Refused:
            return False
    return True


@contextmanager
def _taken_back(book: Logbook) -> Iterator[Transaction]:
    """Yield a transaction that is rolled back at its end."""
    try:
        with book.store.write(book.stamp(), "trial", "do", "") as transaction:
            yield transaction
            raise _TakenBack  # noqa: TRY301 - the transaction ends with it
    except _TakenBack:
        pass


def _tried(transaction: Transaction, step: Step) -> Objection | None:
    try:
        step.apply(transaction)
    except Refused as refusal:
        if isinstance(step, Retract) or step.accepted >= LIFTED:
            return Objection(refusal.sentence, is_final=True)
        final = _tried(transaction, replace(step, accepted=LIFTED))
        return final or Objection(refusal.sentence, is_final=False)
    return None
