"""What the columns of a laboratory's table mean: guessed, shown, corrected, remembered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from hcclog.entry.paste.choices import Comma
from hcclog.entry.preferences import DateOrder


class Part(StrEnum):
    """What a column says."""

    PATIENT = "patient code"
    DATE = "date"
    TEST = "test"
    VALUE = "value"
    COMPARATOR = "comparator"
    UNIT = "unit"
    REFERENCE = "reference range"
    LOW = "lower limit"
    HIGH = "upper limit"
    FLAG = "flag"
    SPECIMEN = "specimen"
    ASSAY = "assay"
    LABORATORY = "laboratory"
    NOTE = "note"
    IGNORED = "not taken"


class Head(StrEnum):
    """What stands at the head of a column of values, for all values below it."""

    NONE = "nothing"
    TEST = "test"
    DATE = "date"
    PATIENT = "patient code"


PART_OF_HEAD = {Head.TEST: Part.TEST, Head.DATE: Part.DATE, Head.PATIENT: Part.PATIENT}


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        title: As it stands in the file; empty where there is none.
        head: Of a column of values: what its title says of each of them.
        comma: What one comma before three digits means here.
        unit: Of a column of values: the unit of those that carry none.
    """

    title: str
    part: Part = Part.IGNORED
    head: Head = Head.NONE
    comma: Comma = Comma.ASK
    unit: str = ""

    @property
    def is_headed(self) -> bool:
        """True for a column of values under one test, one date or one patient."""
        return self.part is Part.VALUE and self.head is not Head.NONE


@dataclass(frozen=True, slots=True)
class NamedTest:
    """A laboratory's own name for a test.

    Attributes:
        name: As the laboratory writes it: ``AFP-Roche``.
        analyte: Code of the catalogue; empty where results of this name are not taken.
        unit: Of values that carry none.
    """

    name: str
    analyte: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a table is read.

    Attributes:
        columns: In their order.
        title_row: Number of the row of titles, from 1; 0 where the table has none.
        has_units: The row below the titles holds the units of the columns.
        name: Under which it is remembered, such as the laboratory's; empty for a guess.
        laboratory: Stands at each result where no column says it.
        date_order: How 03/04/2024 is meant.
        usual_units: Take the catalogue's unit of a test where none stands.
        leaves_unknown: Leave out tests that the catalogue does not know, instead of refusing them.
        keeps_flags: Write a flag such as H into the note; it is never more than that.
        tests: The laboratory's own names.
        encoding: How its letters are read, such as ``gb18030``; empty where that is certain.
        sheet: Of a workbook; empty for the first that is not hidden.
    """

    columns: tuple[Column, ...]
    title_row: int = 1
    has_units: bool = False
    name: str = ""
    laboratory: str = ""
    date_order: DateOrder = DateOrder.ASK
    usual_units: bool = False
    leaves_unknown: bool = False
    keeps_flags: bool = False
    tests: tuple[NamedTest, ...] = ()
    encoding: str = ""
    sheet: str = ""

    def with_part(self, number: int, part: Part, head: Head = Head.NONE) -> Mapping:
        """Return the mapping with a column, counted from 0, that says something else."""
        return self._with_column(number, replace(self.columns[number], part=part, head=head))

    def with_comma(self, comma: Comma, number: int | None = None) -> Mapping:
        """Return the mapping with another meaning of the comma, in one column or in all."""
        if number is not None:
            return self._with_column(number, replace(self.columns[number], comma=comma))
        return replace(self, columns=tuple(replace(each, comma=comma) for each in self.columns))

    def with_unit(self, number: int, unit: str) -> Mapping:
        """Return the mapping with a unit for the values of a column that carry none."""
        return self._with_column(number, replace(self.columns[number], unit=unit))

    def with_test(self, name: str, analyte: str, unit: str = "") -> Mapping:
        """Return the mapping with a laboratory's own name; an empty code leaves it out."""
        others = tuple(each for each in self.tests if each.name != name)
        return replace(self, tests=(*others, NamedTest(name, analyte, unit)))

    def places_of(self, part: Part) -> tuple[int, ...]:
        """Return the columns of a part, from 0."""
        return tuple(n for n, each in enumerate(self.columns) if each.part is part)

    @property
    def n_head(self) -> int:
        """How many rows stand above the results."""
        return self.title_row + self.has_units

    def _with_column(self, number: int, column: Column) -> Mapping:
        columns = (*self.columns[:number], column, *self.columns[number + 1 :])
        return replace(self, columns=columns)
