"""From the cells of a row to results, each with what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hcclog.catalogue import analytes
from hcclog.domain.ids import EntityId
from hcclog.domain.labs import LabResult
from hcclog.domain.number_reading import read_qualitative
from hcclog.domain.sources import Source, SourceKind
from hcclog.entry.paste.choices import Comma
from hcclog.entry.paste.points import Points, doubt, without_groups
from hcclog.exchange.incoming.plan import Verdict
from hcclog.exchange.lab_files.mapping import PART_OF_HEAD, Mapping, Part
from hcclog.exchange.lab_files.naming import KnownName, LabNames
from hcclog.exchange.lab_files.patients import Patients
from hcclog.exchange.lab_files.words import CellReader, Said
from hcclog.exchange.lab_files.workbook_rows import FORMULA_ONLY

if TYPE_CHECKING:
    from collections.abc import Callable

    from hcclog.catalogue.analytes import Analyte
    from hcclog.domain.dates import ClinicalDate
    from hcclog.entry.clerk import Range
    from hcclog.entry.lab_values import ValueReading
    from hcclog.exchange.lab_files.patients import Person

_RANGES = frozenset({Part.REFERENCE, Part.LOW, Part.HIGH})
_SIGNS = frozenset({"<", "<=", "≤", "=", ">=", "≥", ">"})
_TEXTS = (
    (Part.SPECIMEN, "specimen"),
    (Part.ASSAY, "assay"),
    (Part.LABORATORY, "laboratory"),
    (Part.NOTE, "note"),
)


@dataclass(slots=True)
class Found:
    """One result of the file.

    Attributes:
        place: Where: ``row 12``, or ``row 12, column 3`` of a table with many values a row.
        code: Of the patient.
        lab: None where a part of it is refused.
    """

    place: str
    code: str
    verdict: Verdict
    why: str = ""
    lab: LabResult | None = None


@dataclass(slots=True)
class Open:
    """What a person can still decide.

    Attributes:
        dates: Some date can be read day first and month first.
        commas: Columns, from 0, in which a comma can mean two things.
        units: A value lacks nothing but its unit.
    """

    dates: bool = False
    units: bool = False
    commas: set[int] = field(default_factory=set)


class RowReader:
    """Reads the rows of one table."""

    def __init__(
        self,
        mapping: Mapping,
        patients: Patients,
        cells: CellReader,
        new_id: Callable[[], str],
        *,
        is_text: bool = True,
    ) -> None:
        """Take the mapping, whose results they can be, who reads cells and who gives ids.

        The numbers of a workbook have no signs of their own, so they are never in doubt.
        """
        self._is_text = is_text
        self.open = Open()
        self.names = LabNames(mapping)
        self._mapping, self._patients, self._cells, self._new_id = mapping, patients, cells, new_id
        self._plans = {n: _Plan(mapping, n) for n in mapping.places_of(Part.VALUE)}
        self._width = len(mapping.columns)
        self._points: Points[Found] = Points()
        self._is_long = not any(plan.column.is_headed for plan in self._plans.values())

    def read(self, number: int, cells: list[str], document: str) -> Iterator[Found]:
        """Yield the results of a row; an empty cell under a title is none."""
        place = f"row {number}"
        fault = self._fitted(cells) if len(cells) != self._width else ""
        if FORMULA_ONLY in cells:
            column = cells.index(FORMULA_ONLY) + 1
            fault = f"Column {column} is a formula without a stored value; save the workbook anew."
        if fault:
            yield Found(place, "", Verdict.REFUSED, fault)
            return
        stripped = [cell.strip() for cell in cells]
        for column, plan in self._plans.items():
            if self._is_long:
                yield self._result(place, _Words(plan, stripped), document)
            elif stripped[column]:
                at = f"{place}, column {column + 1}"
                yield self._result(at, _Words(plan, stripped), document)

    def _fitted(self, cells: list[str]) -> str:
        """Make a row as wide as the titles; return why that cannot be."""
        n_cells = len(cells)
        if n_cells < self._width:
            title = self._mapping.columns[n_cells].title or "without a title"
            n = "1 cell" if n_cells == 1 else f"{n_cells} cells"
            return f"The row has {n}; column {n_cells + 1} ({title}) is missing."
        if any(cells[self._width :]):
            return f"The row has {n_cells} cells; only {self._width} have a title."
        del cells[self._width :]
        return ""

    def _result(self, place: str, words: _Words, document: str) -> Found:
        known = self.names.read(words.of(Part.TEST))
        person, whose = self._patients.find(words.of(Part.PATIENT))
        code = person.code if person else words.of(Part.PATIENT)
        if known.test is None and not known.fault:
            why = f"{words.of(Part.TEST)} is left out."
            return Found(place, code, Verdict.LEFT, why)
        on = self._cells.date(words.of(Part.DATE), is_relative=bool(person and person.is_relative))
        self.open.dates |= on.is_open
        faults = [fault for fault in (whose, on.fault, known.fault) if fault]
        lab = None
        if known.test is not None:
            lab, more = self._lab(known, words, (person, on.it), Source(_IMPORTED, document, place))
            faults += more
        if faults or lab is None:
            return Found(place, code, Verdict.REFUSED, " ".join(faults))
        found = Found(place, code, Verdict.NEW, "", lab)
        if self._is_text and words.comma is Comma.ASK and (why := doubt(words.value)):
            self._points.keep(words.number, why, found)
        return found

    def ask_about_points(self) -> None:
        """Refuse numbers such as 75.000 in a column of decimal commas, until somebody decides."""
        for column, why, found in self._points.asked():
            self.open.commas.add(column)
            found.verdict, found.why, found.lab = Verdict.REFUSED, why, None

    def _lab(
        self,
        known: KnownName,
        words: _Words,
        of: tuple[Person | None, ClinicalDate | None],
        source: Source,
    ) -> tuple[LabResult | None, list[str]]:
        """Return the result of a known test, and what is wrong with it."""
        test, (person, on) = known.test, of
        assert test is not None  # noqa: S101 - the caller looked
        value = self._value(test, known.unit, words)
        limits = self._limits(value, self._plain(self._range_words(words), words), words)
        texts, text_faults = self._free_texts(words)
        faults = [fault for fault in (value.fault, limits.fault, *text_faults) if fault]
        if value.it is None or limits.it is None or person is None or on is None or faults:
            return None, faults
        read = value.it
        low, high = limits.it if read.value is not None else (None, None)
        return LabResult(
            EntityId(self._new_id()),
            person.id,
            on,
            test.code,
            value=read.value,
            unit=read.unit,
            comparator=read.comparator,
            qualitative=read.qualitative,
            reference_low=low,
            reference_high=high,
            as_typed=words.value,
            source=source,
            **texts,
        ), []

    def _limits(self, value: Said[ValueReading], text: str, words: _Words) -> Said[Range]:
        """Return the limits of a value; of a result in words the usual word is none."""
        in_words = value.it is not None and value.it.qualitative is not None
        if in_words and read_qualitative(text) is not None:
            return Said((None, None))
        return self._cells.range(text, words.comma)

    def _free_texts(self, words: _Words) -> tuple[dict[str, Any], list[str]]:
        """Return the texts of a result that are there, and what is wrong with them."""
        said = {name: words.of(part) for part, name in words.plan.texts}
        if self._mapping.laboratory and not said.get("laboratory"):
            said["laboratory"] = self._mapping.laboratory
        flag = words.of(Part.FLAG) if self._mapping.keeps_flags else ""
        if flag:
            said["note"] = f"{said.get('note', '')} Flag of the laboratory: {flag}.".strip()
        read = {name: self._cells.text(name, text) for name, text in said.items() if text}
        texts: dict[str, Any] = {name: each.it for name, each in read.items() if each.it}
        return texts, [each.fault for each in read.values() if each.fault]

    def _value(self, test: Analyte, unit: str, words: _Words) -> Said[ValueReading]:
        """Return the value with the unit that stands beside it, or that was chosen for it."""
        if words.sign and words.sign not in _SIGNS:
            return Said(None, f"{words.sign!r} is no comparator; <, <=, =, >= and > can be.")
        units = words.of(Part.UNIT), words.column.unit or unit
        if self._is_text:
            self._points.see(words.number, (words.value, self._range_words(words)))
        said = self._cells.value(test, self._plain(words.value, words), units, words.comma)
        if said.is_open:
            self.open.commas.add(words.number)
        self.open.units |= said.lacks_unit
        return said

    def _plain(self, text: str, words: _Words) -> str:
        return without_groups(text, words.comma) if self._is_text else text

    def _range_words(self, words: _Words) -> str:
        if not words.plan.has_range:
            return ""
        low, high = words.of(Part.LOW), words.of(Part.HIGH)
        if low and high:
            return f"{low} - {high}"
        if high:
            return high if high[0] in "<≤" else f"<{high}"
        if low:
            return low if low[0] in ">≥" else f">{low}"
        return words.of(Part.REFERENCE).removesuffix(words.of(Part.UNIT) or "\x00").strip()


_IMPORTED = SourceKind.IMPORTED


class _Plan:
    """Where the parts of the values of one column stand."""

    __slots__ = ("column", "has_range", "number", "places", "texts", "title_of")

    def __init__(self, mapping: Mapping, number: int) -> None:
        self.column, self.number = mapping.columns[number], number
        self.title_of = PART_OF_HEAD[self.column.head] if self.column.is_headed else None
        found = {part: mapping.places_of(part) for part in Part}
        self.places = {part: places[0] for part, places in found.items() if places}
        self.texts = tuple((part, name) for part, name in _TEXTS if part in self.places)
        self.has_range = not self.places.keys().isdisjoint(_RANGES)


class _Words:
    """The cells of one result by their parts."""

    __slots__ = ("_cells", "column", "comma", "number", "plan", "sign", "value")

    def __init__(self, plan: _Plan, cells: Sequence[str]) -> None:
        self._cells, self.plan = cells, plan
        self.column, self.number = plan.column, plan.number
        self.comma = plan.column.comma
        self.sign = self.of(Part.COMPARATOR)
        value = cells[plan.number]
        signed = self.sign in _SIGNS - {"="} and not value.startswith(self.sign)
        self.value = f"{self.sign}{value}" if signed else value

    def of(self, part: Part) -> str:
        """Return what stands for a part; of a column under a title, the title."""
        if part is self.plan.title_of:
            return self.column.title.strip()
        place = self.plan.places.get(part)
        return "" if place is None else self._cells[place]


def reading_of(lab: LabResult) -> str:
    """Return what a result says: ``AFP <0.8 ng/mL of 2024-03-01``."""
    from hcclog.entry.lab_words import result_words

    return f"{analytes.analyte(lab.analyte).short} {result_words(lab)} of {lab.on.form}"
