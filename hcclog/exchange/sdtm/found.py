"""Find the tables of a study: a folder of them, or one file with those that lie beside it."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

from hcclog.commands.refused import Refused
from hcclog.exchange.incoming.plain_files import bytes_of, plain_files
from hcclog.exchange.sdtm.structure import DATASETS
from hcclog.exchange.sdtm.tables import unlead
from hcclog.exchange.sdtm.xpt_in import read_transport

MOST_BYTES = 64_000_000
MOST_ROWS = 300_000
_MOST_COLUMNS = 1_000
_FORMS = (".csv", ".json", ".xpt")
_KEYS = frozenset({"STUDYID", "DOMAIN", "RDOMAIN", "USUBJID"})
_SUPPLEMENT = "SUPP"
_WITH_TESTS = frozenset({"TR", "RS", "LB", "VS"})


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One row as it was read.

    Attributes:
        number: Its number in the file, from 1; the heading is not counted.
    """

    dataset: str
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        """Return a cell; empty where there is none."""
        return self.cells.get(name, "")

    def at(self, column: str = "") -> str:
        """Return its place, such as ``TR row 12, TRORRES``."""
        return f"{self.dataset} row {self.number}{f', {column}' if column else ''}"

    def of(self, ending: str) -> str:
        """Return the cell of a variable that every domain has, such as ``DTC``."""
        return self[f"{self.dataset}{ending}"]


