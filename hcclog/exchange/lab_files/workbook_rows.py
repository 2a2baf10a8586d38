"""Rows of a workbook: stored values only, read as they come, nothing run and nothing fetched."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import IO, Any, NamedTuple

from hcclog.commands.refused import Refused
from hcclog.exchange.declarations import declares
from hcclog.exchange.incoming.plain_files import reason_of

MOST_UNPACKED = 150_000_000
_MOST_OF_A_PART = 20_000_000
_MOST_PARTS = 2_000
_MOST_TIMES = 250
_SMALL = 1_000_000
_AT_ONCE = 500
_XML = re.compile(r"\.(xml|rels)$", re.IGNORECASE)
_SHEETS = re.compile(r"xl/(worksheets/[^/]+|sharedStrings)\.xml", re.IGNORECASE)
_FORMULA, _MERGED = re.compile(rb"<(?:\w+:)?f[\s>]"), re.compile(rb"<(?:\w+:)?mergeCell[\s>]")
_PIECE = 1 << 18
_OVERLAP = 32
FORMULA_ONLY = "\x00formula"
Row = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheets of a workbook.

    Attributes:
        shown: Names of those that are seen.
        notes: What holds for the whole workbook.
        parts: Where each lies in the archive.
    """

    shown: tuple[str, ...]
    notes: tuple[str, ...]
    parts: Mapping[str, str]


class Marks(NamedTuple):
    """What a sheet holds besides values.

    Attributes:
        has_formulas: Some cell is a formula, with or without its value.
        is_merged: Some cells are one; only the first of them holds the value.
    """

    has_formulas: bool = False
    is_merged: bool = False


