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
_SMALLEST = Fraction(1, 16)
MISSING = b"\x2e" + bytes(_BYTES - 1)


def to_ibm(value: Decimal) -> bytes:
    """Return the number as other programs write it: of the double that is nearest.

    Raises:
        ValueError: It is beyond what the format holds, or no number.
    """
    if not value.is_finite():
        raise ValueError(f"{value} is not a number")
    try:
        size = abs(Fraction(float(value)))
    except OverflowError:
        raise ValueError(f"{value} is beyond what a transport file holds") from None
    if not size:
        if value:
            raise ValueError(f"{value} is beyond what a transport file holds")
        return bytes(_BYTES)
    exponent = 0
    while size >= 1:
        size, exponent = size / 16, exponent + 1
    while size < _SMALLEST:
        size, exponent = size * 16, exponent - 1
    if not 0 <= exponent + _BIAS <= _MOST_EXPONENT:
        raise ValueError(f"{value} is beyond what a transport file holds")
    # A double has 53 bits and the format 53 to 56, so that none is lost.
    bits = int(size * (1 << _FRACTION_BITS))
    head = exponent + _BIAS | (_SIGN if value < 0 else 0)
    return bytes([head]) + bits.to_bytes(_BYTES - 1, "big")


def from_ibm(data: bytes) -> Decimal | None:
    """Return the shortest decimal that stands for the same double; None for a missing number.

    A number of more bits than a double has comes from a mainframe; it is given to 18 digits.
    """
    padded = data.ljust(_BYTES, b"\x00")
    bits = int.from_bytes(padded[1:], "big")
    if not bits:
        # A point, an underscore or a letter before nothing marks what is missing.
        return Decimal(0) if padded[0] in {0, _SIGN} else None
    exponent = (padded[0] & ~_SIGN) - _BIAS
    size = Fraction(bits, 1 << _FRACTION_BITS) * Fraction(16) ** exponent
    near = float(size)
    exact = Decimal(repr(near)) if Fraction(near) == size else _rounded(size)
    return (-1 if padded[0] & _SIGN else 1) * Decimal(format(exact.normalize(), "f"))


def _rounded(size: Fraction) -> Decimal:
    with localcontext() as context:
        context.prec = _MOST_DIGITS
        return Decimal(size.numerator) / Decimal(size.denominator)
