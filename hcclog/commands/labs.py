"""Checks on laboratory results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.catalogue import analytes
from hcclog.commands.refused import Refused

if TYPE_CHECKING:
    from hcclog.domain.labs import LabResult
    from hcclog.domain.record import PatientRecord

_LONGEST = 24


def check_lab_result(_record: PatientRecord, lab: LabResult) -> None:
    """Refuse a result without a value, with an unknown test or unit, or a range upside down.

    Raises:
        Refused: With the field and a sentence.
    """
    analyte = analytes.find_analyte(lab.analyte)
    if analyte is None:
        msg = f"{lab.analyte!r} is not a test that the catalogue knows."
        raise Refused(msg, "analyte")
    if (lab.value is None) == (lab.qualitative is None):
        msg = f"{analyte.short} needs either a number or a word such as raised."
        raise Refused(msg, "value")
    if lab.value is not None:
        _check_number(analyte, lab)
    low, high = lab.reference_low, lab.reference_high
    if low is not None and high is not None and low > high:
        msg = f"The reference range {low}-{high} stands upside down."
        raise Refused(msg, "reference_low")


def _check_number(analyte: analytes.Analyte, lab: LabResult) -> None:
    if lab.value is None or not lab.value.is_finite() or lab.value < 0:
        msg = f"{lab.value} is not a concentration; only 0 and more is."
        raise Refused(msg, "value")
    if not analyte.units:
        msg = f"{analyte.short} takes words, no number: {', '.join(analyte.values)}."
        raise Refused(msg, "value")
    check_unit(analyte, lab.unit)


def check_unit(analyte: analytes.Analyte, symbol: str) -> None:
    """Refuse a unit that a test is not reported in.

    Raises:
        Refused: At ``unit``, with the units that can be used.
    """
    if analytes.find_unit_for(analyte, symbol) not in analyte.units:
        allowed = ", ".join(analytes.unit_symbol(analyte, each) for each in analyte.units)
        shown = _shortened(symbol) or "No unit"
        msg = f"{shown} is not a unit of {analyte.short}; {allowed} can be used."
        raise Refused(msg, "unit")


def _shortened(text: str) -> str:
    """Return a text that a sentence can hold."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
