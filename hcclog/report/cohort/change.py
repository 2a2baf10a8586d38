"""The axis of changes from baseline: from −100 % up, and broken where a growth dwarfs the rest."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from typing import NamedTuple

from hcclog.report.cohort.axes import Level
from hcclog.report.scales import ValueScale

CAP = 100.0
_UNCAPPED_UP_TO = 150.0
_LEAST_TOP, _STEP = 40.0, 20.0
RESPONSE, PROGRESSION = -30.0, 20.0
LEVELS = (Level(PROGRESSION, "+20 %"), Level(RESPONSE, "−30 %"))


class ChangeScale(NamedTuple):
    """A scale of changes; what lies above it is drawn broken where `capped`."""

    scale: ValueScale
    capped: bool

    def beyond(self, percent: float) -> bool:
        """True for a change that is drawn broken."""
        return self.capped and percent > self.scale.high


def change_scale(percents: Iterable[float]) -> ChangeScale:
    """Return the scale for some changes."""
    highest = max(percents, default=0.0)
    if highest > _UNCAPPED_UP_TO:
        return ChangeScale(ValueScale(-100.0, CAP), capped=True)
    top = max(_LEAST_TOP, ceil(highest / _STEP) * _STEP)
    return ChangeScale(ValueScale(-100.0, top), capped=False)
