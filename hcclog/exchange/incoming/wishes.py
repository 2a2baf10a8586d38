"""What a person says beside a file."""

from __future__ import annotations

from dataclasses import dataclass, field

from hcclog.entry.paste.choices import Comma
from hcclog.entry.preferences import DateOrder


@dataclass(frozen=True, slots=True)
class TableWish:
    """How a table of a laboratory is read, where its content does not say it.

    Attributes:
        encoding: How its letters are read, such as ``gb18030``.
        sheet: Of a workbook.
        dates: How 03/04/2024 is meant.
        comma: What one comma before three digits means.
        columns: Titles, and what their columns say.
        tests: The laboratory's own names of tests, and those of the catalogue.
        usual_units: Take the catalogue's unit of a test where none stands.
        leaves_unknown: Leave out tests that the catalogue does not know.
        remember: Name under which the layout is kept; empty to forget it.
    """

    encoding: str = ""
    sheet: str = ""
    dates: DateOrder = DateOrder.ASK
    comma: Comma = Comma.ASK
    columns: tuple[tuple[str, str], ...] = ()
    tests: tuple[tuple[str, str], ...] = ()
    usual_units: bool = False
    leaves_unknown: bool = False
    remember: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person says beside the file.

    Attributes:
        patient: Code of the patient, for a file that names none.
        study: What trial data belong to, where the file says it of several.
        mapping: Name of a layout that was remembered, for tables of a laboratory.
        table: How such a table is read.
    """

    patient: str = ""
    study: str = ""
    mapping: str = ""
    table: TableWish = field(default_factory=TableWish)
