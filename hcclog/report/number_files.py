"""The numbers of a picture as a table: a CSV file, or text for the clipboard."""

from __future__ import annotations

import re
from pathlib import Path

from hcclog.exchange.csv_text import free_text, guarded
from hcclog.exchange.outgoing.whole import write_whole
from hcclog.report.picture import Numbers

_BREAKS = re.compile(r"[\t\r\n]+")


def save_numbers(numbers: Numbers, path: Path) -> None:
    """Write the numbers as a CSV file; the file is whole or not there.

    Raises:
        OSError: The file cannot be written.
    """
    write_whole(path, csv_bytes(numbers))


def csv_bytes(numbers: Numbers) -> bytes:
    """Return a CSV file in UTF-8; no cell runs as a formula in a spreadsheet."""
    lines = [",".join(map(free_text, row)) for row in (numbers.header, *numbers.rows)]
    return "".join(f"{line}\n" for line in lines).encode()


def tab_separated(numbers: Numbers) -> str:
    """Return the numbers as a spreadsheet takes them from the clipboard."""
    lines = [
        "\t".join(guarded(_BREAKS.sub(" ", cell)) for cell in row)
        for row in (numbers.header, *numbers.rows)
    ]
    return "".join(f"{line}\n" for line in lines)
