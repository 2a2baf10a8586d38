"""Numbers as people write them: one reading, a question, or a refusal; never a guess."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.domain.labs import Qualitative
from hcclog.domain.number_reading import read_diameter_mm, read_number, read_qualitative
from hcclog.domain.quantities import Comparator
from hcclog.domain.unreadable import Ambiguous, Unreadable

READ = [
    pytest.param("5,51", "=", "5.51", "", id="N-01: a decimal comma"),
    pytest.param("1.234", "=", "1.234", "", id="N-02: a point is a decimal point"),
    pytest.param("５．５１", "=", "5.51", "", id="N-07: full-width digits"),
    pytest.param("٥٫٥١", "=", "5.51", "", id="N-07: Arabic digits"),
    pytest.param("<0.5", "<", "0.5", "", id="N-08: less than"),
    pytest.param(">1000", ">", "1000", "", id="N-08: more than"),
    pytest.param("≥ 60500", ">=", "60500", "", id="N-08: at least"),
    pytest.param("<=0.8", "<=", "0.8", "", id="N-08: at most"),
    pytest.param("9.86 ng/mL", "=", "9.86", "ng/mL", id="N-10: value and unit"),
    pytest.param("1089IU/mL", "=", "1089", "IU/mL", id="N-10: without a space"),
    pytest.param("8.1 IU/mL", "=", "8.1", "IU/mL", id="N-11: international units stay"),
    pytest.param("4.14 x 10^1 IU/mL", "=", "41.4", "IU/mL", id="N-15: a power of ten"),
    pytest.param("41.4 x10^3", "=", "41400", "", id="N-15: a power without spaces"),
    pytest.param("41.4 ×10³", "=", "41400", "", id="N-15: a superscript power"),
    pytest.param("10⁵ copies/mL", "=", "100000", "copies/mL", id="N-15: never 105"),
    pytest.param("1 089", "=", "1089", "", id="a space between thousands"),
    pytest.param("1\u202f089 ng/ml", "=", "1089", "ng/ml", id="a thin space between thousands"),
    pytest.param("1,234,567", "=", "1234567", "", id="two groups of thousands"),
    pytest.param("0,512", "=", "0.512", "", id="a comma after 0 is a decimal comma"),
    pytest.param("1234,567", "=", "1234.567", "", id="four digits before a comma are no group"),
    pytest.param("5.510", "=", "5.510", "", id="trailing zeros are kept"),
    pytest.param("12 %", "=", "12", "%", id="per cent"),
    pytest.param("5 10^9/L", "=", "5", "10^9/L", id="a unit that begins with a number"),
    pytest.param("3 [IU]/mL", "=", "3", "[IU]/mL", id="a unit in brackets"),
    pytest.param("5 10³/µL", "=", "5", "10³/µL", id="a unit with a superscript"),
]


@pytest.mark.parametrize(("text", "comparator", "value", "unit"), READ)
def test_what_has_one_reading_is_read(text: str, comparator: str, value: str, unit: str) -> None:
    reading = read_number(text)
    assert (reading.comparator.value, str(reading.value)) == (comparator, value)
    assert (reading.unit_text, reading.as_typed) == (unit, text)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        pytest.param("5,51", "read as 5.51", id="a comma is said"),
        pytest.param("1 089", "read as 1089", id="a space is said"),
        pytest.param("5.51", "", id="a plain number is not"),
        pytest.param("1 x10^1", "read as 10", id="N-15: a power is said"),
        pytest.param("10¹", "read as 10", id="N-15: a bare power is said"),
        pytest.param("<0.8 ng/mL", "", id="comparator and unit are plain"),
    ],
)
def test_what_is_not_plain_is_said(text: str, note: str) -> None:
    assert read_number(text).note == note


ASKED = [
    pytest.param("1,234", ("1.234", "1234"), id="N-03: one group after a comma"),
    pytest.param(">60,000", (">60.000", ">60000"), id="with its comparator"),
    pytest.param("1,234 IU/mL", ("1.234 IU/mL", "1234 IU/mL"), id="N-10: with its unit"),
    pytest.param("1,234 x10^3", ("1.234 x10^3", "1234 x10^3"), id="with its power"),
    pytest.param("１,234", ("1.234", "1234"), id="N-07: full-width digits"),
]


@pytest.mark.parametrize(("text", "readings"), ASKED)
def test_what_has_two_readings_is_asked(text: str, readings: tuple[str, str]) -> None:
    with pytest.raises(Ambiguous) as asked:
        read_number(text)
    assert asked.value.readings == readings
    assert [str(read_number(reading).value) for reading in readings]


REFUSED = [
    pytest.param("1.234,5", id="N-04: point and comma"),
    pytest.param("1 234.5", id="N-04: space and point"),
    pytest.param("1'234.5", id="N-04: apostrophe"),
    pytest.param("1,23,4", id="N-04: uneven groups"),
    pytest.param("nan", id="N-05: nan"),
    pytest.param("inf", id="N-05: inf"),
    pytest.param("-inf", id="N-05: -inf"),
    pytest.param("Infinity", id="N-05: Infinity"),
    pytest.param("1e400", id="N-05: 1e400"),
    pytest.param("1_000", id="N-06: underscores"),
    pytest.param("0x10", id="N-06: hexadecimal"),
    pytest.param("1e3", id="N-06: an exponent"),
    pytest.param("1E3", id="N-06: an exponent, large"),
    pytest.param("1e-3", id="N-06: a negative exponent"),
    pytest.param("0x1F", id="N-06: hexadecimal letters"),
    pytest.param("5²", id="a bare superscript"),
    pytest.param("5.51 low", id="N-19: a flag in letters"),
    pytest.param("5.51 [H]", id="N-19: a flag in brackets"),
    pytest.param("5.51 h", id="N-19: a small flag"),
    pytest.param("0 512", id="a space after 0"),
    pytest.param("1234 567", id="four digits before a space"),
    pytest.param("1 x10^99", id="N-18: a power of 99"),
    pytest.param("10⁹⁹", id="N-18: a bare power of 99"),
    pytest.param("+5", id="N-06: a plus"),
    pytest.param("-5.51", id="N-09: a hyphen"),
    pytest.param("−5", id="N-09: a minus sign"),
    pytest.param("9" * 400, id="N-18: 400 digits"),
    pytest.param("9" * 30, id="N-18: 30 digits"),
    pytest.param("5.51 H", id="N-19: a flag"),
    pytest.param("5.51*", id="N-19: an asterisk"),
    pytest.param("5 mg*", id="N-19: a remark on the unit"),
    pytest.param("=5.51", id="N-19: a formula"),
    pytest.param("ca. 5", id="N-19: about"),
    pytest.param("41.4 x10", id="a power without its exponent"),
    pytest.param("", id="nothing"),
    pytest.param(".5", id="no digit before the point"),
    pytest.param("5.", id="no digit after the point"),
    pytest.param("12 34", id="a space that groups nothing"),
]


@pytest.mark.parametrize("text", REFUSED)
def test_the_rest_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_number(text)
    assert not isinstance(refused.value, Ambiguous)
    assert refused.value.sentence.endswith(".")
    assert len(refused.value.sentence) < 160


@given(st.decimals(min_value=0, max_value=10**9, places=3))
def test_a_plain_decimal_is_read_as_it_stands(value: Decimal) -> None:
    reading = read_number(f"{value:f}")
    assert (reading.value, reading.comparator, reading.note) == (value, Comparator.EQUAL, "")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("raised", Qualitative.RAISED, id="raised"),
        pytest.param("↑", Qualitative.RAISED, id="an arrow up"),
        pytest.param(" Neg. ", Qualitative.NEGATIVE, id="neg with a point"),
        pytest.param("low", Qualitative.LOW, id="low"),
        pytest.param("positiv", Qualitative.POSITIVE, id="German"),
        pytest.param("阳性", Qualitative.POSITIVE, id="Chinese, positive"),
        pytest.param("阴性", Qualitative.NEGATIVE, id="Chinese, negative"),
        pytest.param("陰性", Qualitative.NEGATIVE, id="Japanese"),
        pytest.param("弱阳性", None, id="weakly positive is neither"),
        pytest.param("5.51", None, id="a number is no word"),
    ],
)
def test_results_in_words(text: str, word: Qualitative | None) -> None:
    assert read_qualitative(text) is word


@pytest.mark.parametrize(
    ("text", "mm"),
    [
        pytest.param("12.4", "12.4", id="mm by default"),
        pytest.param("2.1 cm", "21", id="cm is said and taken times ten"),
        pytest.param("22 mm", "22", id="mm beside it"),
    ],
)
def test_a_diameter(text: str, mm: str) -> None:
    assert str(read_diameter_mm(text).value) == mm


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("0", id="C-08: gone is said, not typed as 0"),
        pytest.param("<5", id="a bound is no diameter"),
        pytest.param("2 in", id="an unknown unit"),
    ],
)
def test_no_diameter(text: str) -> None:
    with pytest.raises(Unreadable):
        read_diameter_mm(text)
