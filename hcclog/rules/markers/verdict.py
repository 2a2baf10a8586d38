"""Why a cut-off is met, is not, or cannot be told: the sentence with its numbers."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from hcclog.catalogue.units import exact_factor, unit
from hcclog.domain.labs import LabResult
from hcclog.rules.markers import words
from hcclog.rules.markers.cutoffs import CutOff
from hcclog.rules.markers.response import Answer, response_rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from hcclog.rules.markers.response import Judged, ResponseFacts, ResponseRule


class MarkerVerdict(NamedTuple):
    """The answer to one cut-off.

    Attributes:
        cut_off: The cut-off.
        value: Yes, no or cannot tell.
        sentence: The reason, with its numbers.
        source: Where the cut-off was published, and under which treatment.
        decided_by: The result that decided; None where none did.
    """

    cut_off: CutOff
    value: Answer
    sentence: str
    source: str
    decided_by: LabResult | None = None


def marker_verdict(facts: ResponseFacts) -> MarkerVerdict:
    """Return the answer to one cut-off, and why."""
    rule = response_rule(facts)
    deciding = _deciding(facts, rule)
    cut_off = facts.cut_off
    parts = [_REASONS[rule.name](facts), _edge_note(facts, rule, deciding), _order_note(facts)]
    return MarkerVerdict(
        cut_off,
        rule.answer,
        " ".join(part for part in parts if part),
        f"{cut_off.source} ({cut_off.context})",
        deciding.result.lab if deciding else None,
    )


def _deciding(facts: ResponseFacts, rule: ResponseRule) -> Judged | None:
    if rule.name == "fall reached":
        return facts.reached()
    if rule.name == "bound undecided":
        return facts.undecided()
    return _largest_fall(facts) if rule.name in {"too small a fall", "window unclear"} else None


def _largest_fall(facts: ResponseFacts) -> Judged | None:
    """Return the result that fell farthest, the first of several."""
    known = [j for j in facts.looked_at if j.change.bounds is not None]
    return min(known, key=lambda j: j.change.bounds.lower if j.change.bounds else 0, default=None)


def _start(facts: ResponseFacts) -> str:
    return facts.start.result.name if facts.start.result is not None else ""


def _least(facts: ResponseFacts) -> str:
    return f"{facts.cut_off.start_at_least:f} {facts.cut_off.unit}"


def _converted(facts: ResponseFacts) -> str:
    """Return the start value, and the conversion where the cut-off is in another unit."""
    result = facts.start.result
    if result is None or result.unit is None or result.unit.ucum == facts.cut_off.unit:
        return _start(facts)
    factor = exact_factor(result.unit, unit(facts.cut_off.unit)) or Fraction(1)
    ours = f"{words.plain(factor)} {facts.cut_off.unit}"
    return f"{_start(facts)}, 1 {result.lab.unit} being {ours} exactly,"


def _high_or_not(facts: ResponseFacts, verb: str) -> str:
    return f"{_converted(facts)} {verb} {_least(facts)} at the start of {facts.line_name}."


def _in_window(facts: ResponseFacts) -> str:
    """Return where the result lies that stands for the named day; empty without a window."""
    window = facts.cut_off.window
    if window is None or not facts.looked_at:
        return ""
    judged = facts.looked_at[0]
    where = words.from_start(judged.days, facts.line_name)
    return f" {judged.result.told} stands for {window.name}: {where}."


def _window_words(facts: ResponseFacts) -> str:
    window = facts.cut_off.window
    days = f"{window.first_day} to {window.last_day} days" if window else "any days"
    return f"{window.name if window else 'they'} mean {days}"


def _nothing_near(facts: ResponseFacts) -> str:
    window = facts.cut_off.window
    day = window.days if window else 0
    nearest = min(facts.judged, key=lambda j: abs(j.days.middle - day))
    where = words.from_start(nearest.days, facts.line_name).replace(f" {facts.line_name} began", "")
    return (
        f"No result is near: {_window_words(facts)}, and the nearest is "
        f"{nearest.result.name}, {where}."
    )


def _why_unclear(facts: ResponseFacts) -> str:
    judged = facts.looked_at[0]
    where = words.from_start(judged.days, facts.line_name)
    return f"{judged.result.name} lies {where}, but {_window_words(facts)}: it may lie outside."


def _fell(facts: ResponseFacts) -> str:
    found = facts.reached()
    return found.change.sentence + _in_window(facts) if found else ""


def _undecided(facts: ResponseFacts) -> str:
    found = facts.undecided()
    said = found.change.sentence if found else ""
    asked = f"a fall of {facts.cut_off.fall_percent:f} %"
    return f"{said} That does not decide on {asked}.{_in_window(facts)}"


def _too_little(facts: ResponseFacts) -> str:
    found = _largest_fall(facts)
    said = found.change.sentence if found else ""
    count = len(facts.looked_at)
    of_all = f" That is the lowest of {count} results after the start." if count > 1 else ""
    return said + _in_window(facts) + of_all


def _edge_note(facts: ResponseFacts, rule: ResponseRule, deciding: Judged | None) -> str:
    """Return how sources word an edge, where a value lies exactly on it."""
    bounds = deciding.change.bounds if deciding else None
    at_fall = bounds is not None and bounds.upper == facts.cut_off.change_at_most
    at_start = facts.start_bounds is not None and facts.start_bounds.lower == facts.least
    if rule.answer is not Answer.YES or not facts.cut_off.note or not (at_fall or at_start):
        return ""
    return f"This is exactly at the cut-off; {facts.cut_off.note}."


def _order_note(facts: ResponseFacts) -> str:
    if not facts.start.order_unsure:
        return ""
    return (
        "Order unsure: it is not certain that the start value is the newest before "
        f"{facts.line_name}."
    )


_REASONS: dict[str, Callable[[ResponseFacts], str]] = {
    "no start value": lambda facts: facts.start.sentence,
    "start in words": lambda facts: f"{_start(facts)}, the start value, is no number.",
    "unit not converted": lambda facts: (
        f"{_start(facts)} is not converted: the cut-off is in {facts.cut_off.unit}, "
        "and no conversion is exact."
    ),
    "not high at the start": lambda facts: _high_or_not(facts, "is below"),
    "start too low": lambda facts: (
        f"{_converted(facts)} is below {_least(facts)}, from which the cut-off applies."
    ),
    "start unclear": lambda facts: (
        f"{_converted(facts)} may be below {_least(facts)} or not: the bound does not decide."
    ),
    "high at the start": lambda facts: _high_or_not(facts, "is at least"),
    "nothing after": lambda facts: (
        f"There is no result after {_start(facts)} in {facts.line_name}."
    ),
    "nothing in the window": _nothing_near,
    "fall reached": _fell,
    "window unclear": _why_unclear,
    "bound undecided": _undecided,
    "too small a fall": _too_little,
}
