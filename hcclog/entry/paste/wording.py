"""What a cell says, in words beside the cell."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hcclog.catalogue import analytes
from hcclog.domain.labs import LabResult
from hcclog.domain.quantities import Comparator
from hcclog.entry.paste.layout import Meaning

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from hcclog.domain.lesion import Measurement


def lab_parts(lab: LabResult, present: Collection[Meaning]) -> Mapping[Meaning, str]:
    """Return what each cell of a laboratory result says.

    Args:
        lab: The result.
        present: The parts that have a cell of their own; a unit without one stands by the value.
    """
    if lab.value is None:
        value = str(lab.qualitative or "")
    else:
        sign = "" if lab.comparator is Comparator.EQUAL else f"{lab.comparator} "
        value = f"{sign}{lab.value:f}"
    if Meaning.UNIT not in present or lab.value is None:
        value = f"{value} {lab.unit}".strip()
    return {
        Meaning.DATE: str(lab.on.form),
        Meaning.NAME: analytes.analyte(lab.analyte).short,
        Meaning.VALUE: value,
        Meaning.UNIT: lab.unit,
        Meaning.REFERENCE: _range_words(lab.reference_low, lab.reference_high),
        Meaning.LABORATORY: lab.laboratory,
    }


def size_words(size: Measurement) -> str:
    """Return a measurement in few words: ``42.0/38.0 mm`` or ``absent``."""
    whole = size.longest_mm if size.longest_mm is not None else size.short_axis_mm
    lengths = [f"{mm:f}" for mm in (whole, size.viable_mm) if mm is not None]
    return f"{'/'.join(lengths)} mm" if lengths else str(size.state or "")


def _range_words(low: Decimal | None, high: Decimal | None) -> str:
    if low is not None and high is not None:
        return f"{low:f}–{high:f}"
    if high is not None:
        return f"to {high:f}"
    return f"from {low:f}" if low is not None else ""
