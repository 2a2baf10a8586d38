"""Findings on markers: what a person has to settle; nothing is changed or left out for it."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from hcclog.catalogue.procedures import procedure
from hcclog.catalogue.reading import UnknownCode
from hcclog.rules.markers import words
from hcclog.rules.markers.change import is_same_day
from hcclog.rules.markers.results import factor_between, obstacle
from hcclog.rules.verdict import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hcclog.domain.chronology import Chronology, DaySpan
    from hcclog.domain.labs import LabResult
    from hcclog.domain.record import PatientRecord
    from hcclog.rules.markers.lines import StartedLine
    from hcclog.rules.markers.results import Result


def differing(results: Sequence[Result], chronology: Chronology) -> Iterator[Finding]:
    """Yield pairs of one day that contradict each other: ``<30`` and 20 do not."""
    for one, other in _of_one_span(results):
        if obstacle(other, one) or not is_same_day(one, other, chronology):
            continue
        first = one.in_unit_of(other)
        if first is not None and other.bounds is not None and not first.overlaps(other.bounds):
            yield Finding(
                f"Two results of one day differ: {one.name} and {other.told}. "
                "Where one of them is needed, the one entered later is used."
            )


def _of_one_span(results: Sequence[Result]) -> Iterator[tuple[Result, Result]]:
    """Yield the pairs whose days are the same, as far as they are known, in order."""
    alike: dict[DaySpan, list[Result]] = defaultdict(list)
    for result in reversed(results):
        alike[result.span].append(result)
    for one in results:
        alike[one.span].pop()
        yield from ((one, other) for other in reversed(alike[one.span]))


def changes_of_method(results: Sequence[Result]) -> Iterator[Finding]:
    """Yield each change of unit, assay or specimen from one number to the next."""
    numbers = [result for result in results if result.bounds is not None]
    for then, now in pairwise(numbers):
        name, between = words.analyte_name(now.lab.analyte), f"from {then.told} to {now.told}"
        if then.lab.unit != now.lab.unit:
            exact = factor_between(then, now) is not None
            what = "they convert exactly" if exact else "they are not compared"
            yield Finding(
                f"{name} changes its unit {between} ({_pair(then.lab.unit, now.lab.unit)}): {what}."
            )
        for attribute in ("assay", "specimen"):
            old, new = getattr(then.lab, attribute), getattr(now.lab, attribute)
            if old != new:
                yield Finding(
                    f"{name} changes its {attribute} {between} ({_pair(old, new)}): "
                    "they are not compared."
                )


def _pair(old: str, new: str) -> str:
    return f"{old or 'not stated'}, then {new or 'not stated'}"


def procedures_between(
    record: PatientRecord, start: Result, line: StartedLine
) -> Iterator[Finding]:
    """Yield procedures that lie, or may lie, between the start value and the first course.

    What a resection took away is no effect of the therapy after it.
    """
    for each in record.procedures:
        from_value = line.chronology.days_between(start.lab.on, each.on)
        from_line = line.days_to(each.on)
        if from_value is None or from_line is None:
            continue
        if from_value.latest >= 0 and from_line.earliest <= 0 and from_value != from_line:
            surely = from_value.earliest > 0 and from_line.latest < 0
            yield Finding(
                f"{_procedure_name(each.kind)} ({line.chronology.label(each.on)}) "
                f"{'lies' if surely else 'may lie'} between the start value {start.told} and the "
                f"start of {line.name}: a change from it may be the effect of both."
            )


def _procedure_name(code: str) -> str:
    try:
        name = procedure(code).name
    except UnknownCode:
        return code
    return name[:1].upper() + name[1:]


def unusable(labs: Iterable[LabResult], chronology: Chronology) -> Iterator[Finding]:
    """Yield results without a place in time, and numbers that no concentration has."""
    for lab in labs:
        name = f"{words.analyte_name(lab.analyte)} {words.amount(lab)}"
        when = chronology.label(lab.on)
        if chronology.span(lab.on) is None:
            yield Finding(f"{name} ({when}) has no place in time and is in no line.")
        elif lab.value is not None and (lab.value.is_signed() and lab.value):
            yield Finding(f"{name} ({when}) is below 0 and is not compared.")
