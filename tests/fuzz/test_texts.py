"""Whatever a reader of numbers, units and dates is given, its law holds."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hcclog.commands.refused import Refused
from hcclog.domain.number_reading import read_number
from hcclog.domain.quantities import Comparator
from hcclog.domain.unreadable import MOST_SAID, Ambiguous, Unreadable
from tests.fuzz import laws
from tests.fuzz.words import UNITS, dates, numbers, units
from tests.strategies import bad_texts, words_of

MANY = settings(max_examples=600)


@MANY
@example("1,234?567")
@example("1,234x10")
@example("1,234 x10^99")
@example("5½")
@example("5Ⅷ")
@example("5万")
@example("5⁵x")
@example("5 a\x00b")
@given(numbers() | bad_texts())
def test_a_number_means_one_thing_or_is_asked_about_or_refused(text: str) -> None:
    laws.number_law(text.encode(errors="surrogatepass"))


@MANY
@given(numbers())
def test_a_diameter_is_its_number_in_mm(text: str) -> None:
    laws.diameter_law(text.encode())


@MANY
@given(units() | bad_texts())
def test_a_unit_is_found_under_its_own_names_only(text: str) -> None:
    laws.unit_law(text.encode(errors="surrogatepass"))


@MANY
@example("d", "03/04/9368")
@example("", "03/04/2422")
@example("", "between 03/04/2021 and 2\x00022")
@example("", "204" + "\x00" * 400)
@example("", "2021 within 03/04/2021 within x")
@example("", "between 02/04/2003 and 03/04/2003")
@given(st.sampled_from("dmrf"), dates() | bad_texts() | words_of())
def test_a_date_is_what_stands_there_and_not_more(how: str, text: str) -> None:
    laws.date_law((how or " ").encode() + text.encode(errors="surrogatepass"))


@MANY
@given(dates() | st.sampled_from(["course:x:start + 3 months", "procedure:1:on # ²", "day -0"]))
def test_a_date_of_a_file_writes_itself_the_same(text: str) -> None:
    laws.stored_date_law(text.encode())


@pytest.mark.parametrize("field", laws.ENTRY_LAWS)
@settings(max_examples=60)
@given(st.sampled_from("naz"), numbers() | units() | dates() | words_of())
def test_a_field_reads_its_own_words_the_same(field: str, choice: str, text: str) -> None:
    laws.ENTRY_LAWS[field](choice.encode() + text.encode())


@given(
    st.sampled_from(Comparator),
    st.decimals(min_value=0, max_value=10**9, places=6),
    st.sampled_from(
        ["", *(each for each in UNITS if each[0].isalpha() and each not in {"H", "g/24 h"})]
    ),
)
def test_a_number_that_is_written_is_read_as_it_was(
    sign: Comparator, value: Decimal, unit: str
) -> None:
    text = f"{'' if sign is Comparator.EQUAL else sign}{value:f} {unit}".strip()
    try:
        reading = read_number(text)
    except Unreadable:
        assert unit == "l"  # a flag, and no litre
        return
    assert (reading.comparator, reading.value, reading.unit_text) == (sign, value, unit)
    assert reading.value.as_tuple() == value.as_tuple()


@given(bad_texts())
@pytest.mark.parametrize("fault", [Refused, Unreadable, lambda text: Ambiguous(text, ())])
def test_a_refusal_can_be_shown_and_is_short(fault: type[Refused], text: str) -> None:
    sentence = fault(f"{text} is not a value; write it like 5.51.").sentence
    assert sentence.isprintable()
    assert len(sentence) <= MOST_SAID
    assert sentence.endswith("is not a value; write it like 5.51.")
