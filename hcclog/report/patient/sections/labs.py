"""Laboratory results: days down, tests across, values under each other by their points."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from hcclog.domain.labs import LabResult
from hcclog.domain.ordering import oldest_first
from hcclog.report.entity_words import lab_full, lab_value, reference_words
from hcclog.report.naming import analyte_title, is_marker
from hcclog.report.patient.content import (
    Align,
    Block,
    Cell,
    Column,
    Heading,
    Paragraph,
    Row,
    Table,
)
from hcclog.report.patient.material import Material
from hcclog.rules.summary import TUMOUR_MARKERS

_LEGEND = "H above and L below the reference range of the result itself."
_MOST_RANGES = 2


class _Test(NamedTuple):
    """A column: a test in one unit."""

    analyte: str
    unit: str


def labs(material: Material) -> Iterator[Block]:
    """Yield the table of results, and what is known of some beside their values."""
    results = oldest_first(material.record.labs, material.chronology)
    if not results:
        return
    if any(map(_flag, results)):
        yield Paragraph(_LEGEND, leads=True)
    tests: dict[_Test, list[LabResult]] = {}
    days: dict[str, dict[_Test, list[LabResult]]] = {}
    for lab in results:
        test = _test_of(lab, tests)
        tests.setdefault(test, []).append(lab)
        days.setdefault(_when(lab, material), {}).setdefault(test, []).append(lab)
    ordered = sorted(tests, key=_place)
    columns = (Column("When"), *(_column(test, tests[test]) for test in ordered))
    rows = (_row(when, [at.get(test, []) for test in ordered]) for when, at in days.items())
    yield Table(columns, tuple(rows))
    yield from _remarks(results, material)


def _test_of(lab: LabResult, known: dict[_Test, list[LabResult]]) -> _Test:
    """Return the column of a result; one in words stands with those in numbers where it can."""
    if lab.value is None and not lab.unit:
        same = (test for test in known if test.analyte == lab.analyte)
        return next(same, _Test(lab.analyte, ""))
    return _Test(lab.analyte, lab.unit)


def _place(test: _Test) -> tuple[int, int, str, str]:
    """Return where a test stands: markers first, in their usual order."""
    usual = (*TUMOUR_MARKERS, test.analyte)
    title = analyte_title(test.analyte).casefold()
    return (0 if is_marker(test.analyte) else 1, usual.index(test.analyte), title, test.unit)


def _when(lab: LabResult, material: Material) -> str:
    until = f" to {material.when(lab.until_on)}" if lab.until_on is not None else ""
    return f"{material.when(lab.on)}{until}"


def _column(test: _Test, results: list[LabResult]) -> Column:
    ranges = list(dict.fromkeys(words for lab in results if (words := reference_words(lab))))
    told = " or ".join(ranges) if len(ranges) <= _MOST_RANGES else "several ranges"
    parts = (analyte_title(test.analyte), test.unit, told)
    return Column("\n".join(part for part in parts if part), Align.POINT)


def _row(when: str, across: list[list[LabResult]]) -> Row:
    return Row((Cell(when, strong=True), *(_cell(results) for results in across)))


def _cell(results: list[LabResult]) -> Cell:
    if len(results) == 1:
        return Cell(lab_value(results[0]), tail=_flag(results[0]))
    return Cell("\n".join(f"{lab_value(lab)} {_flag(lab)}".strip() for lab in results))


def _flag(lab: LabResult) -> str:
    """Return whether a value surely lies outside its reference range."""
    if lab.value is None:
        return ""
    sign = lab.comparator.value
    if lab.reference_high is not None and not sign.startswith("<"):
        above = _beyond(lab.value, lab.reference_high, is_open=sign == ">")
        if above:
            return "H"
    if lab.reference_low is not None and not sign.startswith(">"):
        below = _beyond(-lab.value, -lab.reference_low, is_open=sign == "<")
        if below:
            return "L"
    return ""


def _beyond(value: Decimal, limit: Decimal, *, is_open: bool) -> bool:
    return value > limit or (is_open and value == limit)


def _remarks(results: list[LabResult], material: Material) -> Iterator[Block]:
    rows = [
        Row((Cell(_when(lab, material), strong=True), Cell(_told(lab)), Cell(words)))
        for lab in results
        if (words := _remark(lab))
    ]
    if rows:
        yield Heading("Remarks on results", is_part=True)
        yield Table((Column("When"), Column("Result"), Column("Remark")), tuple(rows))


def _told(lab: LabResult) -> str:
    return f"{analyte_title(lab.analyte)} {lab_full(lab)}"


def _remark(lab: LabResult) -> str:
    parts = (
        lab.specimen,
        f"assay {lab.assay}" if lab.assay else "",
        lab.laboratory,
        lab.note,
    )
    return "; ".join(part for part in parts if part)
