"""The texts in a file's bytes: plain, in wide letters, escaped, zipped, in the streams of a PDF."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

PIECE_BYTES = 4 * 1024 * 1024
_OVERLAP_BYTES = 8192
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_PAIR = re.compile(r"\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)
_WIDE = 8


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


def readings(data: bytes) -> Iterator[str]:
    """Yield the texts that bytes can be."""
    plain = data.decode("utf-8", "replace")
    yield from _unescaped(plain)
    if "\ufffd" in plain:
        yield data.decode("cp1252", "replace")
        yield data.decode("gb18030", "replace")
        yield data.decode("shift_jis", "replace")
    if data.count(0) * _WIDE > len(data):
        for start in (0, 1):
            yield from _unescaped(data[start:].decode("utf-16-le", "replace"))
            yield from _unescaped(data[start:].decode("utf-16-be", "replace"))


def _unescaped(text: str) -> Iterator[str]:
    yield text
    if "\\u" in text:
        paired = _PAIR.sub(_join, text)
        yield _ESCAPED.sub(lambda found: chr(int(found[1], 16)), paired)
    if "&" in text:
        yield html.unescape(text)


def _join(found: re.Match[str]) -> str:
    both = bytes.fromhex(found[1] + found[2])
    return both.decode("utf-16-be")
