"""The letters of a file, by what is in it and never by its name."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from hcclog.commands.refused import Refused

MOST_BYTES = 4_000_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What older programs of hospitals write; which of them only a person can see.
_OLDER = (("cp1252", "Western (Windows-1252)"), ("gb18030", "Chinese (GB 18030)"))
_KINDS = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"PK\x03\x04", "a workbook or an archive"),
    (b"\xd0\xcf\x11\xe0", "an older workbook or document"),
    (b"%PDF", "a PDF"),
    (b"SQLite format 3", "a database"),
)
_DICOM_AT = 128
TAKEN = "Text is taken: .csv, .tsv or .txt, or cells copied out of a workbook."
_SAMPLE = 32


@dataclass(frozen=True, slots=True)
class Letters:
    """One way to read the letters of a file.

    Attributes:
        name: The encoding in words.
        sample: The first letters that other encodings read otherwise, with what stands around.
    """

    name: str
    text: str
    sample: str = ""


def letters_of(data: bytes, name: str) -> tuple[Letters, ...]:
    """Return the ways in which a file can be read: one where that is certain.

    Raises:
        Refused: It is empty, too large, or no text.
    """
    if len(data) > MOST_BYTES:
        raise Refused(f"{name} has more than {MOST_BYTES // 1_000_000} MB; take it in parts.")
    if not data.strip():
        raise Refused(f"{name} is empty.")
    _refuse_other_kinds(data, name)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return (Letters("Unicode", _decoded(data, encoding, name)),)
    if b"\x00" in data:
        raise Refused(f"{name} holds no text that can be read. {TAKEN}")
    try:
        return (Letters("Unicode", data.decode("utf-8")),)
    except UnicodeDecodeError as fault:
        found = tuple(_older(data, fault.start))
    if not found:
        raise Refused(f"{name}: its letters are not known. Save it as UTF-8, then drop it again.")
    return found


def _refuse_other_kinds(data: bytes, name: str) -> None:
    kind = next((words for mark, words in _KINDS if data.startswith(mark)), "")
    if data[_DICOM_AT : _DICOM_AT + 4] == b"DICM":
        kind = "an image of a scanner"
    if kind:
        raise Refused(f"{name} is {kind}, whatever its name says. {TAKEN}")


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Refused(f"{name} is damaged: its letters break off. Save it anew.") from None


def _older(data: bytes, start: int) -> list[Letters]:
    found = []
    for encoding, words in _OLDER:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        before = len(data[:start].decode("ascii", "replace"))
        around = text[max(0, before - _SAMPLE // 2) : before + _SAMPLE]
        found.append(Letters(words, text, " ".join(around.split())))
    return found
