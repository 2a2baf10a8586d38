"""Results of one marker in order of time, and which of them can be compared.

Compared are numbers of one test in one assay and specimen, in one unit or in two that the catalogue
converts exactly (AFP ng/mL and µg/L; Bureau International des Poids et Mesures, The International
System of Units). Mass and international units never convert.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from hcclog.catalogue.analytes import analyte, find_unit_for
from hcclog.catalogue.reading import UnknownCode
from hcclog.catalogue.units import Unit, exact_factor, find_unit
from hcclog.domain.chronology import DaySpan
from hcclog.domain.labs import LabResult
from hcclog.rules.markers import words
from hcclog.rules.markers.bounds import Bounds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hcclog.domain.chronology import Chronology


class Result(NamedTuple):
    """One result that has a place in time.

    Attributes:
        lab: The result as it is logged.
        span: The days on which it can have been taken.
        when: Its date as shown.
        unit: Its unit; None where the catalogue lacks it.
        bounds: What the concentration can be, in `unit`; None without a number.
    """

    lab: LabResult
    span: DaySpan
    when: str
    unit: Unit | None
    bounds: Bounds | None

    @property
    def name(self) -> str:
        """The result with its test and its date: ``AFP 379 ng/mL (day 0)``."""
        return f"{words.analyte_name(self.lab.analyte)} {self.told}"

    @property
    def told(self) -> str:
        """The result with its date: ``379 ng/mL (day 0)``."""
        return f"{words.amount(self.lab)} ({self.when})"

    def in_unit_of(self, other: Result) -> Bounds | None:
        """Return its bounds in the unit of another result; None where there are none."""
        if self.lab.unit == other.lab.unit:
            return self.bounds
        factor = factor_between(self, other)
        return None if self.bounds is None or factor is None else self.bounds.times(factor)


class Obstacle(NamedTuple):
    """One reason why two results are not compared.

    Attributes:
        name: What the rule is called.
        holds: Its condition, of the later and the earlier result.
        sentence: What it says; ``now`` and ``then`` stand for the two.
    """

    name: str
    holds: Callable[[Result, Result], bool]
    sentence: str


OBSTACLES = (
    Obstacle("no number now", lambda now, _: now.bounds is None, "{now.name} is no number."),
    Obstacle("no number then", lambda _, then: then.bounds is None, "{then.name} is no number."),
    Obstacle(
        "another unit",
        lambda now, then: factor_between(then, now) is None,
        "Not compared: {then.told} and {now.told} have units that do not convert exactly.",
    ),
    Obstacle(
        "another assay",
        lambda now, then: now.lab.assay != then.lab.assay,
        "Not compared: {then.told} and {now.told} come from different assays "
        "({then_assay}, {now_assay}).",
    ),
    Obstacle(
        "another specimen",
        lambda now, then: now.lab.specimen != then.lab.specimen,
        "Not compared: {then.told} and {now.told} come from different specimens "
        "({then_specimen}, {now_specimen}).",
    ),
)


def obstacle(now: Result, then: Result) -> str:
    """Return why two results are not compared, in a sentence; empty where they are."""
    found = next((each for each in OBSTACLES if each.holds(now, then)), None)
    if found is None:
        return ""
    return found.sentence.format(
        now=now,
        then=then,
        now_assay=now.lab.assay or "not stated",
        then_assay=then.lab.assay or "not stated",
        now_specimen=now.lab.specimen or "not stated",
        then_specimen=then.lab.specimen or "not stated",
    )


def factor_between(start: Result, end: Result) -> Fraction | None:
    """Return by what a value is multiplied to be in the other's unit; None without an exact one."""
    if start.lab.unit == end.lab.unit:
        return Fraction(1)
    if start.unit is None or end.unit is None:
        return None
    return exact_factor(start.unit, end.unit)


def conversion(now: Result, then: Result) -> str:
    """Return the conversion that a comparison made, in a sentence; empty without one."""
    factor = factor_between(then, now)
    if now.lab.unit == then.lab.unit or factor is None:
        return ""
    return f" 1 {then.lab.unit} is {words.plain(factor)} {now.lab.unit} exactly."


def results_of(labs: Iterable[LabResult], chronology: Chronology) -> tuple[Result, ...]:
    """Return the results that have a place in time, oldest first; one day in order of entry."""
    found = []
    for lab in labs:
        span = chronology.span(lab.on)
        if span is not None:
            label = chronology.label(lab.on)
            found.append(Result(lab, span, label, unit_of(lab), _bounds(lab)))
    return tuple(sorted(found, key=lambda result: result.span.day))


def unit_of(lab: LabResult) -> Unit | None:
    """Return the unit that a result's symbol means for its test; None where none is known."""
    return _unit_of(lab.analyte, lab.unit)


@lru_cache(maxsize=4096)
def _unit_of(code: str, symbol: str) -> Unit | None:
    try:
        return find_unit_for(analyte(code), symbol)
    except UnknownCode:
        return find_unit(symbol)


def _bounds(lab: LabResult) -> Bounds | None:
    if lab.value is None or not lab.value.is_finite():
        return None
    try:
        return Bounds.of(lab.comparator, lab.value)
    except ValueError:  # no concentration is below 0
        return None
