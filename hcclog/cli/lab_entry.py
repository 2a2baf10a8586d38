"""One laboratory result from four words, read by the same readers as the window's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.catalogue import analytes
from hcclog.commands.refused import Refused
from hcclog.domain.date_reading import read_date
from hcclog.domain.ids import EntityId
from hcclog.domain.labs import LabResult
from hcclog.domain.number_reading import read_number, read_qualitative
from hcclog.domain.patient import TimeAxis

if TYPE_CHECKING:
    from hcclog.domain.record import PatientRecord
    from hcclog.logbook import Logbook


def lab_from_words(record: PatientRecord, book: Logbook, words: dict[str, str]) -> LabResult:
    """Return the result that the words ``on``, ``analyte``, ``value`` and ``unit`` say.

    Raises:
        Unreadable: The date or the value cannot be read, or has two readings.
        Refused: The test is not known, or the value carries another unit than the one given.
    """
    when, name, value, unit = (words[key] for key in ("on", "analyte", "value", "unit"))
    relative = record.patient.time_axis is TimeAxis.RELATIVE
    on = read_date(when, book.stamp().today, relative=relative).date
    analyte = analytes.find_analyte(name)
    if analyte is None:
        raise Refused(f"{name!r} is not a test that the catalogue knows.", "analyte")
    entity_id = EntityId(book.store.new_id())
    qualitative = read_qualitative(value)
    if qualitative is not None:
        return LabResult(
            entity_id, record.patient.id, on, analyte.code, qualitative=qualitative, as_typed=value
        )
    number = read_number(value)
    symbol = _unit(analyte, unit, number.unit_text)
    return LabResult(
        entity_id,
        record.patient.id,
        on,
        analyte.code,
        number.value,
        symbol,
        number.comparator,
        as_typed=value,
    )


def _unit(analyte: analytes.Analyte, given: str, beside_number: str) -> str:
    """Return the printed symbol; two different units are refused, never chosen between."""
    words = [word for word in (given, beside_number) if word]
    found = {word: analytes.find_unit_for(analyte, word) for word in words}
    if len(words) > 1 and found[given] != found[beside_number]:
        raise Refused(f"The value carries {beside_number}, the unit says {given}.", "unit")
    unit = found[words[0]] if words else None
    return analytes.unit_symbol(analyte, unit) if unit else "".join(words[:1])
