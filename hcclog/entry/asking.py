"""What is typed can mean two things: a person chooses, the program never does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from hcclog.commands.refused import Refused
from hcclog.domain.unreadable import Ambiguous, Unreadable

Chooser = Callable[[str, Sequence[str]], int | None]
# Title, what is unlikely, and whether a reason is due; returns the reason, None to go back.
Confirmer = Callable[[str, Sequence[str], bool], str | None]
T = TypeVar("T")


def no_choice(_sentence: str, _readings: Sequence[str]) -> int | None:
    """Choose nothing: where nobody can be asked."""
    return None


def no_confirmation(_title: str, _sentences: Sequence[str], _needs_reason: bool) -> str | None:  # noqa: FBT001 - the shape of a Confirmer
    """Confirm nothing: where nobody can be asked."""
    return None


def settled(read: Callable[[str], T], text: str, choose: Chooser, field: str) -> T:
    """Read a text; where it has several readings, ask which is meant.

    Raises:
        Refused: It cannot be read, or nobody chose; with the field it stands at.
    """
    try:
        return read(text)
    except Ambiguous as doubt:
        words = [str(reading) for reading in doubt.readings]
        chosen = choose(doubt.sentence, words)
        if chosen is None:
            raise Refused(doubt.sentence, field) from doubt
        # What was chosen may hold a second doubt: a between has two sides.
        return settled(read, words[chosen], choose, field)
    except Unreadable as fault:
        raise Refused(fault.sentence, field) from fault
