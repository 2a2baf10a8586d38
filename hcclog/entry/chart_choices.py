"""How a station shows the course chart: which lanes, in what order, how high, on what axes.

It is kept with the preferences; what a damaged file says wrongly counts as unsaid, part by part.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any

from hcclog.domain.dates import TimeUnit

MOST_HEIGHT = 2000


@dataclass(frozen=True, slots=True)
class ChartChoices:
    """What a person chose of the lanes; it holds for every patient.

    Attributes:
        hidden: Keys of lanes that are not drawn.
        order: Keys of lanes in their order; lanes that it does not name keep their neighbours.
        heights: Heights of lanes by key, in pixels; others share what room is left.
        log_scales: Logarithmic (true) or linear by analyte code; the rule holds for others.
        burden_in_mm: Tumour burden in mm instead of percent of the baseline.
        axis_unit: What is counted where days are; None for what suits the span.
    """

    hidden: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    heights: dict[str, int] = field(default_factory=dict)
    log_scales: dict[str, bool] = field(default_factory=dict)
    burden_in_mm: bool = False
    axis_unit: TimeUnit | None = None


def read_choices(said: Any) -> ChartChoices:
    """Return what a file says of the chart; what it says wrongly is as it was made.

    Raises:
        TypeError: It is no group of named parts at all.
    """
    if not isinstance(said, dict):
        raise TypeError(said)
    taken = {}
    for each in fields(ChartChoices):
        if each.name in said:
            try:
                taken[each.name] = _READ[each.name](said[each.name])
            except (TypeError, ValueError):
                continue
    return ChartChoices(**taken)


def _keys(said: Any) -> tuple[str, ...]:
    if not isinstance(said, list):
        raise TypeError(said)
    return tuple(dict.fromkeys(map(_text, said)))


def _text(said: Any) -> str:
    if not isinstance(said, str):
        raise TypeError(said)
    return said


def _flag(said: Any) -> bool:
    if not isinstance(said, bool):
        raise TypeError(said)
    return said


def _height(said: Any) -> int:
    if not isinstance(said, int) or isinstance(said, bool) or not 0 < said <= MOST_HEIGHT:
        raise ValueError(said)
    return said


def _heights(said: Any) -> dict[str, int]:
    return {_text(key): _height(height) for key, height in dict(said).items()}


def _log_scales(said: Any) -> dict[str, bool]:
    return {_text(code): _flag(chosen) for code, chosen in dict(said).items()}


_READ: Mapping[str, Callable[[Any], Any]] = MappingProxyType(
    {
        "hidden": _keys,
        "order": _keys,
        "heights": _heights,
        "log_scales": _log_scales,
        "burden_in_mm": _flag,
        "axis_unit": lambda said: None if said is None else TimeUnit(said),
    }
)
