"""Blocks from text: tabs as spreadsheets copy them, else semicolons, else commas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from hcclog.commands.refused import Refused
from hcclog.entry.paste.block import Block, block_of, refuse_too_long

_DELIMITERS = "\t;,"


def is_block(text: str) -> bool:
    """Tell whether a text holds more than one cell: a lone value goes into its field as usual."""
    body = text.strip("\r\n")
    return any(mark in body for mark in "\t\r\n") and bool(body.strip())


def block_from_text(text: str, document: str = "") -> Block:
    """Return the block that a text holds.

    Raises:
        Refused: It is empty, too large, not closed at a quote, or its rows differ in width.
    """
    refuse_too_long(text)
    body = text.removeprefix("\ufeff")
    if not body.strip():
        raise Refused("There is nothing in it: no cell holds a word.")
    return block_of(_rows(body, _delimiter(body)), document)


def _delimiter(text: str) -> str:
    """Return what parts the cells: a comma is often a decimal sign, so it comes last."""
    return next((mark for mark in _DELIMITERS if mark in text), _DELIMITERS[0])


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from rows
    except csv.Error as error:
        raise Refused(f"Row {rows.line_num} cannot be parted into cells: {error}.") from error
