"""Numbers of a SAS transport file: hexadecimal floating point of IBM mainframes, eight bytes."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

_BIAS = 64
_MOST_EXPONENT = 127
_FRACTION_BITS = 56
_SIGN = 0x80
_BYTES = 8
_MOST_DIGITS = 18
MISSING = b"\x2e" + bytes(_BYTES - 1)


def to_ibm(value: Decimal) -> bytes:
    """Return the nearest number of the format.

    Raises:
        ValueError: It is beyond what the format holds, or no number.
    """
    if not value.is_finite():
        raise ValueError(f"{value} is not a number")
    size = abs(Fraction(value))
    if not size:
        return bytes(_BYTES)
    exponent = 0
    while size >= 1:
        size, exponent = size / 16, exponent + 1
    while size < Fraction(1, 16):
        size, exponent = size * 16, exponent - 1
    bits = round(size * (1 << _FRACTION_BITS))
    if bits >> _FRACTION_BITS:
        bits, exponent = bits >> 4, exponent + 1
    if not 0 <= exponent + _BIAS <= _MOST_EXPONENT:
        raise ValueError(f"{value} is beyond what a transport file holds")
    head = exponent + _BIAS | (_SIGN if value < 0 else 0)
    return bytes([head]) + bits.to_bytes(_BYTES - 1, "big")


def from_ibm(data: bytes) -> Decimal | None:
    """Return the shortest decimal that gives the same eight bytes; None for a missing number."""
    padded = data.ljust(_BYTES, b"\x00")
    bits = int.from_bytes(padded[1:], "big")
    if not bits:
        # A point, an underscore or a letter before nothing marks what is missing.
        return Decimal(0) if padded[0] in {0, _SIGN} else None
    exponent = (padded[0] & ~_SIGN) - _BIAS
    size = Fraction(bits, 1 << _FRACTION_BITS) * Fraction(16) ** exponent
    sign = -1 if padded[0] & _SIGN else 1
    return sign * _shortest(size, _normalised(size))


def _normalised(size: Fraction) -> bytes:
    """Return the bytes as `to_ibm` writes them; foreign files may hold leading zeros."""
    exact = _rounded(size, 40)
    return to_ibm(exact)


def _shortest(size: Fraction, wanted: bytes) -> Decimal:
    for digits in range(1, _MOST_DIGITS):
        found = _rounded(size, digits)
        if to_ibm(found) == wanted:
            return _plain(found)
    return _plain(_rounded(size, _MOST_DIGITS))


def _rounded(size: Fraction, digits: int) -> Decimal:
    with localcontext() as context:
        context.prec = digits
        return Decimal(size.numerator) / Decimal(size.denominator)


def _plain(value: Decimal) -> Decimal:
    """Return a number without exponent: 1E+2 is 100."""
    return Decimal(format(value.normalize(), "f"))
