"""Results of laboratories: test codes, and what one cell says of value, comparator and word."""

from __future__ import annotations

import re
from functools import cache

from hcclog.catalogue.analytes import analyte_or_none, analytes
from hcclog.domain.labs import Qualitative
from hcclog.domain.quantities import Comparator
from hcclog.exchange.sdtm.codings import Coding, Links
from hcclog.exchange.sdtm.structure import MOST_LABEL, MOST_NAME

_NUMBER = re.compile(r"(<=|>=|<|>)?\s*([0-9]+(?:\.[0-9]+)?)")
# LBTEST belongs to LBTESTCD: both are spelled as controlled terminology spells them.
_TERMS = {
    "AFP": "Alpha Fetoprotein",
    "AFPL3AFP": "Alpha Fetoprotein L3/Alpha Fetoprotein",
    "ALB": "Albumin",
    "ALP": "Alkaline Phosphatase",
    "ALT": "Alanine Aminotransferase",
    "AST": "Aspartate Aminotransferase",
    "BILI": "Bilirubin",
    "CA19_9AG": "Cancer Antigen 19-9",
    "CREAT": "Creatinine",
    "GGT": "Gamma Glutamyl Transferase",
    "GLUC": "Glucose",
    "HGB": "Hemoglobin",
    "INR": "Prothrombin Intl. Normalized Ratio",
    "K": "Potassium",
    "LYM": "Lymphocytes",
    "NEUT": "Neutrophils",
    "PLAT": "Platelets",
    "SODIUM": "Sodium",
    "VEGF": "Vascular Endothelial Growth Factor",
    "WBC": "Leukocytes",
}
_WORDS = frozenset(word.value for word in Qualitative)


@cache
def test_codes() -> dict[str, str]:
    """Return LBTESTCD by test: from controlled terminology, else made of our own code."""
    found = {test.code: test.sdtm.testcd for test in analytes() if test.sdtm is not None}
    for test in analytes():
        if test.code not in found:
            found[test.code] = _own_code(test.code, set(found.values()))
    return found


def _own_code(code: str, taken: set[str]) -> str:
    letters = re.sub(r"[^A-Z0-9]", "", code.upper())
    whole = letters if letters[:1].isalpha() else f"T{letters}"
    name = whole[:MOST_NAME]
    n = 1
    while name in taken:
        n += 1
        name = f"{whole[: MOST_NAME - len(str(n))]}{n}"
    return name


def test_of(code: str) -> str:
    """Return the test of an LBTESTCD; empty where none has it."""
    return next((key for key, name in test_codes().items() if name == code.upper()), "")


def test_name(code: str) -> str:
    """Return what LBTEST says of a test; its short name where the long one is not ASCII."""
    term = _TERMS.get(test_codes().get(code, ""))
    if term is not None:
        return term
    test = analyte_or_none(code)
    names = () if test is None else (test.name, test.short)
    return next((name for name in names if name.isascii() and len(name) <= MOST_LABEL), code)


def parts_of(cell: str) -> tuple[str, str]:
    """Return comparator and digits of a result; both empty where it is no number."""
    match = _NUMBER.fullmatch(cell)
    return (match[1] or "", match[2]) if match else ("", "")


def _decode_word(_links: Links, cell: str) -> str:
    return cell.lower() if cell.lower() in _WORDS else ""


TEST_CODE = Coding(
    lambda _links, text: test_codes().get(text, ""), lambda _links, cell: test_of(cell)
)
VALUE = Coding(lambda _links, text: text, lambda _links, cell: parts_of(cell)[1])
COMPARATOR = Coding(
    lambda _links, text: text,
    lambda _links, cell: cell if cell in set(Comparator) else parts_of(cell)[0],
)
WORD = Coding(lambda _links, text: text.upper(), _decode_word)
