"""Numbers, lesions and dates as a clinician reads them; rounding happens here and nowhere else."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from hcclog.domain.chronology import DAYS_PER_MONTH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hcclog.rules.readings import Reading, Track

_SCREEN = Context(prec=60)  # a quotient for the screen; decisions are taken on products
_MINUS = "−"
_MAX_PLACES = 6
_HUNDRED = Decimal(100)
_N_KEPT = 1 << 12  # lengths whose text is remembered; a table repeats them


@lru_cache(_N_KEPT)
def mm(size: Decimal) -> str:
    """Return a length with one decimal, such as ``12.4 mm``."""
    return f"{size:.1f} mm"


@lru_cache(_N_KEPT)
def limit(size: Decimal) -> str:
    """Return a threshold as it is printed, such as ``5 mm``."""
    return f"{size.normalize():f} mm"


def signed(text: str) -> str:
    """Return a number's text with its sign, the minus a typographic one; no sign on zero."""
    if not text.strip("-0."):
        return text.removeprefix("-")
    return _MINUS + text[1:] if text.startswith("-") else f"+{text}"


def rounded(exact: Decimal, edge: Decimal) -> str:
    """Return a signed number with one decimal, or as many as keep it on its side of the edge."""
    for places in range(1, _MAX_PLACES):
        text = f"{exact:.{places}f}"
        if exact == edge or Decimal(text) != edge:
            break
    return signed(text)


def change_percent(now: Decimal, then: Decimal) -> Decimal:
    """Return the change in percent to sixty digits; `then` is above 0.

    Sixty are enough to round as the exact quotient does: sums of sizes with six decimals and a
    percentage with four cannot come nearer to a half without being one.
    """
    return _SCREEN.divide((now - then) * _HUNDRED, then)


def percent(now: Decimal, then: Decimal, at: Decimal) -> str:
    """Return the change in percent, such as ``+17.8 %``; `then` is above 0.

    Args:
        now: Sum in mm.
        then: What it is compared with, in mm.
        at: The multiple of `then` at which the category changes.
    """
    return shown_percent(change_percent(now, then), at)


def shown_percent(change: Decimal, at: Decimal) -> str:
    """Return a change as `change_percent` gives it, such as ``+17.8 %``."""
    text = f"{change:+.1f}"
    if text in _to_look_at(at):
        return f"{rounded(change, _change_at(at))} %"
    return f"{_MINUS}{text[1:]} %" if text[0] == "-" else f"{text} %"


@lru_cache(_N_KEPT)
def _to_look_at(at: Decimal) -> tuple[str, ...]:
    """Return the texts that need another look: zero, and what looks like the threshold."""
    return ("+0.0", "-0.0", f"{_change_at(at):+.1f}")


@lru_cache(_N_KEPT)
def _change_at(at: Decimal) -> Decimal:
    return (at - 1) * _HUNDRED


def days(exact: Fraction | int) -> str:
    """Return a number of days, such as ``1 day`` or ``60.5 days``."""
    number = Fraction(exact)
    text = str(number.numerator) if number.denominator == 1 else f"{float(number):.1f}"
    return f"{text} day" if abs(number) == 1 else f"{text} days"


def length(at_least: int, at_most: int) -> str:
    """Return a time as ``60 days (2.0 months)`` or ``50 to 70 days (1.6 to 2.3 months)``."""
    shown = months(at_least, at_most)
    if at_least == at_most:
        return f"{days(at_least)} ({shown})"
    return f"{at_least} to {days(at_most)} ({shown})"


def months(at_least: int, at_most: int) -> str:
    """Return a time as ``2.0 months`` or ``1.6 to 2.3 months``; it is handed in in days."""
    if at_least == at_most:
        return f"{_months(at_least)} months"
    return f"{_months(at_least)} to {_months(at_most)} months"


def _months(n_days: int) -> str:
    return f"{float(n_days / DAYS_PER_MONTH):.1f}"


@lru_cache(_N_KEPT)
def threshold_percent(at: Decimal) -> str:
    """Return a multiple as the change it means: 0.7 is ``−30 %``."""
    change = _change_at(at).normalize()
    return f"{signed(f'{change:f}')} %"


def joined(parts: Sequence[str]) -> str:
    """Return ``A``, ``A and B`` or ``A, B and C``."""
    if len(parts) < 2:  # noqa: PLR2004 - one needs no "and"
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def labels(tracks: Sequence[Track]) -> str:
    """Return the labels of lesions, joined."""
    return joined([track.label for track in tracks])


def was(tracks: Sequence[Track]) -> str:
    """Return the verb that goes with so many lesions."""
    return "was" if len(tracks) == 1 else "were"


def has(tracks: Sequence[Track]) -> str:
    """Return ``has`` or ``have``, as it goes with so many lesions."""
    return "has" if len(tracks) == 1 else "have"


def is_or_are(tracks: Sequence[Track]) -> str:
    """Return the verb that goes with so many lesions."""
    return "is" if len(tracks) == 1 else "are"


def shown_size(track: Track, reading: Reading) -> Decimal | None:
    """Return the diameter by which a lesion is named: a node's short axis, else the longest one."""
    if track.nodal:
        return reading.short_mm if reading.short_mm is not None else reading.longest_mm
    return reading.longest_mm if reading.longest_mm is not None else reading.viable_mm


def lesion(track: Track, reading: Reading | None) -> str:
    """Return a lesion with its place and size, such as ``L1, lung, 12.4 mm``."""
    return ", ".join([track.label, *_details(track, reading)])


def named(tracks: Sequence[Track], k: int) -> str:
    """Return lesions as ``N1 (lung, smaller) and N2 (bone)``."""
    names = []
    for track in tracks:
        details = ", ".join(_details(track, track.readings[k]))
        names.append(f"{track.label} ({details})" if details else track.label)
    return joined(names)


def _details(track: Track, reading: Reading | None) -> list[str]:
    parts = [track.place] if track.place else []
    if track.multiple:
        parts.append("several")
    size = shown_size(track, reading) if reading is not None else None
    if size is not None:
        parts.append(mm(size))
    elif reading is not None and reading.trend is not None:
        parts.append(reading.trend.value)
    return parts
