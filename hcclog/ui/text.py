"""Words and numbers as the window shows them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hcclog.domain.patient import Sex
from hcclog.domain.response import Category
from hcclog.report.entity_words import (
    CRITERIA_NAMES,
    SEX_WORDS,
    cause_words,
    lab_full,
    lab_value,
    plural,
    sentence_case,
)
from hcclog.report.wording import MINUS, THIN_SPACE, change, compared, number, rounded

__all__ = [
    "CRITERIA_NAMES",
    "MINUS",
    "SEX_WORDS",
    "THIN_SPACE",
    "cause_words",
    "change",
    "compared",
    "lab_full",
    "lab_value",
    "number",
    "plural",
    "rounded",
    "sentence_case",
]

_SHORT = {
    Category.NON_CR_NON_PD: "non-CR/PD",
    Category.NON_ICR_NON_IUPD: "non-iCR/iUPD",
    Category.NOT_APPLICABLE: "n/a",
}
SEX_LETTERS = {Sex.FEMALE: "F", Sex.MALE: "M", Sex.OTHER: "X", Sex.UNKNOWN: ""}


def chip_text(category: Category) -> str:
    """Return what stands in a chip."""
    return _SHORT.get(category, category.value)


def mm(length: Fraction | Decimal | None) -> str:
    """Return a length in mm with one decimal; empty where there is none."""
    return "" if length is None else rounded(Fraction(length))


def signed_mm(length: Fraction | None) -> str:
    """Return a change in mm with its sign."""
    if length is None:
        return ""
    sign = "+" if length > 0 else ""
    return f"{sign}{rounded(length)} mm"


def percent(share: Fraction | None) -> str:
    """Return a change as a signed percentage; empty where there is none."""
    return "" if share is None else change(share)
