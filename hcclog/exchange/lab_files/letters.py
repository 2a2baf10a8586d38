"""The letters of a text file of any size, read in pieces: how they are coded, and how surely."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hcclog.commands.refused import Refused
from hcclog.exchange.incoming.plain_files import reason_of

MOST_BYTES = 250_000_000
_PIECE = 1 << 20
_SAMPLE = 40
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
NAMES = {
    "utf-8": "Unicode (UTF-8)",
    "utf-8-sig": "Unicode (UTF-8)",
    "utf-16": "Unicode (UTF-16)",
    "cp1252": "Western (Windows-1252)",
    "gb18030": "Chinese (GB 18030)",
}
# What older programs of hospitals write; which of them only a person can see.
_OLDER = ("cp1252", "gb18030")


@dataclass(frozen=True, slots=True)
class Encoding:
    """One way to read the letters of a file.

    Attributes:
        code: As a mapping and the command line say it.
        sample: The first letters that another encoding reads otherwise, with what stands around.
    """

    code: str
    sample: str = ""

    @property
    def name(self) -> str:
        """The encoding in words."""
        return NAMES[self.code]


@dataclass(frozen=True, slots=True)
class Letters:
    """What a look through a whole file found.

    Attributes:
        encodings: One where that is certain.
        n_lines: About how many lines it has.
    """

    encodings: tuple[Encoding, ...]
    n_lines: int


def letters_of(path: Path) -> Letters:
    """Return the ways in which a file can be read.

    Raises:
        Refused: It is too large, gone, or no text.
    """
    n_bytes = _size(path)
    if n_bytes > MOST_BYTES:
        raise Refused(f"{path.name} has more than {MOST_BYTES // 1_000_000} MB; take it in parts.")
    head = next(_pieces(path), b"")
    if not head.strip():
        raise Refused(f"{path.name} is empty.")
    marked = next((code for mark, code in _MARKS if head.startswith(mark)), "")
    if not marked and b"\x00" in head:
        raise Refused(f"{path.name} holds no text that can be read. Save it as csv in UTF-8.")
    n_lines = sum(piece.count(b"\n") for piece in _pieces(path)) + 1
    if marked or _fault_at(path, "utf-8") is None:
        return Letters((Encoding(marked or "utf-8"),), n_lines)
    found = tuple(_older(path))
    if not found:
        raise Refused(f"{path.name}: its letters are not known. Save it as UTF-8.")
    return Letters(found, n_lines)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise Refused(f"{path} cannot be read: {reason_of(error)}.") from None


def _pieces(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece
    except OSError as error:
        raise Refused(f"{path} cannot be read: {reason_of(error)}.") from None


def _fault_at(path: Path, encoding: str) -> bytes | None:
    """Return the bytes around the first that the encoding has no letter for; None without one."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line = b""
    for piece in _pieces(path):
        try:
            decoder.decode(piece)
        except UnicodeDecodeError as fault:
            # The bytes that the decoder kept of the piece before come first in the fault's own.
            place = max(0, fault.start - (len(fault.object) - len(piece)))
            before = line + piece[:place]
            start = before.rfind(b"\n") + 1
            return before[max(start, len(before) - _SAMPLE) :] + piece[place : place + _SAMPLE]
        line = piece[-_SAMPLE:]
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return line
    return None


def _older(path: Path) -> Iterator[Encoding]:
    around = _fault_at(path, "utf-8") or b""
    for code in _OLDER:
        if _fault_at(path, code) is None:
            text = codecs.getincrementaldecoder(code)("replace").decode(around)
            yield Encoding(code, " ".join(text.split()))
