"""What was worked out of things that never change, kept for as long as it is of use.

It is found by the thing itself and not by its value, so that the answer can never be that of
another thing; what was not asked for in a round is let go at its end.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Thing = TypeVar("Thing")
Answer = TypeVar("Answer")


class Remembered(Generic[Thing, Answer]):
    """Answers by the frozen things that they follow from alone."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[Thing, Answer]] = {}
        self._used: dict[int, tuple[Thing, Answer]] = {}

    def answer(self, thing: Thing, work: Callable[[Thing], Answer]) -> Answer:
        """Return the answer, worked out where it is not known."""
        key = id(thing)
        found = self._used.get(key) or self._kept.get(key)
        if found is None:
            found = thing, work(thing)
        self._used[key] = found
        return found[1]

    def end_round(self) -> None:
        """Let go of what was not asked for since the last round."""
        self._kept, self._used = self._used, {}

    def clear(self) -> None:
        """Let go of everything."""
        self._kept, self._used = {}, {}


class Lately(Generic[Thing, Answer]):
    """Answers by the frozen things that they follow from alone; those asked for last are kept."""

    def __init__(self, work: Callable[[Thing], Answer], most: int) -> None:
        self._work, self._most = work, most
        self._kept: dict[int, tuple[Thing, Answer]] = {}

    def answer(self, thing: Thing) -> Answer:
        """Return the answer, worked out where it is not known."""
        found = self._kept.pop(id(thing), None)
        if found is None:
            found = thing, self._work(thing)
            if len(self._kept) >= self._most:
                del self._kept[next(iter(self._kept))]
        self._kept[id(thing)] = found
        return found[1]
