"""Preferences of one station: how it writes, and what it takes where nothing is said.

They lie in one JSON file of the user's folder, hold nothing of any patient, and a file that cannot
be read counts as none: defaults hold, and the next change writes it anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from hcclog.domain.response import Criteria
from hcclog.entry.chart_choices import ChartChoices, read_choices

LEAST_LOCK_MINUTES, MOST_LOCK_MINUTES = 1, 30
THEMES = ("light", "dark", "system")


class DateOrder(StrEnum):
    """How 03/04/2024 is meant at this station."""

    ASK = "ask"
    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    SYSTEM = "as the system"


class DecimalSign(StrEnum):
    """How numbers are shown; both signs are always read."""

    POINT = "point"
    COMMA = "comma"


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person set.

    Attributes:
        laboratory: Stands at new results where nothing else is said.
        units: Preferred unit symbol by analyte code.
        criteria: What is shown first, in this order.
        theme: ``light``, ``dark`` or ``system``.
        chart: How the course chart is shown.
        lock_after_minutes: Without input, until a protected store is locked.
        last_name: Who signed in last, proposed the next time.
        second_place: Folder that backups are copied to; empty where none was chosen.
        second_place_offered: Whether a person was asked for one.
    """

    date_order: DateOrder = DateOrder.ASK
    decimal_sign: DecimalSign = DecimalSign.POINT
    laboratory: str = ""
    units: dict[str, str] = field(default_factory=dict)
    criteria: tuple[Criteria, ...] = (Criteria.RECIST_1_1, Criteria.MRECIST)
    theme: str = "system"
    chart: ChartChoices = field(default_factory=ChartChoices)
    lock_after_minutes: int = 10
    last_name: str = ""
    second_place: str = ""
    second_place_offered: bool = False

    @property
    def second_place_path(self) -> Path | None:
        """The second place; None where none was chosen."""
        return Path(self.second_place) if self.second_place else None


def load_preferences(path: Path) -> Preferences:
    """Return what the file says; what it does not say, or says wrongly, is as it was made."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        # Half of a letter can be escaped in JSON, and could not be written again.
        json.dumps(said, ensure_ascii=False).encode()
    except (OSError, ValueError, RecursionError):
        return Preferences()
    return _preferences(said) if isinstance(said, dict) else Preferences()


def save_preferences(path: Path, preferences: Preferences) -> None:
    """Write the file, whole or not at all.

    Raises:
        OSError: The folder cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(preferences), indent=2, sort_keys=True, ensure_ascii=False)
    beside = path.with_suffix(".new")
    beside.write_text(f"{text}\n", encoding="utf-8")
    beside.replace(path)


def _preferences(said: dict[str, Any]) -> Preferences:
    taken = {}
    for each in fields(Preferences):
        if each.name in said:
            try:
                taken[each.name] = _READ[each.name](said[each.name])
            except (TypeError, ValueError):
                continue
    return Preferences(**taken)


def _theme(said: Any) -> str:
    if said not in THEMES:
        raise ValueError(said)
    return str(said)


def _text(said: Any) -> str:
    if not isinstance(said, str):
        raise TypeError(said)
    return said


def _lock_minutes(said: Any) -> int:
    minutes = int(said)
    if not LEAST_LOCK_MINUTES <= minutes <= MOST_LOCK_MINUTES:
        raise ValueError(said)
    return minutes


def _units(said: Any) -> dict[str, str]:
    return {_text(code): _text(symbol) for code, symbol in dict(said).items()}


def in_order(criteria: Iterable[Criteria], preferred: Sequence[Criteria]) -> tuple[Criteria, ...]:
    """Return criteria with the preferred ones first; none is left out and none added."""
    last = len(preferred)
    places = {each: n for n, each in enumerate(preferred)}
    return tuple(sorted(criteria, key=lambda each: places.get(each, last)))


_READ: dict[str, Any] = {
    "date_order": DateOrder,
    "decimal_sign": DecimalSign,
    "laboratory": _text,
    "units": _units,
    "criteria": lambda said: tuple(Criteria(each) for each in said),
    "theme": _theme,
    "chart": read_choices,
    "lock_after_minutes": _lock_minutes,
    "last_name": _text,
    "second_place": _text,
    "second_place_offered": bool,
}
