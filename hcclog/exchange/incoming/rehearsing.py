"""Try what a file brings against the store, and take it back: what would be refused is known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NoReturn

from hcclog.commands.lifting import AFTER_TODAY, BEFORE_BIRTH
from hcclog.commands.refused import Refused

if TYPE_CHECKING:
    from hcclog.commands.imports import Import
    from hcclog.logbook import Logbook
    from hcclog.store.transaction import Transaction

_LIFTED = frozenset({AFTER_TODAY, BEFORE_BIRTH})


class _TakeBack(Exception):
    """All of it went well, and none of it may stay."""


def refusal_of(book: Logbook, command: Import) -> tuple[Any, str] | None:
    """Return the first entity that would be refused, and why; None where all can be written.

    Nothing stays of it. What a person may confirm counts as confirmed.
    """
    if book.store.read_only:
        return None
    reached = 0

    def advanced(done: int, _of: int) -> None:
        nonlocal reached
        reached = done

    tried = replace(command, accepted=command.accepted | _LIFTED, advanced=advanced)
    try:
        with book.store.write(book.stamp(), command.label, "do", command.reason) as transaction:
            _apply_and_take_back(tried, transaction)
    except Refused as refusal:
        entities = (*command.created, *(now for _, now in command.amended))
        return entities[reached], refusal.sentence
    except _TakeBack:
        return None


def _apply_and_take_back(command: Import, transaction: Transaction) -> NoReturn:
    command.apply(transaction)
    raise _TakeBack
