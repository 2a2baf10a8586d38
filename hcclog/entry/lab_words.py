"""A result in words, as a sentence about it needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.catalogue import analytes
from hcclog.catalogue.units import convert_exact
from hcclog.domain.quantities import Comparator

if TYPE_CHECKING:
    from hcclog.domain.labs import LabResult

SIGNS = {
    Comparator.LESS: "<",
    Comparator.LESS_OR_EQUAL: "≤",
    Comparator.EQUAL: "",
    Comparator.GREATER_OR_EQUAL: "≥",
    Comparator.GREATER: ">",
}


def result_words(lab: LabResult) -> str:
    """Return value and unit with all digits, or the word that stands for them."""
    if lab.value is None:
        return str(lab.qualitative or "")
    return f"{SIGNS[lab.comparator]}{lab.value:f} {lab.unit}".strip()


def catalogue_words(lab: LabResult) -> str:
    """Return the same quantity in the catalogue's unit: ``= 41.4 10^9/L``; empty where it is."""
    test = analytes.find_analyte(lab.analyte)
    unit = analytes.find_unit_for(test, lab.unit) if test and lab.value is not None else None
    if test is None or test.unit is None or unit in {None, test.unit} or lab.value is None:
        return ""
    value = convert_exact(lab.value, unit, test.unit) if unit else None
    symbol = analytes.unit_symbol(test, test.unit)
    return "" if value is None else f"= {SIGNS[lab.comparator]}{value:f} {symbol}"
