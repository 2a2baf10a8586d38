"""Texts and numbers as a workbook's cells can hold them without loss.

XML has no control characters; the format writes them as ``_x0007_``, and what looks like that as
``_x005F_x0007_``. A spreadsheet keeps 15 digits of a number: what has more stands as text.
"""

from __future__ import annotations

import re
from decimal import Decimal

MOST_CHARACTERS = 32_767
_MOST_DIGITS = 15
_MOST_PLACES = 12
_UNHELD = re.compile(
    "[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)",
)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DECIMAL_FORMAT = re.compile(r"0(?:\.(0+))?")


def escaped(text: str) -> str:
    """Return a text as it stands in the file."""
    return _UNHELD.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def unescaped(text: str) -> str:
    """Return the text that `escaped` was given."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def number_format(value: Decimal) -> str | None:
    """Return the format that shows a number's own digits; None where a number cell loses some."""
    text = f"{value:f}"
    whole, _, places = text.lstrip("-").partition(".")
    fits = len((whole + places).lstrip("0")) <= _MOST_DIGITS and len(places) <= _MOST_PLACES
    is_minus_zero = value.is_zero() and value.is_signed()
    if not fits or is_minus_zero or len(whole) > _MOST_DIGITS:
        return None
    return f"0.{'0' * len(places)}" if places else "0"


def number_read(value: float, shown_as: str) -> Decimal:
    """Return the number of a cell, with the places that its format shows.

    A computer's fraction of the 17th digit is not the number that was typed: what a spreadsheet
    shows at most are 15 digits.
    """
    exact = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{_MOST_DIGITS}g}")
    exact = Decimal(f"{exact:f}")
    match = _DECIMAL_FORMAT.fullmatch(shown_as)
    wanted = len(match[1] or "") if match else 0
    exponent = exact.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 0
    return exact if places >= wanted else exact.quantize(Decimal(1).scaleb(-wanted))