@dataclass(frozen=True, slots=True)
class Found:
    """The tables of a study.

    Attributes:
        rows: Rows by dataset.
        files: The files that were read.
        notes: What holds for all of them.
    """

    rows: Mapping[str, list[FoundRow]]
    files: tuple[str, ...]
    notes: tuple[str, ...] = ()
    _codes: Counter[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        codes = Counter(row["SUBJID"] for row in self.rows.get("DM", []))
        object.__setattr__(self, "_codes", codes)

    def n_subjects(self, code: str) -> int:
        """Return how many subjects have a code as their number within their study."""
        return self._codes[code]


def find_tables(path: Path) -> Found:
    """Read the tables that lie at a path; nothing outside its folder is opened.

    Raises:
        Refused: A file cannot be read; the sentence names it, and where.
    """
    paths, notes = _chosen(path)
    rows: dict[str, list[FoundRow]] = {}
    for each in paths:
        name, found = _table(each)
        if name in rows:
            raise Refused(f"{each.name} is a second table {name}; keep one of them.")
        rows[name] = found
        if sum(len(part) for part in rows.values()) > MOST_ROWS:
            raise Refused(f"The tables have more than {MOST_ROWS:,} rows; take them in parts.")
    if not rows:
        raise Refused(f"{path.name} holds no SDTM table, such as tr.csv or tr.xpt.")
    if not any(rows.values()):
        raise Refused(f"{path.name} has titles and no row below them.")
    return Found(rows, tuple(each.name for each in paths), notes)


def _chosen(path: Path) -> tuple[list[Path], tuple[str, ...]]:
    """Return the files to read, and what is said of those beside them."""
    if not path.is_dir():
        if path.stem.upper() not in DATASETS:
            return [path], ()
        beside = _known(path.parent, (path.suffix.lower(),))
        return [each for each in beside if each.stem.upper() != path.stem.upper()] + [path], ()
    by_name: dict[str, list[Path]] = {}
    for each in _known(path, _FORMS):
        by_name.setdefault(each.stem.upper(), []).append(each)
    chosen = [min(each, key=lambda p: _FORMS.index(p.suffix.lower())) for each in by_name.values()]
    forms = sorted({each.suffix.lower() for each in chosen})
    doubled = any(len(each) > 1 for each in by_name.values())
    note = f"Read as {' and '.join(forms)}; the same tables in other forms were left aside."
    return chosen, ((note,) if doubled else ())


def _known(folder: Path, forms: tuple[str, ...]) -> list[Path]:
    """Return the files of a folder that are named after a dataset and lie in it."""
    return [
        each
        for each in plain_files(folder, "*")
        if each.suffix.lower() in forms and each.stem.upper() in DATASETS
    ]


def _table(path: Path) -> tuple[str, list[FoundRow]]:
    data = _bytes(path)
    if data.startswith(b"HEADER RECORD*******"):
        columns, rows = _transport(data, path.name)
    else:
        text = _text(data, path.name)
        columns, rows = (_json if text.lstrip().startswith("{") else _csv)(text, path.name)
    if not _KEYS.intersection(columns):
        raise Refused(f"{path.name} has none of the columns STUDYID, DOMAIN and USUBJID.")
    kept = []
    for n, cells in enumerate(rows, 1):
        if n > MOST_ROWS:
            raise Refused(f"{path.name} has more than {MOST_ROWS:,} rows; take it in parts.")
        kept.append({column: cell for column, cell in cells.items() if cell})
    name = _name(path, kept)
    _check_dataset(name, columns, kept, path.name)
    return name, [FoundRow(name, n, cells) for n, cells in enumerate(kept, 1)]


def _check_dataset(
    name: str, columns: Iterable[str], rows: list[dict[str, str]], document: str
) -> None:
    """Refuse a table that another one is named after, or that lacks what tells its rows apart."""
    if name.startswith(_SUPPLEMENT):
        return
    for n, row in enumerate(rows, 1):
        if row.get("DOMAIN", name) != name:
            raise Refused(f"{document}, row {n}, DOMAIN: it says {row['DOMAIN']}, and not {name}.")
    needed = f"{name}TESTCD"
    if name in _WITH_TESTS and needed not in columns:
        raise Refused(f"{document} has no column {needed}, so that its rows say nothing.")


def _name(path: Path, rows: list[dict[str, str]]) -> str:
    """Return the dataset that a table is: by its name, else by what its rows say."""
    if path.stem.upper() in DATASETS:
        return path.stem.upper()
    first = rows[0] if rows else {}
    if first.get("QNAM"):
        return f"{_SUPPLEMENT}{first.get('RDOMAIN', '')}"
    return first.get("DOMAIN", "") or path.stem.upper()


def _bytes(path: Path) -> bytes:
    data = bytes_of(path, MOST_BYTES)
    if not data.strip():
        raise Refused(f"{path.name} is empty.")
    return data


def _text(data: bytes, name: str) -> str:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(f"{name}: its letters are not known. Save it as UTF-8.") from None
    if not text.strip():
        raise Refused(f"{name} is empty.")
    return text


Read = tuple[tuple[str, ...], Iterable[dict[str, str]]]


def _transport(data: bytes, name: str) -> Read:
    return read_transport(data, name)


def _csv(text: str, name: str) -> Read:
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        columns = tuple(cell.strip().upper() for cell in next(reader))
    except csv.Error as fault:
        raise Refused(f"{name}, heading: {fault}.") from None
    _check_columns(columns, name)
    return columns, _csv_rows(reader, columns, name)


def _csv_rows(reader: Any, columns: tuple[str, ...], name: str) -> Iterator[dict[str, str]]:
    n = 0
    try:
        for n, cells in enumerate(reader, 1):
            if not any(cells):
                continue
            if len(cells) != len(columns):
                raise Refused(f"{name}, row {n}: {len(cells)} cells under {len(columns)} columns.")
            yield dict(zip(columns, map(unlead, cells), strict=True))
    except csv.Error as fault:
        raise Refused(f"{name}, row {n + 1}: {fault}.") from None


def _check_columns(columns: tuple[str, ...], name: str) -> None:
    if len(columns) > _MOST_COLUMNS:
        raise Refused(f"{name} has {len(columns):,} columns; {_MOST_COLUMNS} can be read.")
    twice = next((each for each in columns if columns.count(each) > 1), None)
    if twice is not None:
        raise Refused(f"{name}: the column {twice or 'without a name'} stands twice.")


def _json(text: str, name: str) -> Read:
    """Read dataset JSON 1.1; numbers keep the digits that stand there."""
    try:
        content = json.loads(
            text,
            parse_float=str,
            parse_int=str,
            parse_constant=_no_constant,
            object_pairs_hook=_once,
        )
    except RecursionError:
        raise Refused(f"{name} is no JSON that can be read: it nests too deep.") from None
    except ValueError as fault:
        raise Refused(f"{name} is no JSON that can be read: {str(fault)[:120]}.") from None
    described, rows = content.get("columns"), content.get("rows")
    if not isinstance(described, list) or not isinstance(rows, list):
        raise Refused(f"{name} has no columns or no rows, as dataset JSON must.")
    named = [each.get("name") if isinstance(each, dict) else None for each in described]
    columns = tuple(str(each or "").upper() for each in named)
    _check_columns(columns, name)
    return columns, _json_rows(rows, columns, name)


def _json_rows(rows: list[Any], columns: tuple[str, ...], name: str) -> Iterator[dict[str, str]]:
    for n, cells in enumerate(rows, 1):
        if not isinstance(cells, list) or len(cells) != len(columns):
            raise Refused(f"{name}, row {n} does not fit its {len(columns)} columns.")
        if any(not isinstance(cell, str) and cell is not None for cell in cells):
            raise Refused(f"{name}, row {n} holds a cell that is neither text nor number.")
        yield {column: cell or "" for column, cell in zip(columns, cells, strict=True)}


def _no_constant(text: str) -> Any:
    raise ValueError(f"{text} is no number")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) != len(pairs):
        raise ValueError("a key stands twice")
    return content
