"""Schedules from what was typed: daily, every 21 days, 21 on 7 off."""

from __future__ import annotations

import re
from typing import NamedTuple

from hcclog.commands.refused import Refused
from hcclog.entry.lengths import bounded

HINT = "daily, every 21 days, q3w, 21 on 7 off"
_DAILY = frozenset({"daily", "every day", "once daily", "qd", "od", "每日", "毎日"})
_WORDS = {"weekly": 7, "every week": 7, "every other day": 2, "qod": 2}
_SEVERAL = re.compile(r"\b(twice|bid|bd|tid|tds|qid|[2-9]\s*(x|times))\b")
_MONTHS = re.compile(r"month|\bq\d*m\b")
_EVERY = re.compile(r"^(?:every|q|each)\s*(-?\d{1,5})\s*(-?)(days?|d|weeks?|wks?|w)$")
_CYCLE = re.compile(
    r"^(\d{1,5})\s*(days?|d|weeks?|wks?|w)?\s*on\b"
    r"(?:\s*[,/·]?\s*(?:and\s+)?(\d{1,5})\s*(days?|d|weeks?|wks?|w)?\s*off)?$"
)
_OFF = re.compile(r"^(\d{1,5})\s*(days?|d|weeks?|wks?|w)?\s*off$")
_PART = re.compile(r"^(.*?)[\s,;·]+(\d+\s*[a-z]*\s*(?:on|off)\b.*)$")
_WEEK = 7


class Schedule(NamedTuple):
    """How often an agent is given, each part None where it is not stated."""

    every_days: int | None = None
    days_on: int | None = None
    days_off: int | None = None


def read_schedule(text: str, field: str = "every_days") -> Schedule:
    """Return the schedule that was typed; nothing typed is one that is not stated.

    Raises:
        Refused: It is none, or it has no fixed number of days.
    """
    words = " ".join(bounded(text.strip(), field).casefold().split())
    if not words:
        return Schedule()
    found = _cycle(words)
    if found is not None:
        return found
    before, after = _parted(words)
    cycle = _cycle(after) if after else None
    every = _every(before, text.strip(), field)
    return Schedule(every) if cycle is None else cycle._replace(every_days=every)


def _parted(words: str) -> tuple[str, str]:
    """Return what stands before a cycle, and the cycle."""
    found = _PART.match(words)
    if found is None or _cycle(found[2]) is None:
        return words, ""
    return found[1].strip(" ,;·"), found[2]


def _every(words: str, typed: str, field: str) -> int:
    if words in _DAILY:
        return 1
    days = _WORDS.get(words)
    if days is not None:
        return days
    found = _EVERY.match(words)
    if found is not None:
        return int(found[1]) * (_WEEK if found[3].startswith("w") else 1)
    if _SEVERAL.search(words):
        sentence = "Several times a day is said with the dose, as the day's total; write daily."
        raise Refused(f"{typed!r}: {sentence[0].lower()}{sentence[1:]}", field)
    if _MONTHS.search(words):
        raise Refused(f"{typed!r}: a month has no fixed length; write every 28 days.", field)
    raise Refused(f"{typed!r} is not a schedule; write it like {HINT}.", field)


def _cycle(words: str) -> Schedule | None:
    found = _CYCLE.match(words)
    if found is not None:
        off = None if found[3] is None else _days(found[3], found[4] or found[2])
        return Schedule(None, _days(found[1], found[2]), off)
    rest = _OFF.match(words)
    return None if rest is None else Schedule(None, None, _days(rest[1], rest[2]))


def _days(count: str, unit: str | None) -> int:
    return int(count) * (_WEEK if unit and unit.startswith("w") else 1)


def schedule_words(schedule: Schedule) -> str:
    """Return a schedule in words that read back to it."""
    every, on, off = schedule
    parts = [
        "" if every is None else "daily" if every == 1 else f"every {every} days",
        " ".join(
            part
            for part in (
                "" if on is None else f"{on} on",
                "" if off is None else f"{off} off",
            )
            if part
        ),
    ]
    return ", ".join(part for part in parts if part)
