"""Entries in order of time; what has no place in time stands last."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hcclog.domain.chronology import Chronology
    from hcclog.domain.dates import ClinicalDate


def day_of(when: ClinicalDate | None, chronology: Chronology) -> float | None:
    """Return the middle day of a date; None where it has no place on the axis."""
    span = chronology.span(when)
    return span.day if span else None


def start_of(entity: Any) -> ClinicalDate | None:
    """Return an entity's day or its first day."""
    when: ClinicalDate | None = getattr(entity, "on", None) or getattr(entity, "start_on", None)
    return when


def newest_first(items: Iterable[Any], chronology: Chronology) -> list[Any]:
    """Return entries with the latest at the top."""
    return _ordered(items, chronology, lambda day: -day)


def oldest_first(items: Iterable[Any], chronology: Chronology) -> list[Any]:
    """Return entries with the earliest at the top."""
    return _ordered(items, chronology, lambda day: day)


def _ordered(
    items: Iterable[Any], chronology: Chronology, sign: Callable[[float], float]
) -> list[Any]:
    def key(item: Any) -> tuple[bool, float]:
        day = day_of(start_of(item), chronology)
        return day is None, 0.0 if day is None else sign(day)

    return sorted(items, key=key)
