"""Value axes: linear or logarithmic, with ticks at round numbers.

Positions are floats, for the eye alone; what is printed comes from the exact values.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from math import ceil, floor, isfinite, log10

from hcclog.report.wording import number

LOG_FROM_RATIO = 20
_STEPS = (1.0, 2.0, 5.0, 10.0)
_HUGE = 1e300
_TINY = 1e-300


@dataclass(frozen=True, slots=True)
class Tick:
    """One mark of an axis; `text` is empty on minor ticks."""

    value: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class ValueScale:
    """From `low` at the bottom to `high` at the top."""

    low: float
    high: float
    logarithmic: bool = False

    def has_place(self, value: float) -> bool:
        """False for what has no place on a logarithmic axis, such as zero."""
        return not self.logarithmic or value > 0

    def share(self, value: float) -> float:
        """Return how high a value stands, 0 to 1; what is outside stands on the edge.

        On a logarithmic axis zero has no place: it stands on the lower edge.
        """
        return self.shares([value])[0]

    def shares(self, values: Iterable[float]) -> list[float]:
        """Return how high several values stand; see `share`."""
        if not self.logarithmic:
            high, low = self.high, self.low
            return [min(max((value - low) / (high - low), 0.0), 1.0) for value in values]
        bottom = log10(self.low)
        span = log10(self.high) - bottom
        return [
            min(max((log10(max(value, _TINY)) - bottom) / span, 0.0), 1.0) if value > 0 else 0.0
            for value in values
        ]

    def ticks(self, most: int) -> tuple[Tick, ...]:
        """Return at most about `most` labelled ticks, and on a logarithmic axis the minor ones.

        There are two with a label at least; those of a logarithmic axis stand at its ends.
        """
        return _ticks_of(self, most)

    def linear_ticks(self, most: int) -> tuple[Tick, ...]:
        """Return round numbers from the lower end to the upper."""
        step = nice_step((self.high - self.low) / max(most - 1, 1))
        first, last = ceil(self.low / step - 1e-9), floor(self.high / step + 1e-9)
        if first >= last:
            return tuple(Tick(end, tick_text(end)) for end in (self.low, self.high))
        return tuple(Tick(k * step, tick_text(k * step)) for k in range(first, last + 1))

    def log_ticks(self, most: int) -> tuple[Tick, ...]:
        """Return decades and what lies between them."""
        first, last = floor(log10(self.low) + 1e-9), ceil(log10(self.high) - 1e-9)
        every = max(1, ceil((last - first) / max(most - 1, 1)))
        named = {10.0**power for power in range(first, last + 1, every)}
        finer = {digit * 10.0**power for power in range(first, last + 1) for digit in (1, 2, 5)}
        if len(finer) <= most + 2:
            named = finer
        values = [d * 10.0**power for power in range(first, last + 1) for d in range(1, 10)]
        inside = [v for v in values if self.low * 0.999 <= v <= self.high * 1.001]
        ends = {*inside[:1], *inside[-1:]}
        # Two decades of a low axis may stand too close to be read: its ends never do.
        named = ends if most <= len(ends) else named | ends
        shown = inside if every == 1 else [v for v in inside if v in named]
        return tuple(Tick(v, tick_text(v) if v in named else "") for v in shown)


@lru_cache(maxsize=512)
def _ticks_of(scale: ValueScale, most: int) -> tuple[Tick, ...]:
    """Return the ticks of a scale, which every size and zoom asks for again."""
    return scale.log_ticks(most) if scale.logarithmic else scale.linear_ticks(most)


def value_scale(values: Iterable[float], *, logarithmic: bool | None = None) -> ValueScale:
    """Return a scale that holds all values: logarithmic, when not told, from a 20-fold range on.

    Zeros do not count for the range; a negative value makes the axis linear.
    """
    known = sorted(_held(value) for value in values if isfinite(value)) or [0.0, 1.0]
    above = [value for value in known if value > 0]
    if logarithmic is None:
        logarithmic = bool(above) and above[-1] / above[0] > LOG_FROM_RATIO
    if logarithmic and above and known[0] >= 0:
        return _log_scale(above[0], above[-1])
    return _linear_scale(known[0], known[-1])


def _held(value: float) -> float:
    """Return a value within what steps can be counted in."""
    return 0.0 if abs(value) < _TINY else min(max(value, -_HUGE), _HUGE)


def _log_scale(low: float, high: float) -> ValueScale:
    bottom, top = _step_below(low), _step_above(high)
    if top / bottom < 10:  # noqa: PLR2004 - less than a decade cannot be read as logarithmic
        bottom, top = 10.0 ** floor(log10(low)), 10.0 ** ceil(log10(high))
    if top <= bottom:
        top = bottom * 10
    return ValueScale(bottom, top, logarithmic=True)


def _linear_scale(low: float, high: float) -> ValueScale:
    low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        high = 1.0
    step = nice_step((high - low) / 4)
    return ValueScale(floor(low / step) * step, ceil(high / step - 1e-9) * step)


def nice_step(rough: float) -> float:
    """Return 1, 2 or 5 times a power of ten, not less than a rough step."""
    power = 10.0 ** floor(log10(max(rough, _TINY)))
    return next(s * power for s in (*_STEPS, 20.0) if s * power >= rough * (1 - 1e-9))


def tick_text(value: float) -> str:
    """Return a tick's number without trailing zeros."""
    exact = Decimal(f"{value:.10g}")
    return number(
        exact.quantize(Decimal(1))
        if exact == exact.to_integral() and abs(exact) < _PLAIN
        else exact
    )


_PLAIN = Decimal(10) ** 12


def _step_below(value: float) -> float:
    power = 10.0 ** floor(log10(value))
    return max(s * power for s in _STEPS if s * power <= value * (1 + 1e-9))


def _step_above(value: float) -> float:
    power = 10.0 ** floor(log10(value))
    return min(s * power for s in (*_STEPS, 20.0) if s * power >= value * (1 - 1e-9))
