"""The value of a result and its day, in the words that people type."""

from __future__ import annotations

import re

from hcclog.commands.refused import Refused
from hcclog.exchange.hl7_v2.message import Segment

VALUE = 5
_N_STRUCTURED = 4
_COMPARATORS = {"", "=", "<", ">", "<=", ">="}
_NUMBER = re.compile(r"\+?([0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_TIME = re.compile(
    r"([0-9]{4})([0-9]{2})?([0-9]{2})?(?:[0-9]{2}){0,3}(?:\.[0-9]+)?(?:[+-][0-9]{4})?"
)
_TEXTS = {"ST", "NM", "IS", "ID"}
_CODED = {"CE", "CWE", "CNE", "CF"}
_LONG = {"TX", "FT", "ED", "RP", "AD", "DT", "TM", "TS", "DTM", "XAD", "XPN", "XTN", "XCN"}
_DETECTED = {
    "260385009": "negative",
    "260415000": "negative",
    "10828004": "positive",
    "260373001": "positive",
    "not detected": "negative",
    "non-reactive": "negative",
    "nonreactive": "negative",
    "detected": "positive",
    "reactive": "positive",
}


class NotTaken(Exception):
    """A result of a kind that no record holds; the sentence says which."""


def value_words(obx: Segment) -> str:
    """Return a result's value as a person would type it.

    Raises:
        NotTaken: It is text, a picture, or another thing that is no value.
        Refused: It is a value that cannot stand in a record, such as a range.
    """
    kind = obx.text(2).upper()
    if obx.n_repetitions(VALUE) > 1:
        raise Refused("It gives several values at once; a result has one.")
    if kind == "SN":
        return _structured(obx)
    if kind in _CODED:
        return _coded(obx)
    if kind in _TEXTS:
        _refuse_parts(obx, 1)
        return _number_or_text(obx.text(VALUE), is_number=kind == "NM")
    if kind in _LONG:
        raise NotTaken(f"It is of the kind {kind}, which is text and no value.")
    raise NotTaken(f"Values of the kind {kind[:10] or 'that OBX-2 leaves open'} are not read.")


def day_words(texts: tuple[str, ...]) -> str:
    """Return the day of the first time that is given: as printed, whatever its zone.

    Raises:
        Refused: There is none, or it is no time.
    """
    text = next((each for each in texts if each), "")
    if not text:
        raise Refused("It has no date: OBX-14 and OBR-7 are empty.", "on")
    found = _TIME.fullmatch(text)
    if found is None:
        raise Refused(f"{text[:30]!r} is not a time of HL7, such as 20240105 or 202401051030+0100.")
    return "-".join(part for part in found.groups() if part)


def _refuse_parts(obx: Segment, n_known: int) -> None:
    """Refuse a value with parts that its kind does not have: ``10^5`` is no 10."""
    if any(obx.text(VALUE, n) for n in range(n_known + 1, obx.n_components(VALUE) + 1)):
        said = obx.whole(VALUE)[:40]
        raise Refused(f"{said!r} has parts that no result has; a ^ of its own is sent as \\S\\.")


def _structured(obx: Segment) -> str:
    _refuse_parts(obx, _N_STRUCTURED)
    comparator, first, sign, second = (obx.text(VALUE, part) for part in (1, 2, 3, 4))
    said = " ".join(part for part in (comparator, first, sign, second) if part)
    if sign == "+" and not second and not comparator:
        return f"{first}+"
    if sign or second:
        word = "a ratio" if sign in {"/", ":"} else "a range"
        raise Refused(f"{said} is {word}; a result is one number, perhaps with < or > before it.")
    if comparator not in _COMPARATORS:
        raise Refused(f"{comparator!r} is not read before a value; <, <=, >= and > are.")
    return f"{'' if comparator == '=' else comparator}{_number_or_text(first, is_number=True)}"


def _number_or_text(text: str, *, is_number: bool) -> str:
    plain = _NUMBER.fullmatch(text) if is_number else None
    # A number of HL7 may carry a plus, and end in a point.
    return plain[1].rstrip(".") if plain is not None else _DETECTED.get(text.casefold(), text)


def _coded(obx: Segment) -> str:
    from hcclog.domain.number_reading import read_qualitative

    said = [obx.text(VALUE, part) for part in (2, 1, 5, 4, 9)]
    for text in said:
        word = _DETECTED.get(text.casefold(), text)
        if read_qualitative(word) is not None:
            return word
    text = next((text for text in said if text), "")
    if said[1] or said[3]:
        raise Refused(f"{text[:40]!r} is a code; of codes only words such as negative are read.")
    return text
