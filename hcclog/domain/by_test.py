"""What follows from the results of one test, kept from one record to the next where it holds.

A record is frozen and so are its results: where the very same ones stand in a later record, their
dates mean the same and nothing beside the results is another, what was worked out of them stays
true. A value that comes to ten thousand costs no more than its own test.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cached_property
from operator import is_
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from hcclog.domain.record import NOUNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hcclog.domain.chronology import Chronology
    from hcclog.domain.labs import LabResult
    from hcclog.domain.record import PatientRecord

Answer = TypeVar("Answer")
Work = Callable[["PatientRecord", "Chronology", str], Answer]
_RESULTS = "labs"


class _Grouped:
    """The results of the record that was asked about last, by their tests."""

    def __init__(self) -> None:
        self._last: tuple[PatientRecord, dict[str, list[LabResult]]] | None = None

    def of(self, record: PatientRecord) -> dict[str, list[LabResult]]:
        """Return the results of each test."""
        last = self._last
        if last is None or last[0] is not record:
            last = self._last = record, _grouped(record, last)
        return last[1]


def _grouped(
    record: PatientRecord, last: tuple[PatientRecord, dict[str, list[LabResult]]] | None
) -> dict[str, list[LabResult]]:
    """Return the results by their tests; where some were added, the others stay as they are."""
    known, by_test = (last[0].labs, dict(last[1])) if last is not None else ((), {})
    if len(known) > len(record.labs) or not all(map(is_, known, record.labs)):
        known, by_test = (), {}
    added: dict[str, list[LabResult]] = defaultdict(list)
    for lab in record.labs[len(known) :]:
        added[lab.analyte].append(lab)
    for code, labs in added.items():
        by_test[code] = [*by_test.get(code, ()), *labs]
    return by_test


_GROUPED = _Grouped()


def results_by_test(record: PatientRecord) -> Mapping[str, Sequence[LabResult]]:
    """Return the results of each test in the order of the record, tests as they first came."""
    return _GROUPED.of(record)


class OfTest(Generic[Answer]):
    """The results of one test, and what follows from them.

    Two records that come to the same for a test share one of these.
    """

    def __init__(
        self, record: PatientRecord, chronology: Chronology, code: str, work: Work[Answer]
    ) -> None:
        self.labs = results_by_test(record)[code]
        self._question = record, chronology, code
        self._work = work

    @cached_property
    def answer(self) -> Answer:
        """What follows, worked out when it is first asked for."""
        return self._work(*self._question)

    @cached_property
    def is_plain(self) -> bool:
        """True where the dates of the results mean the same whatever else is in the record."""
        dates = {id(d): d for lab in self.labs for d in (lab.on, lab.until_on) if d is not None}
        return all(map(self._question[1].is_plain, dates.values()))


class ByTest(Generic[Answer]):
    """What follows from the results of each test of one record.

    Attributes:
        record: The record.
    """

    def __init__(
        self,
        record: PatientRecord,
        chronology: Chronology,
        work: Work[Answer],
        last: ByTest[Answer] | None = None,
    ) -> None:
        self.record = record
        self._parts = {
            code: OfTest(record, chronology, code, work) for code in results_by_test(record)
        }
        if last is not None and _differ_in_results(last.record, record, chronology):
            self._take_over(last)

    def of(self, code: str) -> OfTest[Answer]:
        """Return what follows for a test of which there is a result.

        Raises:
            KeyError: There is none.
        """
        return self._parts[code]

    def __contains__(self, code: str) -> bool:
        """True for a test of which there is a result."""
        return code in self._parts

    def _take_over(self, last: ByTest[Answer]) -> None:
        """Take what came to the same before."""
        for code, part in self._parts.items():
            before = last._parts.get(code)
            if before is not None and _same(before.labs, part.labs) and before.is_plain:
                self._parts[code] = before


class Kept(Generic[Answer]):
    """What follows for the record that was asked about last, and is of use for the next."""

    def __init__(self, work: Work[Answer]) -> None:
        self._work = work
        self._last: ByTest[Answer] | None = None

    def of(self, record: PatientRecord, chronology: Chronology) -> ByTest[Answer]:
        """Return what follows from a record; a frozen one is known by itself."""
        last = self._last
        if last is None or last.record is not record:
            last = self._last = ByTest(record, chronology, self._work, last)
        return last


def _differ_in_results(one: PatientRecord, other: PatientRecord, chronology: Chronology) -> bool:
    """True where two records differ in results alone, and no line starts as a result says."""
    parts = (noun.attribute for noun in NOUNS if noun.attribute != _RESULTS)
    starts = (course.start_on for course in other.courses)
    same = all(_same_part(getattr(one, name), getattr(other, name)) for name in parts)
    return same and all(map(chronology.is_plain, starts))


def _same_part(one: Any, other: Any) -> bool:
    return one is other or (isinstance(one, tuple) and _same(one, other))


def _same(some: Sequence[Any], others: Sequence[Any]) -> bool:
    """True where they are the very same: 5.5 and 5.50 are equal and read differently."""
    return some is others or (len(some) == len(others) and all(map(is_, some, others)))
