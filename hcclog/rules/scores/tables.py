"""Every threshold and coefficient of the scores, once, as tables.

Sources:
    Child-Pugh: Pugh 1973, Br J Surg 60:646, with the INR in place of the prothrombin time.
    ALBI: Johnson 2015, J Clin Oncol 33:550. mALBI: Hiraoka 2017, Liver Cancer 6:325.
    MELD: Kamath 2001, Hepatology 33:464; Wiesner 2003, Gastroenterology 124:91.
    MELD-Na: Kim 2008, N Engl J Med 359:1018, as the OPTN's policy 9.1 of 2016 applies it.
    MELD 3.0: Kim 2021, Gastroenterology 161:1887.
    BCLC: Reig 2022, J Hepatol 76:681.
    CNLC: Xie 2020, Liver Cancer 9:682 (guidelines of the National Health Commission of China).
    CTCAE: NCI 2017, Common Terminology Criteria for Adverse Events, version 5.0.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from hcclog.domain.staging import Ascites
from hcclog.rules.scores.interval import (
    ANY,
    Interval,
    above,
    above_to,
    at_least,
    below,
    exactly,
    from_to,
    from_to_below,
    up_to,
)

MOST_DAYS_APART = 30  # inputs further apart than this are a finding
MOST_TOO_SMALL_MM = 10  # a lesion that is seen but too small to measure is at most this long

# --- Child-Pugh: points by value; UCUM unit to rows ---------------------------------------------


class Points(NamedTuple):
    """So many points for so much."""

    points: int
    range: Interval


CHILD_PUGH_POINTS: Mapping[str, Mapping[str, tuple[Points, ...]]] = MappingProxyType(
    {
        "bilirubin": {
            "mg/dL": (Points(1, below(2)), Points(2, from_to(2, 3)), Points(3, above(3))),
            "umol/L": (Points(1, below(34)), Points(2, from_to(34, 51)), Points(3, above(51))),
        },
        "albumin": {
            "g/L": (Points(1, above(35)), Points(2, from_to(28, 35)), Points(3, below(28))),
        },
        "INR": {
            "{INR}": (
                Points(1, below("1.7")),
                Points(2, from_to("1.7", "2.3")),
                Points(3, above("2.3")),
            ),
        },
    }
)
ASCITES_POINTS = {Ascites.NONE: 1, Ascites.SLIGHT: 2, Ascites.MODERATE: 3}
ENCEPHALOPATHY_POINTS = {0: 1, 1: 2, 2: 2, 3: 3, 4: 3}
CHILD_PUGH_CLASSES = (("A", range(5, 7)), ("B", range(7, 10)), ("C", range(10, 16)))

# --- ALBI: grade by value -------------------------------------------------------------------------


class Grade(NamedTuple):
    """A grade for so much."""

    grade: str
    range: Interval


ALBI_PER_LOG10_BILIRUBIN_UMOL_L = Decimal("0.66")
ALBI_PER_ALBUMIN_G_L = Decimal("-0.085")
ALBI_GRADES = (
    Grade("1", up_to("-2.60")),
    Grade("2", above_to("-2.60", "-1.39")),
    Grade("3", above("-1.39")),
)
MALBI_GRADES = (
    Grade("1", up_to("-2.60")),
    Grade("2a", Interval(Fraction("-2.60"), Fraction("-2.27"), low_in=False, high_in=False)),
    Grade("2b", from_to("-2.27", "-1.39")),
    Grade("3", above("-1.39")),
)

# --- MELD: coefficients, and between which values each input is held ------------------------------


class Held(NamedTuple):
    """The least and the most that an input counts as, in a unit (UCUM)."""

    unit: str
    least: Fraction
    most: Fraction | None = None


MELD_HELD = MappingProxyType(
    {
        "bilirubin": Held("mg/dL", Fraction(1)),
        "INR": Held("{INR}", Fraction(1)),
        "creatinine": Held("mg/dL", Fraction(1), Fraction(4)),
        "sodium": Held("mmol/L", Fraction(125), Fraction(137)),
    }
)
MELD_LN = MappingProxyType(
    {"bilirubin": Decimal("3.78"), "INR": Decimal("11.2"), "creatinine": Decimal("9.57")}
)
MELD_CONSTANT = Decimal("6.43")
MELD_NA_ABOVE = Decimal(11)
MELD_NA_PER_SODIUM = Decimal("1.32")
MELD_NA_PER_MELD_AND_SODIUM = Decimal("0.033")
MELD_NORMAL_SODIUM_MMOL_L = 137
MELD_MOST = Decimal(40)

MELD_3_HELD = MappingProxyType(
    {
        **MELD_HELD,
        "creatinine": Held("mg/dL", Fraction(1), Fraction(3)),
        "albumin": Held("g/dL", Fraction("1.5"), Fraction("3.5")),
    }
)
MELD_3_FEMALE = Decimal("1.33")
MELD_3_LN = MappingProxyType(
    {"bilirubin": Decimal("4.56"), "INR": Decimal("9.09"), "creatinine": Decimal("11.14")}
)
MELD_3_PER_SODIUM = Decimal("0.82")
MELD_3_PER_SODIUM_AND_LN_BILIRUBIN = Decimal("0.24")
MELD_3_PER_ALBUMIN = Decimal("1.85")
MELD_3_PER_ALBUMIN_AND_LN_CREATININE = Decimal("1.83")
MELD_3_NORMAL_ALBUMIN_G_DL = Fraction("3.5")
MELD_3_CONSTANT = Decimal(6)

# --- BCLC and CNLC: what tumours in the liver alone make, by number and largest size --------------


class TumourRow(NamedTuple):
    """A stage by number of tumours and size of the largest, in mm."""

    stage: str
    n_tumours: Interval
    largest_mm: Interval
    meaning: str


SINGLE, TWO_OR_THREE, FOUR_OR_MORE = exactly(1), from_to(2, 3), at_least(4)

BCLC_TUMOUR = (
    TumourRow("0", SINGLE, up_to(20), "a single tumour of at most 20 mm"),
    TumourRow("A", SINGLE, above(20), "a single tumour of more than 20 mm"),
    TumourRow("A", TWO_OR_THREE, up_to(30), "2 or 3 tumours, each of at most 30 mm"),
    TumourRow("B", TWO_OR_THREE, above(30), "2 or 3 tumours, one of more than 30 mm"),
    TumourRow("B", FOUR_OR_MORE, ANY, "more than 3 tumours"),
)
BCLC_INFILTRATIVE = TumourRow("B", ANY, ANY, "an infiltrative tumour")
CNLC_TUMOUR = (
    TumourRow("Ia", SINGLE, up_to(50), "a single tumour of at most 50 mm"),
    TumourRow("Ib", SINGLE, above(50), "a single tumour of more than 50 mm"),
    TumourRow("Ib", TWO_OR_THREE, up_to(30), "2 or 3 tumours, each of at most 30 mm"),
    TumourRow("IIa", TWO_OR_THREE, above(30), "2 or 3 tumours, one of more than 30 mm"),
    TumourRow("IIb", FOUR_OR_MORE, ANY, "4 or more tumours"),
)

# --- CTCAE: grades of laboratory values -----------------------------------------------------------
# CTCAE prints a range from its milder to its worse end: "<75 to 50" is from 50 to below 75.


class LabTerm(NamedTuple):
    """The grades of one test.

    Attributes:
        term: As CTCAE spells it.
        analyte: Analyte code of the catalogue.
        unit: UCUM unit of the limits; empty where they are multiples of the upper limit of normal.
        grades: Worst first.
        normal: What bounds grade 1 towards normal: ``lower``, ``upper``, or nothing.
        remark: What a number alone cannot say.
    """

    term: str
    analyte: str
    unit: str
    grades: tuple[Grade, ...]
    normal: str = ""
    remark: str = ""


COUNT = "10*9/L"
NORMAL_BASELINE = (
    "Counted from the upper limit, as for a normal baseline; where the baseline was abnormal, "
    "CTCAE counts from the baseline."
)


def _falls(*limits: str, worst: int = 4) -> tuple[Grade, ...]:
    """Return grades of a value that falls; grade 1 is from the last limit to the normal range."""
    ends = enumerate(pairwise(limits), start=1)
    steps = [Grade(str(worst - n), from_to_below(low, high)) for n, (low, high) in ends]
    return (Grade(str(worst), below(limits[0])), *steps, Grade("1", at_least(limits[-1])))


def _rises(*limits: str) -> tuple[Grade, ...]:
    """Return grades of a value that rises past each of the limits."""
    steps = [Grade(str(n), above_to(*ends)) for n, ends in enumerate(pairwise(limits), start=1)]
    worst = Grade(str(len(limits)), above(limits[-1]))
    return (worst, *reversed(steps), Grade("0", up_to(limits[0])))


LAB_TERMS = (
    LabTerm("Platelet count decreased", "platelets", COUNT, _falls("25", "50", "75"), "lower"),
    LabTerm("Neutrophil count decreased", "neutrophils", COUNT, _falls("0.5", "1", "1.5"), "lower"),
    LabTerm("White blood cell decreased", "wbc", COUNT, _falls("1", "2", "3"), "lower"),
    LabTerm(
        "Lymphocyte count decreased", "lymphocytes", COUNT, _falls("0.2", "0.5", "0.8"), "lower"
    ),
    LabTerm(
        "Anemia",
        "haemoglobin",
        "g/L",
        _falls("80", "100", worst=3),
        "lower",
        "Grade 4 is a matter of consequences, grade 3 also of the need of a transfusion.",
    ),
    LabTerm(
        "Hypoalbuminemia",
        "albumin",
        "g/L",
        _falls("20", "30", worst=3),
        "lower",
        "Grade 4 is a matter of consequences.",
    ),
    LabTerm(
        "Alanine aminotransferase increased",
        "alt",
        "",
        _rises("1", "3", "5", "20"),
        remark=NORMAL_BASELINE,
    ),
    LabTerm(
        "Aspartate aminotransferase increased",
        "ast",
        "",
        _rises("1", "3", "5", "20"),
        remark=NORMAL_BASELINE,
    ),
    LabTerm(
        "Alkaline phosphatase increased",
        "alp",
        "",
        _rises("1", "2.5", "5", "20"),
        remark=NORMAL_BASELINE,
    ),
    LabTerm("GGT increased", "ggt", "", _rises("1", "2.5", "5", "20"), remark=NORMAL_BASELINE),
    LabTerm(
        "Blood bilirubin increased",
        "bilirubin",
        "",
        _rises("1", "1.5", "3", "10"),
        remark=NORMAL_BASELINE,
    ),
    LabTerm(
        "Creatinine increased",
        "creatinine",
        "",
        _rises("1", "1.5", "3", "6"),
        remark="Counted from the upper limit; a rise over the patient's own baseline can be more.",
    ),
    LabTerm(
        "INR increased",
        "inr",
        "{INR}",
        _rises("1.2", "1.5", "2.5"),
        remark="On anticoagulation CTCAE counts from the baseline.",
    ),
    LabTerm(
        "Proteinuria",
        "proteinuria-24h",
        "g/(24.h)",
        (
            Grade("3", at_least("3.5")),
            Grade("2", from_to_below("1.0", "3.5")),
            Grade("1", below("1.0")),
        ),
        "upper",
    ),
)
DIPSTICK_GRADES = {"negative": "0", "trace": "0", "1+": "1", "2+": "2", "3+": "2", "4+": "3"}
