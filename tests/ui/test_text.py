"""Words and numbers as the window shows them."""

from decimal import Decimal
from fractions import Fraction

import pytest

from hcclog.domain.ids import PatientId
from hcclog.domain.labs import LabResult, Qualitative
from hcclog.domain.patient import Aetiology, Patient, Serology
from hcclog.domain.response import Category
from hcclog.ui import text
from tests.report.samples import in_words, lab, new_id


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (text.mm(Fraction(703, 10)), "70.3"),
        (text.mm(Decimal(21)), "21.0"),
        (text.mm(None), ""),
        (text.signed_mm(Fraction(53, 5)), "+10.6 mm"),
        (text.signed_mm(Fraction(-53, 5)), "\u221210.6 mm"),
        (text.signed_mm(None), ""),
        (text.percent(Fraction(178, 1000)), "+17.8 %"),
        (text.percent(Fraction(-137, 1000)), "\u221213.7 %"),
        (text.percent(None), ""),
        (text.chip_text(Category.NON_CR_NON_PD), "non-CR/PD"),
        (text.chip_text(Category.PR), "PR"),
        (text.plural(1, "tumour"), "1 tumour"),
        (text.plural(3, "tumour"), "3 tumours"),
        (text.sentence_case("left lobe of S4"), "Left lobe of S4"),
    ],
)
def test_it_is_shown_like_this(shown: str, expected: str) -> None:
    assert shown == expected


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (lab("2021", "1089"), "1\u2009089 ng/mL"),
        (lab("2021", "<0.80"), "<0.80 ng/mL"),
        (in_words("2021", Qualitative.RAISED), "raised"),
    ],
    ids=["thousands", "a comparator", "a word"],
)
def test_a_result_is_shown_with_its_unit(result: LabResult, expected: str) -> None:
    assert text.lab_full(result) == expected


def test_viruses_and_causes_are_named_once() -> None:
    patient = Patient(
        PatientId(new_id()),
        "P-1",
        hbv=Serology.NEGATIVE,
        hcv=Serology.POSITIVE,
        aetiologies=(Aetiology.HCV, Aetiology.NASH),
    )
    assert text.cause_words(patient) == "HBV\u2212 HCV+ NASH"
