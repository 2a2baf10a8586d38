"""What stands beside a result while it is typed: how it is read, and what is expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.catalogue.analytes import find_analyte
from hcclog.entry.lab_defaults import range_hint
from hcclog.entry.lab_words import result_words
from hcclog.entry.labs import default_unit

if TYPE_CHECKING:
    from hcclog.entry.clerk import Clerk
    from hcclog.entry.labs import LabPreview, LabWords


def understood(clerk: Clerk, preview: LabPreview, words: LabWords) -> str:
    """Return how the words are read, where that is not what stands there; empty otherwise."""
    if preview.readings:
        return f"{' or '.join(preview.readings)}: Enter asks"
    if preview.reading is None:
        return ""
    lab, notes = preview.reading.lab, list(preview.reading.notes)
    if not notes and lab.value is None:
        notes.append(result_words(lab))
    day = clerk.chronology.label(lab.on)
    if day.casefold() != words.on.strip().casefold():
        notes.append(f"on {day}")
    return ", ".join(notes)


def expected_unit(clerk: Clerk, preview: LabPreview, words: LabWords) -> str:
    """Return the unit that the result has, or will have where no other is typed."""
    if preview.reading is not None:
        return preview.reading.lab.unit
    test = find_analyte(words.test) if words.test.strip() else None
    return default_unit(clerk, test) if test else ""


def expected_range(clerk: Clerk, name: str, unit: str) -> str:
    """Return the range that is usual elsewhere, as a hint."""
    test = find_analyte(name) if name.strip() else None
    return range_hint(clerk, test, unit) if test else ""
