"""A SAS transport file of version 5, read within bounds: nothing is taken on its word."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from hcclog.commands.refused import Refused
from hcclog.exchange.sdtm.xpt_numbers import from_ibm

_CARD = 80
_HEAD = 8 * _CARD
_NAMESTR = struct.Struct(">hhhh8s40s8shhh2s8shhl52s")
_SIZES = (b"0140", b"0136")
_MOST_COLUMNS = 1_000
_MOST_TEXT = 32_767
_NUMERIC = 1
_NUMBER_BYTES = range(2, 9)


class _Column(NamedTuple):
    name: str
    is_number: bool
    at: int
    width: int


def read_transport(data: bytes, name: str) -> tuple[tuple[str, ...], Iterator[dict[str, str]]]:
    """Return the columns of the first dataset of a file, and its rows.

    A number is the shortest decimal that gives the same bytes; a missing one is empty.

    Raises:
        Refused: It is no transport file of version 5, or its parts do not fit each other.
    """
    if not data.startswith(b"HEADER RECORD*******LIBRARY HEADER RECORD"):
        raise Refused(f"{name} is no SAS transport file of version 5.")
    if len(data) < _HEAD or not data[3 * _CARD :].startswith(b"HEADER RECORD*******MEMBER "):
        raise Refused(f"{name} breaks off in its head.")
    n_columns = _n_columns(data, name)
    size = _size(data, name)
    start = _HEAD
    end = start + n_columns * size
    columns = [_column(data[at : at + size], name) for at in range(start, end, size)]
    begin = end + -end % _CARD
    if not data[begin:].startswith(b"HEADER RECORD*******OBS "):
        raise Refused(f"{name} breaks off before its rows.")
    length = sum(column.width for column in columns)
    _check_places(columns, length, name)
    body = data[begin + _CARD :]
    if b"HEADER RECORD*******MEMBER  HEADER RECORD" in body:
        raise Refused(f"{name} holds several datasets; save each as a file of its own.")
    return tuple(column.name for column in columns), _rows(body, columns, length, name)


def _n_columns(data: bytes, name: str) -> int:
    card = data[7 * _CARD : _HEAD]
    digits = card[54:58]
    if not card.startswith(b"HEADER RECORD*******NAMESTR ") or not digits.strip().isdigit():
        raise Refused(f"{name} does not say how many columns it has.")
    n = int(digits)
    if not 0 < n <= _MOST_COLUMNS:
        raise Refused(f"{name} says that it has {n} columns; 1 to {_MOST_COLUMNS} can be read.")
    return n


def _size(data: bytes, name: str) -> int:
    found = data[3 * _CARD : 4 * _CARD].rstrip()[-4:]
    if found not in _SIZES:
        raise Refused(f"{name} describes its columns in a way that version 5 does not know.")
    return int(found)


def _column(data: bytes, name: str) -> _Column:
    if len(data) < min(int(size) for size in _SIZES):
        raise Refused(f"{name} breaks off among its columns.")
    parts = _NAMESTR.unpack(data.ljust(_NAMESTR.size, b"\x00"))
    kind, width, raw, at = parts[0], parts[2], parts[4], parts[14]
    column = raw.decode("ascii", "replace").strip("\x00 ").upper()
    is_number = kind == _NUMERIC
    fits = width in _NUMBER_BYTES if is_number else 0 < width <= _MOST_TEXT
    if not column or not fits:
        raise Refused(f"{name}: the column {column or 'without a name'} cannot be read.")
    return _Column(column, is_number, at, width)


def _check_places(columns: list[_Column], length: int, name: str) -> None:
    for column in columns:
        if not 0 <= column.at <= length - column.width:
            raise Refused(f"{name}: the column {column.name} lies outside its rows.")
    if len({column.name for column in columns}) != len(columns):
        raise Refused(f"{name} names a column twice.")


def _rows(body: bytes, columns: list[_Column], length: int, name: str) -> Iterator[dict[str, str]]:
    n, rest = divmod(len(body), length)
    if rest and body[n * length :].strip(b" "):
        raise Refused(f"{name} breaks off in row {n + 1}.")
    if length < _CARD:  # what fills the last card may look like rows of blanks
        while n and not body[(n - 1) * length : n * length].strip(b" "):
            n -= 1
    for k in range(n):
        row = body[k * length : (k + 1) * length]
        yield {c.name: _text(row[c.at : c.at + c.width], c, name) for c in columns}


def _text(cell: bytes, column: _Column, name: str) -> str:
    if column.is_number:
        value = from_ibm(cell)
        return "" if value is None else format(value, "f")
    try:
        return cell.rstrip(b" \x00").decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(
            f"{name}: the column {column.name} holds letters that are not known."
        ) from None
