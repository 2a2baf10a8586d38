"""How people name an event of a record and a time after it: ``end of sorafenib 2 + 3 weeks``.

``[start of|end of] EVENT [NUMBER|DATE] [+|- AMOUNT UNIT]``, or ``AMOUNT UNIT after|before EVENT``.
Which events there are is known where the record is (`hcclog.entry.events`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hcclog.domain.dates import TimeUnit
from hcclog.domain.day_forms import UNIT_WORDS, offset_of

_AMOUNT = rf"(?P<amount>[0-9]{{1,5}})\s*(?P<unit>{UNIT_WORDS})"
_PLUS = re.compile(rf"(?P<event>.+?)\s*(?P<sign>[+-])\s*{_AMOUNT}", re.IGNORECASE)
_AFTER = re.compile(
    rf"{_AMOUNT} (?P<sign>after|before) (?:the )?(?P<event>.+)",
    re.IGNORECASE,
)
_EDGE_OF = re.compile(r"(?:the )?(start|end) of (?:the )?(.+)", re.IGNORECASE)
_EVENT_EDGE = re.compile(r"(.+) (start|end)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EventPhrase:
    """The words of an event and a time after it.

    Attributes:
        name: The event, with the number or date that tells it from others of its name.
        edge: ``start``, ``end``, or nothing where the event's usual edge is meant.
        amount: How many units later; below 0, earlier.
    """

    name: str
    edge: str = ""
    amount: int = 0
    unit: TimeUnit = TimeUnit.DAY

    def __str__(self) -> str:
        """Return the words, which read back as this phrase."""
        of_event = f"{self.edge} of {self.name}" if self.edge else self.name
        if not self.amount:
            return of_event
        size = abs(self.amount)
        sign, plural = "-" if self.amount < 0 else "+", "" if size == 1 else "s"
        return f"{of_event} {sign} {size} {self.unit}{plural}"

    @property
    def is_bare(self) -> bool:
        """True where nothing but the name says that an event is meant."""
        return not (self.edge or self.amount)


def read_phrase(words: str) -> EventPhrase:
    """Return what the words say of an event; any text can be the name of one."""
    match = _AFTER.fullmatch(words) or _PLUS.fullmatch(words)
    if match is None:
        return _edged(words, 0, TimeUnit.DAY)
    amount, unit = offset_of(int(match["amount"]), match["unit"])
    sign = -1 if match["sign"].lower() in {"-", "before"} else 1
    return _edged(match["event"], sign * amount, unit)


def _edged(event: str, amount: int, unit: TimeUnit) -> EventPhrase:
    if match := _EDGE_OF.fullmatch(event):
        return EventPhrase(match[2], match[1].lower(), amount, unit)
    if match := _EVENT_EDGE.fullmatch(event):
        return EventPhrase(match[1], match[2].lower(), amount, unit)
    return EventPhrase(event, "", amount, unit)
