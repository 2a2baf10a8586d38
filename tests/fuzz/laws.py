"""What holds for every text that a reader of numbers, dates and units is given.

Each law takes bytes, so that a search by mutation can feed it, and says nothing where it holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from hcclog.catalogue.units import find_unit, spelling
from hcclog.commands.refused import Refused
from hcclog.domain.chronology import calendar_span
from hcclog.domain.date_reading import FIRST_YEAR, LAST_YEAR, read_date
from hcclog.domain.dates import Between, Calendar, ClinicalDate, Form
from hcclog.domain.number_reading import read_diameter_mm, read_number
from hcclog.domain.unreadable import Ambiguous, Unreadable
from tests.books import TODAY
from tests.entry.test_any_text import READERS, a_clerk
from tests.fuzz.number_grammar import digits_of, meanings

Law = Callable[[bytes], None]
MOST_SAID = 700
_POWER_UNIT = re.compile(r"10\^?[0-9⁰¹²³⁴⁵⁶⁷⁸⁹]+/\S+|10[⁰¹²³⁴⁵⁶⁷⁸⁹]+\S*")
_EITHER_WAY = re.compile(r"([0-9]{1,2})([-/])([0-9]{1,2})\2[0-9]{4}")


def letters(data: bytes) -> str:
    """Return bytes as a text; halves of letters and all."""
    return data.decode("utf-8", "surrogatepass" if data[-1:] == b"\0" else "replace")


def text_of(data: bytes) -> str:
    """Return any bytes as a text."""
    try:
        return letters(data)
    except UnicodeDecodeError:
        return data.decode("latin-1")


def check_sentence(sentence: str) -> None:
    """A refusal is one sentence that can be shown, and repeats little of what it refuses."""
    assert sentence.strip(), "a refusal without words"
    assert sentence.isprintable(), f"a refusal that cannot be shown: {sentence[:200]!r}"
    assert len(sentence) <= MOST_SAID, f"a refusal of {len(sentence)}: {sentence[:200]!r}"


def check_asked(asked: Ambiguous, values: Sequence[object]) -> None:
    """What is asked about has several readings, each of one other value."""
    check_sentence(asked.sentence)
    assert len(set(values)) == len(asked.readings) > 1, asked.readings


def number_law(data: bytes) -> None:
    """A number is read as the one thing that stands there, asked about, or refused."""
    text = text_of(data)
    try:
        reading = read_number(text)
    except Ambiguous as asked:
        check_asked(asked, [read_number(each).value for each in asked.readings])
        return
    except Unreadable as refused:
        check_sentence(refused.sentence)
        return
    plain = digits_of(text).strip()
    unit = reading.unit_text
    assert plain.endswith(unit)
    assert not unit[:1].isdigit() or _POWER_UNIT.fullmatch(unit), unit
    said = plain[: len(plain) - len(unit)] if unit else plain
    assert meanings(said) == {(reading.comparator.value, reading.value)}, (text, reading)
    assert reading.value.is_finite()
    assert reading.value >= 0
    assert reading.note or said.strip().strip("<>=≤≥≦≧").strip() == f"{reading.value:f}", reading
    again = read_number(f"{reading.comparator.value.strip('=') or ''}{reading.value:f}"[:60])
    if len(f"{reading.value:f}") < 24:
        assert again.value == reading.value


def diameter_law(data: bytes) -> None:
    """A diameter is the number that stands there, in mm, or that times ten where it says cm."""
    text = text_of(data)
    try:
        reading = read_diameter_mm(text)
    except Unreadable as refused:
        check_sentence(refused.sentence)
        return
    number = read_number(text)
    factor = 10 if number.unit_text.casefold() == "cm" else 1
    assert reading.value == number.value * factor > 0


def unit_law(data: bytes) -> None:
    """A unit that is found is the one of its own symbol and code, and differs in spelling only."""
    text = text_of(data)
    found = find_unit(text)
    assert spelling(spelling(text)) == spelling(text), text
    if found is None:
        return
    assert find_unit(found.symbol) is found
    assert find_unit(found.ucum) is found
    names = (found.ucum, found.symbol, *found.synonyms)
    assert spelling(text).casefold() in {spelling(each).casefold() for each in names}


def date_law(data: bytes) -> None:
    """A date is what stands there, to its precision, and its own text says the same date."""
    order, text = data[:1], text_of(data[1:])
    day_first = {b"d": True, b"m": False}.get(order)
    options = {"relative": order == b"r", "allow_future": order == b"f"}
    try:
        reading = read_date(text, TODAY, day_first=day_first, **options).date
    except Ambiguous as asked:
        check_asked(asked, [_read_or_asked(each) for each in asked.readings])
        return
    except Unreadable as refused:
        check_sentence(refused.sentence)
        return
    again = read_date(str(reading), TODAY, **options).date
    assert again == reading, (text, reading, again)
    if not reading.label:
        assert ClinicalDate.parse(str(reading)) == reading
    if day_first is None:
        way = _EITHER_WAY.fullmatch(text.strip())
        assert not way or int(way[1]) == int(way[3]) or max(int(way[1]), int(way[3])) > 12, text
    for each in points_of(reading.form, reading.within):
        if isinstance(each, Calendar):
            _check_calendar(each, text, may_come=order == b"f")
            assert order != b"r", "a calendar date where days are counted from day 0"


def _read_or_asked(text: str) -> object:
    """Return the date of a reading, or itself where it holds a second doubt."""
    try:
        return read_date(text, TODAY, allow_future=True).date
    except Ambiguous:
        return text


def points_of(*forms: Form | None) -> list[object]:
    """Return the single dates of dates."""
    found: list[object] = []
    for form in forms:
        found += [form.first, form.last] if isinstance(form, Between) else [form]
    return found


def _check_calendar(day: Calendar, text: str, *, may_come: bool) -> None:
    assert FIRST_YEAR <= day.year <= LAST_YEAR
    assert may_come or calendar_span(day).earliest <= TODAY.toordinal()
    numbers = {int(each) for each in re.findall(r"[0-9]+", text)}
    is_told = day.year in numbers and (day.day is None or day.day in numbers)
    is_ago = re.search(r"today|yesterday|\bt\b|[-−]\s*[0-9]{1,4}\s*[dwmy]", text, re.IGNORECASE)
    assert is_told or is_ago, (text, day)


def stored_date_law(data: bytes) -> None:
    """The text of a date in a file is a date that writes itself the same, or a ValueError."""
    text = text_of(data)
    try:
        parsed = ClinicalDate.parse(text)
    except ValueError:
        return
    assert ClinicalDate.parse(str(parsed)) == parsed, (text, parsed)


def entry_law(reader: str) -> Law:
    """Return the law of a field: what is read gives words that are read the same, or a refusal."""

    def law(data: bytes) -> None:
        choice = {b"a": 0, b"z": -1}.get(data[:1])
        try:
            READERS[reader](a_clerk(choice), text_of(data[1:]))
        except Refused as refusal:
            check_sentence(refusal.sentence)

    return law


ENTRY_LAWS = {f"field-{name.replace(' ', '-')}": entry_law(name) for name in READERS}
TEXT_LAWS: dict[str, Law] = {
    "number": number_law,
    "diameter": diameter_law,
    "unit": unit_law,
    "date": date_law,
    "stored-date": stored_date_law,
    **ENTRY_LAWS,
}
