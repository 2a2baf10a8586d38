"""Units: spellings, and conversions that are exact or not made."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.catalogue.reading import UnknownCode
from hcclog.catalogue.units import (
    Unit,
    convert_exact,
    exact_factor,
    exact_ratio,
    find_unit,
    spelling,
    unit,
    units,
)

ALL = st.sampled_from(units())
VALUES = st.decimals(min_value=0, max_value=10**9, places=6, allow_nan=False, allow_infinity=False)


def meant(text: str) -> Unit:
    found = find_unit(text)
    assert found is not None, text
    return found


@pytest.mark.parametrize(
    ("typed", "ucum"),
    [
        pytest.param("µg/L", "ug/L", id="micro sign"),
        pytest.param("μg/L", "ug/L", id="Greek mu"),
        pytest.param("ug/L", "ug/L", id="letter u"),
        pytest.param("mcg/L", "ug/L", id="mc for micro"),
        pytest.param("ng/ml", "ng/mL", id="small l of the litre"),
        pytest.param(" ng / mL ", "ng/mL", id="spaces"),
        pytest.param("ng／mL", "ng/mL", id="full-width slash"),
        pytest.param("㎎/㎗", "mg/dL", id="squared symbols of a Japanese keyboard"),
        pytest.param("IU/mL", "[IU]/mL", id="international units carry brackets in UCUM"),
        pytest.param("mAU/mL", "m[arb'U]/mL", id="mAU is no astronomical unit"),
        pytest.param("AU/mL", "[arb'U]/mL", id="nor is AU"),
        pytest.param("U/mL", "[arb'U]/mL", id="U/mL of a marker is an arbitrary unit"),
        pytest.param("U/L", "U/L", id="U/L is an enzyme's"),
        pytest.param("10^9/L", "10*9/L", id="caret"),
        pytest.param("x10^9/L", "10*9/L", id="times sign as a letter"),
        pytest.param("×10⁹/L", "10*9/L", id="superscript"),
        pytest.param("G/L", "10*9/L", id="giga a litre"),
        pytest.param("g/L", "g/L", id="gram a litre"),
        pytest.param("K/uL", "10*3/uL", id="K for a thousand"),
        pytest.param("万/μL", "10*4/uL", id="ten thousand in Japanese"),
        pytest.param("g/24h", "g/(24.h)", id="a day's urine"),
        pytest.param("mg/m²", "mg/m2", id="dose by body surface"),
        pytest.param("cGy", "cGy", id="radiation dose"),
    ],
)
def test_a_printed_unit_is_found(typed: str, ucum: str) -> None:
    assert meant(typed).ucum == ucum


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("", id="nothing"),
        pytest.param("furlong", id="another world's"),
        pytest.param("G/l", id="case alone must not choose between gram and giga"),
        pytest.param("ng", id="half a unit"),
    ],
)
def test_what_is_no_unit_finds_none(typed: str) -> None:
    assert find_unit(typed) is None


def test_an_unknown_code_is_an_error() -> None:
    with pytest.raises(UnknownCode, match="unit"):
        unit("mAU/mL")


def test_each_ucum_code_and_each_symbol_stands_once() -> None:
    assert len({each.ucum for each in units()}) == len(units())
    assert len({each.symbol for each in units()}) == len(units())


def test_no_ucum_code_holds_a_unit_that_ucum_reads_otherwise() -> None:
    for each in units():
        outside_brackets = re.sub(r"\[[^\]]*\]|\{[^}]*\}", "", each.ucum)
        assert not re.search(r"IU|AU|µ|μ|\^", outside_brackets), each.ucum
        assert each.ucum.isascii()


@given(ALL)
def test_every_spelling_leads_back(each: Unit) -> None:
    assert {meant(text) for text in (each.ucum, each.symbol, *each.synonyms)} == {each}
    assert spelling(spelling(each.symbol)) == spelling(each.symbol)


@given(ALL, ALL, VALUES)
def test_an_exact_conversion_comes_back_exactly(first: Unit, second: Unit, value: Decimal) -> None:
    there = convert_exact(value, first, second)
    if first.dimension != second.dimension:
        assert there is None
    elif there is not None:
        back = convert_exact(there, second, first)
        assert back == value
        assert Fraction(there) == Fraction(value) * first.factor / second.factor


@given(ALL, ALL)
def test_factors_of_one_dimension_are_each_others_inverse(first: Unit, second: Unit) -> None:
    there, back = exact_factor(first, second), exact_factor(second, first)
    if there is None or back is None:
        assert first.dimension != second.dimension
    else:
        assert there * back == 1


@pytest.mark.parametrize(
    ("value", "unit_from", "unit_to", "expected"),
    [
        pytest.param("9.86", "ng/mL", "µg/L", "9.86", id="AFP ng/mL is µg/L"),
        pytest.param("201.46", "pg/mL", "ng/L", "201.46", id="VEGF pg/mL is ng/L"),
        pytest.param("9.86", "µg/mL", "ng/mL", "9860", id="a thousandfold"),
        pytest.param("0.04", "AU/mL", "mAU/mL", "40", id="PIVKA-II AU/mL and mAU/mL"),
        pytest.param("36.53", "U/mL", "kU/L", "36.53", id="CA19-9 U/mL is kU/L"),
        pytest.param("4.1", "g/dL", "g/L", "41", id="albumin"),
        pytest.param("18", "万/µL", "10^9/L", "180", id="platelets in ten thousands"),
        pytest.param("50", "Gy", "cGy", "5000", id="50 Gy are 5000 cGy"),
        pytest.param("2.1", "cm", "mm", "21", id="a diameter"),
        pytest.param("1", "mCi", "MBq", "37", id="a curie is defined exactly"),
        pytest.param("8.1", "IU/mL", "ng/mL", None, id="AFP international units and mass never"),
        pytest.param("40", "mAU/mL", "ng/mL", None, id="PIVKA-II units and mass never"),
        pytest.param("17.1", "µmol/L", "mg/dL", None, id="a rounded molar factor is not exact"),
        pytest.param("10", "U/L", "µkat/L", None, id="no finite decimal holds a sixtieth"),
        pytest.param("120", "µkat/L", "U/L", "7200", id="the other way round one does"),
        pytest.param("41.4", "IU/mL", "copies/mL", None, id="viral copies never"),
    ],
)
def test_conversions(value: str, unit_from: str, unit_to: str, expected: str | None) -> None:
    result = convert_exact(Decimal(value), meant(unit_from), meant(unit_to))
    assert result == (None if expected is None else Decimal(expected))


def test_a_conversion_by_one_keeps_what_was_typed() -> None:
    assert str(convert_exact(Decimal("9.860"), meant("ng/mL"), meant("ug/L"))) == "9.860"


@pytest.mark.parametrize(
    ("now", "unit_now", "before", "unit_before", "ratio"),
    [
        pytest.param("0.04", "AU/mL", "40", "mAU/mL", Fraction(1), id="the same in other words"),
        pytest.param("40", "AU/mL", "40", "mAU/mL", Fraction(1000), id="PIVKA-II slipped"),
        pytest.param("9.86", "ug/mL", "9.86", "ng/mL", Fraction(1000), id="AFP slipped"),
        pytest.param("9.86", "ug/L", "9.86", "ng/mL", Fraction(1), id="AFP unchanged"),
        pytest.param("8.1", "IU/mL", "8.1", "ng/mL", None, id="no ratio across dimensions"),
        pytest.param("5", "ng/mL", "0", "ng/mL", None, id="no ratio to nothing"),
    ],
)
def test_how_many_times_the_earlier_value(
    now: str, unit_now: str, before: str, unit_before: str, ratio: Fraction | None
) -> None:
    found = exact_ratio(Decimal(now), meant(unit_now), Decimal(before), meant(unit_before))
    assert found == ratio
