"""Look through a workbook's parts before anything parses them: counted sizes, no macros, no tricks.

Each part is unpacked piece by piece and thrown away, so that memory stays small whatever the parts
hold; what is found on the way (formulas, merged cells) is told to the reader.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from hcclog.commands.refused import Refused
from hcclog.exchange.declarations import declares

MB = 1_000_000
MOST_UNPACKED = 400 * MB
MOST_SHARED_TEXTS = 80 * MB
_MOST_OF_A_PART = 10 * MB  # of those that the library takes whole; sheets it goes through
_MOST_PARTS = 2_000
_PIECE = 1 << 20
_OVERLAP = 512
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_FORMULA = re.compile(rb"<f[ >/]")
_MERGED = re.compile(rb'<mergeCell [^>]*?ref="([A-Z0-9:]{1,30})"')
_FAR = re.compile(rb'<c [^>]*?r="[A-Z]{3}[0-9]')
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError)


@dataclass(slots=True)
class Archive:
    """What stands in the parts of a workbook.

    Attributes:
        with_formulas: Names of the sheets' parts that hold a formula.
        merged: By the sheet's part, the first range of cells that are merged.
        far: Names of the sheets' parts that go on after column ZZ.
        has_links: True where it points to other workbooks.
    """

    with_formulas: set[str] = field(default_factory=set)
    merged: dict[str, str] = field(default_factory=dict)
    far: set[str] = field(default_factory=set)
    has_links: bool = False


def look_through(path: Path) -> Archive:
    """Return what stands in a workbook.

    Raises:
        Refused: It is no workbook, has macros, is too large unpacked, or holds declarations that
            could read other files.
    """
    found = Archive()
    try:
        with zipfile.ZipFile(path) as archive:
            names = [info.filename for info in archive.infolist()]
            _refuse_by_names(path, names)
            n_unpacked = 0
            for name in names:
                n_unpacked = _look_at(path, archive, name, (n_unpacked, found))
    except _BROKEN:
        raise Refused(f"{path.name} is damaged or is no workbook.") from None
    return found


def _refuse_by_names(path: Path, names: list[str]) -> None:
    if len(names) > _MOST_PARTS or len(names) != len(set(names)):
        raise Refused(f"{path.name} is no plain workbook: too many parts, or one name twice.")
    if any("vbaproject" in name.lower() or "/macrosheets/" in name.lower() for name in names):
        raise Refused(f"{path.name} has macros. Save it as .xlsx, without them.")
    if "xl/workbook.xml" not in names:
        raise Refused(f"{path.name} is no workbook.")


def _look_at(path: Path, archive: zipfile.ZipFile, name: str, so_far: tuple[int, Archive]) -> int:
    """Look at one part; return how much is unpacked by now."""
    n_unpacked, found = so_far
    before = n_unpacked
    is_sheet, is_xml = bool(_SHEET.fullmatch(name)), name.endswith((".xml", ".rels"))
    most = _most_of(name, is_whole=is_xml and not is_sheet)
    found.has_links = found.has_links or name.startswith("xl/externalLinks/")
    for piece, overlap in _pieces(archive, name):
        n_unpacked += len(piece)
        if n_unpacked > MOST_UNPACKED or n_unpacked - before > most:
            raise Refused(f"{path.name} unpacks to more than a workbook of records has: {name}.")
        text = overlap + piece
        if is_xml and declares(text):
            raise Refused(f"{path.name}, {name}: declares entities, which is not read.")
        if is_sheet:
            _look_at_sheet(name, text, found)
    return n_unpacked


def _most_of(name: str, *, is_whole: bool) -> int:
    """Return how many bytes a part may have."""
    if name == "xl/sharedStrings.xml":
        return MOST_SHARED_TEXTS
    return _MOST_OF_A_PART if is_whole else MOST_UNPACKED


def _look_at_sheet(name: str, text: bytes, found: Archive) -> None:
    if _FORMULA.search(text):
        found.with_formulas.add(name)
    if _FAR.search(text):
        found.far.add(name)
    if name not in found.merged and (merged := _MERGED.search(text)):
        found.merged[name] = merged[1].decode()


def _pieces(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[bytes, bytes]]:
    """Yield a part piece by piece, each with the end of the one before."""
    overlap = b""
    with archive.open(name) as part:
        while piece := part.read(_PIECE):
            yield piece, overlap
            overlap = piece[-_OVERLAP:]
