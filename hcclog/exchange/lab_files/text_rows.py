"""Rows of a text file, one after the other: however long its lines are, little is held of them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from hcclog.commands.refused import Refused
from hcclog.exchange.incoming.plain_files import reason_of

MOST_IN_A_LINE = 1_000_000
_DELIMITERS = "\t;|,"
_N_TOLD = 30
# The line by which some spreadsheets say what parts the cells.
_SAID = re.compile(r"\ufeff?\"?sep=(.)\"?", re.IGNORECASE)
_SAYS = re.compile(r"\ufeff?sep=", re.IGNORECASE)
Row = tuple[int, list[str]]


def text_rows(path: Path, encoding: str, delimiter: str) -> Iterator[Row]:
    """Yield numbered rows of cells as they stand.

    Raises:
        Refused: The row that cannot be read is named.
    """
    reader = csv.reader(_lines(path, encoding), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, cells
    except csv.Error as error:
        raise Refused(
            f"{path.name}, row {number + 1} cannot be parted into cells: {error}."
        ) from None
    except UnicodeError:
        raise Refused(
            f"{path.name} is damaged: its letters break off after row {number}. Save it anew."
        ) from None
    except OSError as error:
        raise Refused(
            f"{path.name} cannot be read on after row {number}: {reason_of(error)}."
        ) from None


def delimiter_of(path: Path, encoding: str) -> str:
    """Return what parts the cells: what parts most of the first rows into as many.

    A comma is often a decimal sign, so it comes last.
    """
    try:
        first = next(_lines(path, encoding), "")
    except UnicodeError:
        raise Refused(f"{path.name} is damaged: its letters break off. Save it anew.") from None
    except OSError as error:
        raise Refused(f"{path} cannot be read: {reason_of(error)}.") from None
    said = _SAID.fullmatch(first.strip("\r\n"))
    if said is not None:
        return said[1]
    return max(_DELIMITERS, key=lambda mark: _evenness(path, encoding, mark))


def says_delimiter(cells: list[str], number: int) -> bool:
    """Tell whether a row is the line that says what parts the cells."""
    return number == 1 and bool(cells) and _SAYS.match(cells[0]) is not None


def _evenness(path: Path, encoding: str, mark: str) -> int:
    """Return in how many of the first rows the cells are as many, and more than one."""
    widths: Counter[int] = Counter()
    # What cannot be parted is told when all rows are read.
    with suppress(Refused):
        for _, cells in islice(text_rows(path, encoding, mark), _N_TOLD):
            widths[len(cells)] += len(cells) > 1
    return max(widths.values(), default=0)


def _lines(path: Path, encoding: str) -> Iterator[str]:
    """Yield the lines of a file, none of them longer than can be held.

    Raises:
        Refused: One is.
    """
    with path.open(encoding=encoding, newline="") as file:
        number = 0
        while line := file.readline(MOST_IN_A_LINE + 1):
            number += 1
            if len(line) > MOST_IN_A_LINE:
                raise Refused(
                    f"{path.name}, line {number} has more than {MOST_IN_A_LINE:,} characters;"
                    " it is no table of results."
                )
            yield line
