"""Questions about a laboratory result: far from the last one, another unit, twice, or not likely.

Each is told twice: before the result is written, and as a mark at it for as long as it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hcclog.catalogue import analytes
from hcclog.domain.by_test import ByTest, Kept, results_by_test
from hcclog.entry.lab_ranges import limits_text
from hcclog.entry.lab_words import result_words
from hcclog.entry.questions.distance import distance_question
from hcclog.entry.questions.question import Question

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hcclog.domain.chronology import Chronology
    from hcclog.domain.labs import LabResult
    from hcclog.domain.record import PatientRecord
    from hcclog.entry.clerk import Clerk, Range

_NO_RANGE = (None, None)


@dataclass(frozen=True, slots=True)
class Company:
    """What a result is compared with: other results of the same test.

    Attributes:
        last: The one before it in time, or the first after it where none is before.
        units: The units that the test was reported in.
        same_day: Those of the same date.
        last_range: The last range of the laboratory in this unit.
    """

    last: LabResult | None = None
    units: frozenset[str] = frozenset()
    same_day: tuple[LabResult, ...] = ()
    last_range: Range | None = None


def lab_questions(clerk: Clerk, lab: LabResult) -> Iterator[Question]:
    """Yield what is unlikely about a result that is about to be written."""
    chronology = clerk.chronology
    others = [
        each for each in clerk.record.labs if each.analyte == lab.analyte and each.id != lab.id
    ]
    before, after = _around(lab, others, chronology)
    company = Company(
        before or after,
        frozenset(each.unit for each in others if each.value is not None),
        tuple(each for each in others if each.on == lab.on),
        clerk.last_range(lab.analyte, lab.unit, lab.laboratory, clerk.record.patient.sex),
    )
    yield from unlikely(lab, company, chronology)


def doubts_of(record: PatientRecord, chronology: Chronology) -> Mapping[str, str]:
    """Return what is unlikely about results of a record, by their ids; the later one is marked."""
    tests = ByTest(record, chronology, _doubts_of_test)
    marked = ((lab.id, tests.of(lab.analyte).answer.of(lab)) for lab in record.labs)
    return {key: sentences for key, sentences in marked if sentences}


def kept_doubts(record: PatientRecord, chronology: Chronology) -> ByTest[Doubts]:
    """Return what is unlikely about the results of each test, worked out as it is looked at."""
    return _KEPT.of(record, chronology)


class Doubts:
    """What is unlikely about the results of one test."""

    def __init__(self, labs: Sequence[LabResult], chronology: Chronology) -> None:
        pairs = each_with_company(labs, chronology)
        self._companies = {lab.id: company for lab, company in pairs}
        self._chronology = chronology

    def of(self, lab: LabResult) -> str:
        """Return the sentences about one of them; empty where it is likely."""
        found = unlikely(lab, self._companies[lab.id], self._chronology)
        return " ".join(dict.fromkeys(each.sentence for each in found))


def _doubts_of_test(record: PatientRecord, chronology: Chronology, code: str) -> Doubts:
    return Doubts(results_by_test(record)[code], chronology)


_KEPT: Kept[Doubts] = Kept(_doubts_of_test)


def unlikely(lab: LabResult, company: Company, chronology: Chronology) -> Iterator[Question]:
    """Yield what is unlikely about a result in its company."""
    yield from out_of_line(lab, company, chronology)
    yield from _same_day(lab, company, chronology)


def out_of_line(lab: LabResult, company: Company, chronology: Chronology) -> Iterator[Question]:
    """Yield what is unlikely about a result, whatever else is there on its day."""
    if lab.value is not None:
        yield from distance_question(lab, company.last, chronology)
        yield from _new_unit(lab, company)
        yield from _implausible(lab)
        yield from _other_range(lab, company)


def each_with_company(
    labs: Sequence[LabResult], chronology: Chronology
) -> Iterator[tuple[LabResult, Company]]:
    """Yield the results of one test with what came before each, in one walk."""
    last: LabResult | None = None
    units: frozenset[str] = frozenset()
    days: dict[object, list[LabResult]] = {}
    ranges: dict[tuple[str, str], Range] = {}
    for lab in sorted(labs, key=lambda each: (_day(each, chronology), each.id)):
        place = (lab.unit, lab.laboratory)
        same_day = days.setdefault(lab.on, [])
        yield lab, Company(last, units, tuple(same_day), ranges.get(place))
        same_day.append(lab)
        if lab.value is not None:
            last = lab
            units = units if lab.unit in units else units | {lab.unit}
        if (lab.reference_low, lab.reference_high) != _NO_RANGE:
            ranges[place] = (lab.reference_low, lab.reference_high)


def _around(
    lab: LabResult, others: list[LabResult], chronology: Chronology
) -> tuple[LabResult | None, LabResult | None]:
    """Return the nearest numbers before and after a result."""
    day = _day(lab, chronology)
    numbers = [each for each in others if each.value is not None]
    before = [each for each in numbers if _day(each, chronology) <= day]
    after = [each for each in numbers if _day(each, chronology) > day]
    return (
        max(before, key=lambda each: (_day(each, chronology), each.id), default=None),
        min(after, key=lambda each: (_day(each, chronology), each.id), default=None),
    )


def _day(lab: LabResult, chronology: Chronology) -> float:
    span = chronology.span(lab.on)
    return float("-inf") if span is None else float(span.middle)


def _new_unit(lab: LabResult, company: Company) -> Iterator[Question]:
    # A test without a unit, such as an INR, is asked about in none.
    units = company.units - {""}
    if units and lab.unit and lab.unit not in units:
        name, used = _short(lab), ", ".join(sorted(units))
        yield Question(
            "new-unit", "unit", f"{name} was never reported in {lab.unit} here, but in {used}."
        )


def _implausible(lab: LabResult) -> Iterator[Question]:
    usual = analytes.plausible_for(lab.analyte, lab.unit)
    if usual is not None and lab.value is not None and not usual.holds(lab.value):
        limits = f"{usual.below:f} to {usual.above:f} {lab.unit}"
        words = f"{result_words(lab)} lies outside what {_short(lab)} can be expected in: {limits}."
        yield Question("implausible", "value", words)


def _other_range(lab: LabResult, company: Company) -> Iterator[Question]:
    limits = (lab.reference_low, lab.reference_high)
    if company.last_range is None or limits in {_NO_RANGE, company.last_range}:
        return
    place = f"of {lab.laboratory}" if lab.laboratory else "where no laboratory is named"
    # The laboratory comes last: after a name in Arabic a number is read from right to left.
    words = (
        f"The range {limits_text(*limits)} differs from {limits_text(*company.last_range)}"
        f" {lab.unit}, the last one {place}."
    )
    yield Question("other-range", "reference", words)


def _same_day(lab: LabResult, company: Company, chronology: Chronology) -> Iterator[Question]:
    """Ask about a result that is there already, once, whatever else is there on the day."""
    rivals = [each for each in company.same_day if is_rival(lab, each)]
    if not rivals:
        return
    day, there = chronology.label(lab.on), ", ".join(result_words(each) for each in rivals)
    if any(says_the_same(lab, each) for each in rivals):
        words = f"{_short(lab)} {result_words(lab)} of {day} is in the record already."
        yield Question("double", "value", words)
    else:
        words = f"{_short(lab)} of {day} is in the record already, as {there}; both will be kept."
        yield Question("another-value", "value", words)


def is_rival(lab: LabResult, other: LabResult) -> bool:
    """True where two results can be one: nothing that is known of both tells them apart."""
    pairs = (
        (lab.laboratory, other.laboratory),
        (lab.specimen, other.specimen),
        (lab.assay, other.assay),
    )
    return all(mine == theirs or not mine or not theirs for mine, theirs in pairs)


def says_the_same(lab: LabResult, other: LabResult) -> bool:
    """Tell whether two results have one value, comparator, unit and word."""
    mine = (lab.value, lab.comparator, lab.unit, lab.qualitative)
    return mine == (other.value, other.comparator, other.unit, other.qualitative)


def _short(lab: LabResult) -> str:
    test = analytes.find_analyte(lab.analyte)
    return test.short if test else lab.analyte
