"""Conversions by a rounded factor, and what never converts."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.catalogue.analytes import Analyte, ConventionalFactor, analyte, analytes
from hcclog.catalogue.conversions import convert_conventional
from hcclog.catalogue.units import Unit, unit

RULES = [(test, rule) for test in analytes() for rule in test.conventional]


@pytest.mark.parametrize(
    ("code", "value", "unit_from", "unit_to", "expected"),
    [
        pytest.param("bilirubin", "2", "mg/dL", "umol/L", Fraction("34.208"), id="bilirubin up"),
        pytest.param("bilirubin", "34.208", "umol/L", "mg/dL", Fraction(2), id="bilirubin down"),
        pytest.param("bilirubin", "20", "mg/L", "umol/L", Fraction("34.208"), id="by way of mg/L"),
        pytest.param("creatinine", "1.5", "mg/dL", "umol/L", Fraction("132.6"), id="creatinine"),
        pytest.param("creatinine", "1", "umol/L", "mg/dL", Fraction(10, 884), id="no rounding"),
        pytest.param("ammonia", "100", "ug/dL", "umol/L", Fraction("58.7"), id="ammonia"),
        pytest.param("upcr", "1", "g/g", "mg/mmol", Fraction(113), id="urine protein"),
    ],
)
def test_conventional_factors(
    code: str, value: str, unit_from: str, unit_to: str, expected: Fraction
) -> None:
    result = convert_conventional(analyte(code), Decimal(value), unit(unit_from), unit(unit_to))
    assert result is not None
    assert (result.value, result.unit) == (expected, unit(unit_to))
    assert result.source.startswith("Molar masses")


@pytest.mark.parametrize(
    ("code", "unit_from", "unit_to"),
    [
        pytest.param("afp", "[IU]/mL", "ng/mL", id="AFP: public factors disagree"),
        pytest.param("afp", "ng/mL", "[IU]/mL", id="nor the other way"),
        pytest.param("pivka-ii", "m[arb'U]/mL", "ng/mL", id="PIVKA-II: the assays differ"),
        pytest.param("hbv-dna", "{copies}/mL", "[IU]/mL", id="virus: each assay has its own"),
        pytest.param("albumin", "g/dL", "umol/L", id="a test with no such factor"),
        pytest.param("bilirubin", "mg/dL", "g/L", id="within a dimension the exact way is used"),
    ],
)
def test_what_never_converts(code: str, unit_from: str, unit_to: str) -> None:
    assert convert_conventional(analyte(code), Decimal(1), unit(unit_from), unit(unit_to)) is None


@given(st.sampled_from(RULES), st.decimals(min_value=0, max_value=10**6, places=3))
def test_the_factor_is_applied_and_nothing_else(
    rule: tuple[Analyte, ConventionalFactor], value: Decimal
) -> None:
    test, factor = rule
    there = convert_conventional(test, value, factor.unit_from, factor.unit_to)
    back = convert_conventional(test, value, factor.unit_to, factor.unit_from)
    assert there is not None
    assert back is not None
    assert there.value == Fraction(value) * Fraction(factor.factor)
    assert back.value * Fraction(factor.factor) == Fraction(value)


def test_a_factor_joins_two_dimensions_and_never_an_arbitrary_one() -> None:
    def dimensions(each: Unit, other: Unit) -> set[str]:
        return {each.dimension, other.dimension}

    for _, rule in RULES:
        joined = dimensions(rule.unit_from, rule.unit_to)
        assert len(joined) == 2
        assert not [name for name in joined if "unit concentration" in name or "copy" in name]
