"""Words and numbers as the window shows them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from hcclog.domain.patient import Serology, Sex
from hcclog.domain.response import Category, Criteria
from hcclog.report.wording import MINUS, THIN_SPACE, change, compared, number, rounded

if TYPE_CHECKING:
    from hcclog.domain.labs import LabResult
    from hcclog.domain.patient import Patient

__all__ = ["MINUS", "THIN_SPACE", "change", "compared", "number", "rounded"]

CRITERIA_NAMES = {
    Criteria.RECIST_1_1: "RECIST 1.1",
    Criteria.MRECIST: "mRECIST",
    Criteria.IRECIST: "iRECIST",
    Criteria.RECIST: "RECIST",
    Criteria.NOT_STATED: "criteria not stated",
}
_SHORT = {
    Category.NON_CR_NON_PD: "non-CR/PD",
    Category.NON_ICR_NON_IUPD: "non-iCR/iUPD",
    Category.NOT_APPLICABLE: "n/a",
}
SEX_WORDS = {Sex.FEMALE: "Woman", Sex.MALE: "Man", Sex.OTHER: "Other", Sex.UNKNOWN: ""}
SEX_LETTERS = {Sex.FEMALE: "F", Sex.MALE: "M", Sex.OTHER: "X", Sex.UNKNOWN: ""}
_SIGNS = {Serology.POSITIVE: "+", Serology.NEGATIVE: MINUS}


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


def lab_value(lab: LabResult) -> str:
    """Return a result without its unit: ``<0.8``, ``1 089`` or ``raised``."""
    if lab.value is None:
        return str(lab.qualitative or "")
    return compared(lab.value, lab.comparator)


def lab_full(lab: LabResult) -> str:
    """Return a result with its unit."""
    return f"{lab_value(lab)} {lab.unit if lab.value is not None else ''}".strip()


def plural(n: int, word: str) -> str:
    """Return a number and its noun."""
    return f"{n} {word}" if n == 1 else f"{n} {word}s"


def cause_words(patient: Patient) -> str:
    """Return viruses and cause: ``HBV+ HCV− NASH``; what is not known is left out."""
    parts = [
        f"{virus}{_SIGNS[state]}"
        for virus, state in (("HBV", patient.hbv), ("HCV", patient.hcv))
        if state is not None
    ]
    shown = {part[:3] for part in parts}
    parts += [cause.value for cause in patient.aetiologies if cause.value not in shown]
    return " ".join(parts)


def sentence_case(words: str) -> str:
    """Return words with a capital first letter; the others stay."""
    return words[:1].upper() + words[1:]
