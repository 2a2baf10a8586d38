"""What a written number can mean, said a second time and in another way than the reader says it.

A number is digits; digits, a point and digits; digits, a comma and digits; or groups of three
behind commas or narrow spaces, the first group without a leading nought. Behind it may stand
``x 10`` and a power. A comma before one group of three has two meanings.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_SPACES = "\u0020\u00a0\u2009\u202f"
_POINTS = ("．", "٫")
_SIGNS = {"≤": "<=", "≦": "<=", "≥": ">=", "≧": ">="}
_RAISED = {"⁰": 0, "¹": 1, "²": 2, "³": 3} | {chr(0x2070 + n): n for n in range(4, 10)}
_POWER = re.compile(r"(.*?)[x×*]\s*10\s*(?:\^\s*([0-9]{1,2})|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))", re.DOTALL)


def digits_of(text: str) -> str:
    """Return a text with the digits of every script as 0 to 9, and their points as points."""
    plain = "".join(
        str(unicodedata.decimal(letter)) if unicodedata.category(letter) == "Nd" else letter
        for letter in text
    )
    for point in _POINTS:
        plain = plain.replace(point, ".")
    return plain


def meanings(text: str) -> set[tuple[str, Decimal]]:
    """Return comparator and value of everything that a text without a unit can mean."""
    plain = digits_of(text).strip()
    sign = "="
    for mark in ("<=", ">=", "<", ">", *_SIGNS):
        if plain.startswith(mark):
            sign, plain = _SIGNS.get(mark, mark), plain[len(mark) :].strip()
            break
    return {(sign, value) for value in _values(plain)}


def _values(text: str) -> set[Decimal]:
    raised = [_RAISED.get(letter) for letter in text[2:]]
    if text.startswith("10") and raised and None not in raised:
        return {Decimal("1" + "0" * int("".join(map(str, raised))))}
    power = _POWER.fullmatch(text)
    if power is None:
        return _plain_values(text)
    said = power[2] or "".join(str(_RAISED[letter]) for letter in power[3])
    return {value.scaleb(int(said)) for value in _plain_values(power[1].rstrip())}


def _plain_values(text: str) -> set[Decimal]:
    found: set[Decimal] = set()
    whole, *rest = re.split(f"[,.{_SPACES}]", text)
    marks = re.findall(f"[,.{_SPACES}]", text)
    if not all(part.isascii() and part.isdigit() for part in (whole, *rest)):
        return found
    if not rest:
        found.add(Decimal(whole))
    if len(rest) == 1 and marks[0] in ".,":
        found.add(Decimal(f"{whole}.{rest[0]}"))
    are_groups = all(len(part) == 3 for part in rest) and len(whole) <= 3
    is_marked = set(marks) == {","} or set(marks) <= set(_SPACES)
    is_led = whole != "0" if set(marks) == {","} else not whole.startswith("0")
    if rest and are_groups and is_marked and is_led:
        found.add(Decimal("".join((whole, *rest))))
    return found
