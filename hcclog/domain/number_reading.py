"""Numbers as people write them, read by one strict reader; never by the machine's language.

Laboratory slips carry comparators, decimal commas, thousands and powers of ten. What has one
reading is read, with a note where that is not plain; what has two is asked; the rest is refused.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from hcclog.domain.labs import Qualitative
from hcclog.domain.quantities import Comparator
from hcclog.domain.unreadable import Ambiguous, Unreadable

MOST_CHARACTERS = 60
MOST_DIGITS = 24
_COMPARATORS = {
    "<": Comparator.LESS,
    "<=": Comparator.LESS_OR_EQUAL,
    "≤": Comparator.LESS_OR_EQUAL,
    "≦": Comparator.LESS_OR_EQUAL,
    ">": Comparator.GREATER,
    ">=": Comparator.GREATER_OR_EQUAL,
    "≥": Comparator.GREATER_OR_EQUAL,
    "≧": Comparator.GREATER_OR_EQUAL,
}
_SPACES = " \u00a0\u2009\u202f"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_HEAD = re.compile(r"\s*(<=|>=|[<>≤≥≦≧])?\s*")
_NUMBER = re.compile(
    rf"[1-9][0-9]{{0,2}}(?:[{_SPACES}][0-9]{{3}})+(?![0-9.,'])|[0-9]+(?:[.,][0-9]+)*"
)
_POWER = re.compile(rf"\s*[x×*]\s*10\s*(?:\^\s*([0-9]{{1,2}})|([{_RAISED}]{{1,2}}))?(?![0-9])")
_BARE_POWER = re.compile(rf"10([{_RAISED}]{{1,2}})")
_UNIT = re.compile(
    r"\s*(?P<unit>[^\W\d_\s][^\s]*|%|\[[^\s]*|10\^?[0-9" + _RAISED + r"]+/[^\s]+)?\s*"
)
# What stands where a unit would, and is none: exponents, hexadecimal digits, flags and remarks.
_NO_UNIT = re.compile(
    rf"[ex][-+]?[0-9a-f]*|[{_RAISED}]+|[\[(]?(?:h|l|hh|ll|high|low)[\])]?|\S*[*!?#]\S*",
    re.IGNORECASE,
)
_SUPERSCRIPTS = {"⁰": "0", "¹": "1", "²": "2", "³": "3"} | {
    chr(0x2070 + digit): str(digit) for digit in range(4, 10)
}
_GROUPED = 4
_MOST_POWER = 15
_ALLOWED = "write it like 5.51, <0.8, >400 or 5.51 ng/mL"


@dataclass(frozen=True, slots=True)
class NumberReading:
    """What a typed value says.

    Attributes:
        value: Exact, trailing zeros kept.
        unit_text: The unit that stood beside it, empty without one.
        as_typed: The text as it was typed.
        note: What was understood, where that is not plain; empty otherwise.
    """

    comparator: Comparator
    value: Decimal
    unit_text: str
    as_typed: str
    note: str = ""


def read_number(text: str) -> NumberReading:
    """Read a value, with its comparator and unit.

    Raises:
        Ambiguous: It can be read in two ways.
        Unreadable: It is not a number, negative, or too long.
    """
    if len(text) > MOST_CHARACTERS:
        raise Unreadable(f"A value has at most {MOST_CHARACTERS} characters.")
    plain = _plain_digits(text)
    head = _HEAD.match(plain)
    start = head.end() if head else 0
    comparator = _COMPARATORS[head[1]] if head and head[1] else Comparator.EQUAL
    rest = plain[start:]
    if rest[:1] in {"-", "−", "–"}:
        raise Unreadable("A value is not negative here; leave the minus away or correct it.")
    value, length = _magnitude(rest, text)
    unit_text = _unit(rest[length:], text)
    _ask_if_grouped(plain, start)
    is_plain = plain == text and rest[:length] == f"{value:f}"
    note = "" if is_plain else f"read as {value:f}"
    return NumberReading(comparator, value, unit_text, text, note)


def _ask_if_grouped(plain: str, start: int) -> None:
    """Ask about one group of three after a comma: decimals or thousands.

    Raises:
        Ambiguous: With both readings of the whole text, its comparator and unit included.
    """
    number = _NUMBER.match(plain, start)
    parts = number[0].split(",") if number else []
    if number is None or len(parts) != len(("whole", "rest")) or "." in number[0]:
        return
    if _looks_grouped(parts):
        readings = tuple(
            plain[:start] + written + plain[number.end() :]
            for written in (".".join(parts), "".join(parts))
        )
        raise Ambiguous(f"{number[0]} can be {' or '.join(readings)}; choose which.", readings)


def _plain_digits(text: str) -> str:
    """Return the text with digits of any script as 0 to 9; superscripts stay what they are."""
    return "".join(
        str(unicodedata.digit(letter))
        if unicodedata.category(letter) == "Nd"
        else "."
        if letter in "．٫"
        else letter
        for letter in text
    )


def _magnitude(rest: str, typed: str) -> tuple[Decimal, int]:
    """Return the number at the beginning, with its power of ten, and how long its text is."""
    if bare := _BARE_POWER.match(rest):
        return _shifted(Decimal(1), _exponent(_digits(bare[1]))), bare.end()
    number = _NUMBER.match(rest)
    if number is None:
        raise Unreadable(f"{typed.strip()!r} is not a number; {_ALLOWED}.")
    if sum(letter.isdigit() for letter in number[0]) > MOST_DIGITS:
        raise Unreadable(f"A value has at most {MOST_DIGITS} digits.")
    value, end = _decimal(number[0], typed), number.end()
    power = _POWER.match(rest, end)
    if power is None:
        return value, end
    exponent = power[1] or _digits(power[2] or "")
    if not exponent:
        raise Unreadable(f"{typed.strip()!r} names no power of ten; write it like 41.4 x10^3.")
    return _shifted(value, _exponent(exponent)), power.end()


def _exponent(text: str) -> int:
    if int(text) > _MOST_POWER:
        raise Unreadable(f"A power of ten goes to {_MOST_POWER} here.")
    return int(text)


def _decimal(digits: str, typed: str) -> Decimal:
    """Return the value of digits with their separators."""
    if any(space in digits for space in _SPACES):
        return Decimal(re.sub(rf"[{_SPACES}]", "", digits))
    marks = re.findall(r"[.,]", digits)
    if not marks:
        return Decimal(digits)
    parts = re.split(r"[.,]", digits)
    if len(marks) > 1:
        return _thousands(parts, marks, typed)
    return Decimal(".".join(parts))


def _thousands(parts: list[str], marks: list[str], typed: str) -> Decimal:
    groups = all(len(part) == _GROUPED - 1 for part in parts[1:])
    if set(marks) == {","} and groups and len(parts[0]) < _GROUPED and parts[0] != "0":
        return Decimal("".join(parts))
    raise Unreadable(f"{typed.strip()!r} has more than one separator; {_ALLOWED}.")


def _looks_grouped(parts: list[str]) -> bool:
    return len(parts[1]) == _GROUPED - 1 and len(parts[0]) < _GROUPED and parts[0] != "0"


def _digits(superscript: str) -> str:
    return "".join(_SUPERSCRIPTS.get(letter, letter) for letter in superscript)


def _shifted(value: Decimal, exponent: int) -> Decimal:
    """Return the value times a power of ten, written out."""
    return Decimal(f"{value.scaleb(exponent):f}")


def _unit(rest: str, typed: str) -> str:
    unit = _UNIT.fullmatch(rest)
    words = (unit["unit"] or "") if unit else ""
    # A half, a Roman five or a Chinese ten thousand would make another number of it.
    is_counted = words[:1].isnumeric() and not words[:1].isdecimal()
    if unit is None or is_counted or not words.isprintable() or _NO_UNIT.fullmatch(rest.strip()):
        raise Unreadable(
            f"{typed.strip()!r}: {rest.strip()!r} is neither number nor unit; {_ALLOWED}."
        )
    return words


_WORDS = {
    "raised": Qualitative.RAISED,
    "elevated": Qualitative.RAISED,
    "high": Qualitative.RAISED,
    "↑": Qualitative.RAISED,
    "normal": Qualitative.NORMAL,
    "low": Qualitative.LOW,
    "↓": Qualitative.LOW,
    "falling": Qualitative.FALLING,
    "rising": Qualitative.RISING,
    "pos": Qualitative.POSITIVE,
    "positive": Qualitative.POSITIVE,
    "(+)": Qualitative.POSITIVE,
    "neg": Qualitative.NEGATIVE,
    "negative": Qualitative.NEGATIVE,
    "(-)": Qualitative.NEGATIVE,
    # As German, Chinese and Japanese laboratories print them.
    "positiv": Qualitative.POSITIVE,
    "negativ": Qualitative.NEGATIVE,
    "erhöht": Qualitative.RAISED,
    "阳性": Qualitative.POSITIVE,
    "阴性": Qualitative.NEGATIVE,
    "陽性": Qualitative.POSITIVE,
    "陰性": Qualitative.NEGATIVE,
    "升高": Qualitative.RAISED,
    "正常": Qualitative.NORMAL,
}


def read_qualitative(text: str) -> Qualitative | None:
    """Return the result that a word says, None where it is none of them."""
    return _WORDS.get(text.strip().casefold().rstrip("."))


def read_diameter_mm(text: str) -> NumberReading:
    """Read a diameter: in mm, or in cm where that is written beside it.

    Raises:
        Ambiguous: It can be read in two ways.
        Unreadable: It is no diameter; one that is gone is said to be absent.
    """
    reading = read_number(text)
    unit = reading.unit_text.casefold()
    if unit not in {"", "mm", "cm"} or reading.comparator is not Comparator.EQUAL:
        raise Unreadable(f"{text.strip()!r} is not a diameter; write it like 42.0 or 4.2 cm.")
    value = _shifted(reading.value, 1) if unit == "cm" else reading.value
    if value == 0:
        raise Unreadable("0 mm is not a diameter; a lesion that is gone is entered as absent.")
    note = f"read as {value:f} mm" if unit == "cm" else reading.note
    return NumberReading(reading.comparator, value, "mm", text, note)