def refuse_bomb(path: Path) -> None:
    """Refuse what is no workbook, carries macros, or unpacks to more than can be held.

    Raises:
        Refused: With what it is.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _refuse_parts(path, parts)
            _refuse_declarations(path, archive)
    except Refused:
        raise
    except OSError as error:
        raise Refused(f"{path} cannot be read: {reason_of(error)}.") from None
    except Exception:  # noqa: BLE001 - a damaged archive raises anything
        raise Refused(f"{path.name} is damaged: it cannot be unpacked.") from None


def _refuse_parts(path: Path, parts: list[zipfile.ZipInfo]) -> None:
    names = {part.filename.casefold() for part in parts}
    if not any(_SHEETS.fullmatch(name) for name in names):
        raise Refused(f"{path.name} is an archive and no workbook. A csv or xlsx file is read.")
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Refused(f"{path.name} carries macros. Save it as .xlsx, without them.")
    if len(parts) > _MOST_PARTS or any(_is_too_large(part) for part in parts):
        raise Refused(_too_large(path))
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Refused(_too_large(path))


def _refuse_declarations(path: Path, archive: zipfile.ZipFile) -> None:
    """Refuse small parts that declare entities; sheets are looked at while they are gone through.

    Some parsers leave such declarations alone and others follow them.
    """
    for name in archive.namelist():
        if _XML.search(name) and not _SHEETS.fullmatch(name) and declares(archive.read(name)):
            raise Refused(f"{path.name}, {name}: declares entities, which is not read.")


def sheets_of(path: Path) -> Sheets:
    """Return the sheets of a workbook.

    Raises:
        Refused: It cannot be read.
    """
    with _opened(path) as book:
        shown = tuple(each.title for each in book.worksheets if each.sheet_state == "visible")
        hidden = tuple(each.title for each in book.worksheets if each.sheet_state != "visible")
        parts = {each.title: str(each._worksheet_path) for each in book.worksheets}  # noqa: SLF001 - openpyxl says it nowhere else
        has_links = any("externallink" in each.lower() for each in _names(path))
    notes = [f"The hidden sheet “{name}” is not read." for name in hidden]
    if has_links:
        notes.append("It refers to other workbooks; only the values stored in it are read.")
    return Sheets(shown, tuple(notes), parts)


def workbook_rows(path: Path, sheet: str, *, has_formulas: bool) -> Iterator[Row]:
    """Yield numbered rows of cells as text; `FORMULA_ONLY` where a formula has no stored value.

    Raises:
        Refused: The sheet cannot be read on; the row is named.
    """
    if has_formulas:
        yield from _beside_formulas(path, sheet)
        return
    for number, cells in enumerate(_values(path, sheet), start=1):
        yield number, [_text(cell) for cell in cells]


def _beside_formulas(path: Path, sheet: str) -> Iterator[Row]:
    stored, written = _values(path, sheet), _values(path, sheet, formulas=True)
    for number, (cells, formulas) in enumerate(zip(stored, written, strict=False), start=1):
        yield (
            number,
            [
                FORMULA_ONLY if cell is None and formula is not None else _text(cell)
                for cell, formula in zip(cells, formulas, strict=False)
            ],
        )


def _values(path: Path, sheet: str, *, formulas: bool = False) -> Iterator[tuple[Any, ...]]:
    with _opened(path, formulas=formulas) as book:
        chosen = book[sheet]
        # What a file says of its own size may be wrong.
        chosen.reset_dimensions()
        rows = chosen.iter_rows(values_only=True)
        n_read = 0
        while some := _some(path, rows, n_read):
            n_read += len(some)
            yield from some


def _some(path: Path, rows: Iterator[Any], n_read: int) -> list[tuple[Any, ...]]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return list(islice(rows, _AT_ONCE))
    except Exception:  # noqa: BLE001 - a damaged sheet raises anything
        raise Refused(f"{path.name} is damaged after row {n_read}. Save it anew.") from None


@contextmanager
def _opened(path: Path, *, formulas: bool = False) -> Iterator[Any]:
    """Open a workbook by what is in it: by its path, its name would decide."""
    import openpyxl

    with _bytes_of(path) as file:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                book = openpyxl.load_workbook(
                    file, read_only=True, data_only=not formulas, keep_links=False
                )
        except Exception:  # noqa: BLE001 - a damaged workbook raises anything
            raise Refused(f"{path.name} is damaged: it cannot be read as a workbook.") from None
        with closing(book):
            yield book


def _bytes_of(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError as error:
        raise Refused(f"{path} cannot be read: {reason_of(error)}.") from None


def _is_too_large(part: zipfile.ZipInfo) -> bool:
    if part.file_size > _MOST_OF_A_PART and not _SHEETS.fullmatch(part.filename):
        return True
    times = part.file_size / max(part.compress_size, 1)
    return part.file_size > _SMALL and times > _MOST_TIMES


def _too_large(path: Path) -> str:
    return (
        f"{path.name} unpacks to more than a table of results has"
        f" ({MOST_UNPACKED // 1_000_000} MB are the most); take it in parts."
    )


def _names(path: Path) -> list[str]:
    with _bytes_of(path) as file, zipfile.ZipFile(file) as archive:
        return archive.namelist()


def marks_of(path: Path, part: str) -> Marks:
    """Look through the text of a sheet, in pieces.

    Raises:
        Refused: It cannot be unpacked.
    """
    before, found = b"", Marks()
    try:
        with zipfile.ZipFile(path) as archive, archive.open(part.lstrip("/")) as file:
            while piece := file.read(_PIECE):
                text = before + piece
                if declares(text):
                    raise Refused(f"{path.name}, {part}: declares entities, which is not read.")  # noqa: TRY301 - named where it is found
                found = Marks(
                    found.has_formulas or _FORMULA.search(text) is not None,
                    found.is_merged or _MERGED.search(text) is not None,
                )
                before = piece[-_OVERLAP:]
    except Refused:
        raise
    except Exception:  # noqa: BLE001 - a damaged archive raises anything
        raise Refused(f"{path.name} is damaged: it cannot be unpacked.") from None
    return found


def _text(cell: Any) -> str:
    """Return a stored value as a person would have typed it."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, datetime):
        midnight = cell.time() == time()
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "minutes")
    if isinstance(cell, bool | date | time):
        return str(cell)
    return f"{Decimal(repr(cell)):f}" if isinstance(cell, int | float) else str(cell)
