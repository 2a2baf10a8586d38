"""A result in words, as a sentence about it needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
