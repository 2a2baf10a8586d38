"""Doses as people write them, and what they say."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.commands.refused import Refused
from hcclog.domain.record import PatientRecord
from hcclog.domain.therapy import DoseBasis
from hcclog.entry.asking import no_choice
from hcclog.entry.clerk import Clerk
from hcclog.entry.doses import Dose, dose_words, read_dose
from tests.books import TODAY, a_patient

DAY, ONCE = DoseBasis.DAY, DoseBasis.ADMINISTRATION
CLERK = Clerk(PatientRecord(a_patient("dose-01")), TODAY, lambda: "1", no_choice)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("8 mg", Dose(Decimal(8), "mg", ONCE), id="an amount with its unit"),
        pytest.param("8mg", Dose(Decimal(8), "mg", ONCE), id="without a space"),
        pytest.param("8 mg/kg", Dose(Decimal(8), "mg/kg", ONCE), id="by weight, kept as ordered"),
        pytest.param("85 mg/m²", Dose(Decimal(85), "mg/m2", ONCE), id="by surface"),
        pytest.param("400 mg/day", Dose(Decimal(400), "mg", DAY), id="a day's total"),
        pytest.param("400 mg/d", Dose(Decimal(400), "mg", DAY), id="a day's total in short"),
        pytest.param("400 mg a day", Dose(Decimal(400), "mg", DAY), id="a day's total in words"),
        pytest.param("400 mg per day", Dose(Decimal(400), "mg", DAY), id="per day"),
        pytest.param("2.5 MG", Dose(Decimal("2.5"), "mg", ONCE), id="capital letters"),
        pytest.param("0,5 mg", Dose(Decimal("0.5"), "mg", ONCE), id="a decimal comma"),
        pytest.param("180 µg", Dose(Decimal(180), "ug", ONCE), id="micrograms"),
        pytest.param("2 tablets", Dose(Decimal(2), "tablets", ONCE), id="a unit of the source"),
        pytest.param("0 mg", Dose(Decimal(0), "mg", ONCE), id="zero is read, and refused later"),
        pytest.param("", Dose(None, "mg", ONCE), id="not stated is not zero"),
        pytest.param("mg/m2", Dose(None, "mg/m2", ONCE), id="only the unit is known"),
    ],
)
def test_a_dose_is_read(text: str, expected: Dose) -> None:
    assert read_dose(CLERK, text) == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("8", "needs its unit, such as 8 mg", id="a bare number"),
        pytest.param("much", "is not a dose", id="a word"),
        pytest.param("<8 mg", "without a comparator", id="a comparator"),
        pytest.param("-8 mg", "", id="a negative dose"),
        pytest.param("400 mg bid", "800 mg/day", id="several times a day"),
        pytest.param("8 mg daily", "stands in the schedule", id="a schedule"),
    ],
)
def test_what_is_no_dose_is_refused_at_its_field(text: str, says: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_dose(CLERK, text)
    assert refusal.value.field == "dose"
    assert says in refusal.value.sentence


def test_a_bare_number_takes_the_unit_of_its_course() -> None:
    assert read_dose(CLERK, "4", "mg") == Dose(Decimal(4), "mg", ONCE)


@given(
    amount=st.decimals(min_value="0.01", max_value="99999", places=2),
    unit=st.sampled_from(["mg", "g", "ug", "mg/kg", "mg/m2", "mL", "tablets"]),
    basis=st.sampled_from(DoseBasis),
)
def test_the_words_of_a_dose_read_back_to_it(amount: Decimal, unit: str, basis: DoseBasis) -> None:
    dose = Dose(amount, unit, basis)
    assert read_dose(CLERK, dose_words(dose)) == dose
