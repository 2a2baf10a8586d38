"""The texts in a file's bytes: plain, in wide letters, escaped, zipped, in the streams of a PDF."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from hcclog.exchange.deidentify.leaks.readings import readings

PIECE_BYTES = 4 * 1024 * 1024
_OVERLAP_BYTES = 8192


def pages_of(path: Path) -> Iterator[tuple[str, str]]:
    """Yield place and text of each piece of a file; a piece may come in several readings."""
    with path.open("rb") as file:
        head = file.read(8)
        file.seek(0)
        yield from _of_bytes(file, head, path.name)


def _of_bytes(file: BinaryIO, head: bytes, place: str) -> Iterator[tuple[str, str]]:
    if head.startswith(b"PK\x03\x04"):
        yield from _of_zip(file, place)
    elif head.startswith(b"%PDF"):
        from hcclog.exchange.deidentify.leaks.pdf_pages import pdf_pages

        yield from ((f"{place}, {where}", text) for where, text in pdf_pages(file))
        file.seek(0)
    yield from _of_pieces(file, place)


def _of_zip(file: BinaryIO, place: str) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(file) as archive:
        for each in archive.infolist():
            where = f"{place}, {each.filename}"
            yield where, each.filename
            with archive.open(each) as part:
                head = part.read(8)
            with archive.open(each) as part:
                inner: BinaryIO = BytesIO(part.read()) if head.startswith(b"PK") else part  # type: ignore[assignment]
                yield from _of_bytes(inner, head, where)
    file.seek(0)


def _of_pieces(file: BinaryIO, place: str) -> Iterator[tuple[str, str]]:
    kept = b""
    while piece := file.read(PIECE_BYTES):
        data = kept + piece
        for text in readings(data):
            yield place, text
        kept = data[-_OVERLAP_BYTES:]
