"""The inputs of one score together: what was found, what is missing, how far apart they lie."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from hcclog.catalogue.analytes import find_analyte
from hcclog.catalogue.conversions import convert_conventional
from hcclog.catalogue.units import exact_factor, unit
from hcclog.rules import words
from hcclog.rules.scores.interval import Interval
from hcclog.rules.scores.tables import MOST_DAYS_APART
from hcclog.rules.verdict import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from fractions import Fraction

    from hcclog.domain.chronology import Chronology, DaySpan
    from hcclog.rules.scores.observed import Observed, RecordAt
    from hcclog.rules.scores.score import Input

_ONE = Decimal(1)


@dataclass(slots=True)
class Gathered:
    """What was found of the inputs of one score.

    Attributes:
        found: By name.
        missing: What is not there, or is there and does not decide.
        findings: What is unsure of the values.
    """

    found: dict[str, Observed] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)

    @property
    def inputs(self) -> tuple[Input, ...]:
        """What was found, as inputs of a score."""
        return tuple(observed.input for observed in self.found.values())

    def quantity(self, name: str, ucum: str) -> Interval | None:
        """Return what an input can be in a unit, None where it is missing or does not convert.

        A conversion by a conventional factor is told as a finding.
        """
        observed = self.found.get(name)
        if observed is None:
            return None
        factor, told = _factor(observed, ucum)
        if factor is None:
            self.missing.append(f"{name} in {unit(ucum).symbol} ({observed.words})")
            return None
        if told and told not in self.findings:
            self.findings.append(told)
        interval: Interval = observed.value
        return interval.times(factor)


def gather(at: RecordAt, names: Iterable[str]) -> Gathered:
    """Return the newest values of some inputs."""
    gathered = Gathered()
    for name in names:
        sought = at.find(name)
        gathered.findings += sought.findings
        if sought.observed is None:
            gathered.missing.append(sought.missing)
        else:
            gathered.found[name] = sought.observed
    return gathered


def findings_of(
    inputs: Iterable[Input], chronology: Chronology, more: Iterable[str] = ()
) -> tuple[Finding, ...]:
    """Return as findings what is unsure of the dates of some inputs, and further sentences."""
    dated = list(_by_entity(inputs).values())
    said = [*more, *_apart(dated, chronology), *_inexact(dated, chronology)]
    return tuple(Finding(sentence) for sentence in dict.fromkeys(said))


def _factor(observed: Observed, ucum: str) -> tuple[Fraction | None, str]:
    """Return by what a value is multiplied to be in a unit, and what is to be said of it."""
    if observed.unit is None:
        return None, ""
    wanted = unit(ucum)
    exact = exact_factor(observed.unit, wanted)
    test = find_analyte(observed.input.name)
    if exact is not None or test is None:
        return exact, ""
    converted = convert_conventional(test, _ONE, observed.unit, wanted)
    if converted is None:
        return None, ""
    rule = converted.factor
    return converted.value, (
        f"{test.short} was converted from {observed.unit.symbol} to {wanted.symbol} with the "
        f"conventional factor of {rule.factor} {rule.unit_to.symbol} a {rule.unit_from.symbol}."
    )


def _by_entity(inputs: Iterable[Input]) -> dict[str, Input]:
    """Return one input an entity, as all values of one entity are of one moment."""
    return {each.entity_id: each for each in inputs if each.on is not None}


def _apart(inputs: Sequence[Input], chronology: Chronology) -> Iterator[str]:
    placed = [(span, each) for each in inputs if (span := chronology.span(each.on))]
    if len(placed) < 2:  # noqa: PLR2004 - one value is not apart from another
        return
    first = min(placed, key=lambda pair: pair[0].earliest)
    last = max(placed, key=lambda pair: pair[0].latest)
    most = last[0].latest - first[0].earliest
    if most <= MOST_DAYS_APART:
        return
    sure = _least_apart([span for span, _ in placed]) > MOST_DAYS_APART
    verb = "are" if sure else "may be"
    yield (
        f"The inputs {verb} more than {MOST_DAYS_APART} days apart: from "
        f"{first[1].name} ({first[1].date}) to {last[1].name} ({last[1].date})."
    )


def _least_apart(spans: Sequence[DaySpan]) -> int:
    """Return the fewest days that lie between the first and the last of some dates."""
    return max(span.earliest for span in spans) - min(span.latest for span in spans)


def _inexact(inputs: Sequence[Input], chronology: Chronology) -> Iterator[str]:
    unsure: dict[str, list[str]] = {}
    for each in inputs:
        span = chronology.span(each.on)
        if span is not None and not span.exact:
            unsure.setdefault(each.date, []).append(each.name)
    for date, names in unsure.items():
        yield f"The day is not known exactly of {words.joined(names)} ({date})."
