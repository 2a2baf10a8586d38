"""A SAS transport file of version 5, written byte by byte: the same tables give the same bytes."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from hcclog.exchange.sdtm.structure import MOST_BYTES, Dataset, Variable
from hcclog.exchange.sdtm.xpt_numbers import MISSING, to_ibm

_CARD = 80
_NUMBER_BYTES = 8
_NAMESTR = struct.Struct(">hhhh8s40s8shhh2s8shhl52s")
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_FIRST, _LAST = 0x20, 0x7E


def is_held(text: str) -> bool:
    """Return whether a transport file takes a text: printable ASCII, at most 200 bytes.

    A space at its end is lost there, so that a text that ends so is not taken.
    """
    return (
        len(text) <= MOST_BYTES
        and all(_FIRST <= ord(letter) <= _LAST for letter in text)
        and not text.endswith(" ")
    )


def transport(dataset: Dataset, rows: Sequence[Mapping[str, str]], day: date) -> bytes:
    """Return the file of one dataset.

    Args:
        dataset: Its name, label and columns.
        rows: Cells by column; each text is one that `is_held`, each number a decimal.
        day: What the file says of when it was made.
    """
    widths = [_width(variable, rows) for variable in dataset.variables]
    # Readers tell rows shorter than a card from what fills the last card by guessing.
    first = next(n for n, variable in enumerate(dataset.variables) if not variable.is_number)
    widths[first] += max(0, _CARD + 1 - sum(widths))
    made = _moment(day)
    body = b"".join(_row(dataset.variables, widths, row) for row in rows)
    parts = (_library(made), _member(dataset, made), _columns(dataset, widths), _padded(body))
    return b"".join(parts)


def _moment(day: date) -> bytes:
    return f"{day.day:02d}{_MONTHS[day.month - 1]}{day.year % 100:02d}:00:00:00".encode("ascii")


def _header(name: str, figures: str) -> bytes:
    return f"HEADER RECORD*******{name:<8}HEADER RECORD!!!!!!!{figures}  ".encode("ascii")


def _library(made: bytes) -> bytes:
    first = b"SAS     SAS     SASLIB  9.4     hcclog  " + b" " * 24 + made
    return _header("LIBRARY", "0" * 30) + first + made.ljust(_CARD)


def _member(dataset: Dataset, made: bytes) -> bytes:
    name = dataset.name.encode("ascii").ljust(8)
    label = dataset.label.encode("ascii")[:40].ljust(40)
    return (
        _header("MEMBER", f"{'0' * 17}1600000000140")
        + _header("DSCRPTR", "0" * 30)
        + (b"SAS     " + name + b"SASDATA 9.4     hcclog  " + b" " * 24 + made)
        + (made + b" " * 16 + label + b" " * 8)
    )


def _columns(dataset: Dataset, widths: Sequence[int]) -> bytes:
    n = len(dataset.variables)
    described = b"".join(_described(dataset, widths))
    head = _header("NAMESTR", f"000000{n:04d}{'0' * 20}")
    return head + _padded(described) + _header("OBS", "0" * 30)


def _described(dataset: Dataset, widths: Sequence[int]) -> Iterator[bytes]:
    at = 0
    for n, (variable, width) in enumerate(zip(dataset.variables, widths, strict=True), 1):
        name = variable.name.encode("ascii").ljust(8)
        label = variable.label.encode("ascii").ljust(40)
        kind = 1 if variable.is_number else 2
        blank = b" " * 8
        yield _NAMESTR.pack(
            kind, 0, width, n, name, label, blank, 0, 0, 0, b"\x00\x00", blank, 0, 0, at, bytes(52)
        )
        at += width


def _width(variable: Variable, rows: Sequence[Mapping[str, str]]) -> int:
    if variable.is_number:
        return _NUMBER_BYTES
    return max((len(row.get(variable.name, "")) for row in rows), default=1) or 1


def _row(variables: Sequence[Variable], widths: Sequence[int], row: Mapping[str, str]) -> bytes:
    return b"".join(
        _cell(variable, width, row.get(variable.name, ""))
        for variable, width in zip(variables, widths, strict=True)
    )


def _cell(variable: Variable, width: int, text: str) -> bytes:
    if not variable.is_number:
        return text.encode("ascii").ljust(width)
    return to_ibm(Decimal(text)) if text else MISSING


def _padded(data: bytes) -> bytes:
    return data + b" " * (-len(data) % _CARD)
