"""Outside readers of SDTM tables: what pyreadstat and pandas read of the transport files."""

from __future__ import annotations

import csv
import warnings
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from importlib.metadata import version
from pathlib import Path
from typing import Any

from judging import Judged

Rows = list[dict[str, str]]
_MOST_BYTES, _MOST_LABEL, _MOST_NAME = 200, 40, 8


def judge_sdtm(exports: Path, _tools: Path) -> Iterator[Judged]:
    """Yield whether each reads of the transport files what the csv files say."""
    paths = sorted((exports / "sdtm").glob("*.xpt"))
    readers: tuple[tuple[str, Callable[[Path], tuple[Rows, list[str]]]], ...] = (
        ("pyreadstat", _by_pyreadstat),
        ("pandas", _by_pandas),
    )
    for name, read in readers:
        faults = tuple(fault for path in paths for fault in _faults(path, read))
        said = f"{len(paths)} transport files read as their csv files"
        yield Judged(name, version(name), bool(paths) and not faults, said, faults)


def _faults(path: Path, read: Callable[[Path], tuple[Rows, list[str]]]) -> Iterator[str]:
    rows, faults = read(path)
    yield from (f"{path.name}: {fault}" for fault in faults)
    with path.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        written = list(csv.DictReader(file))
    if path.stem.startswith("supp"):
        # A qualifier that a transport file cannot hold has no row there.
        kept = {tuple(_plain(cell) for cell in row.values()) for row in written}
        lost = [n for n, row in enumerate(rows, 1) if tuple(map(_plain, row.values())) not in kept]
        yield from (f"{path.name}, row {n} is not in the csv file" for n in lost)
        return
    if len(rows) != len(written):
        yield f"{path.name} has {len(rows)} rows and the csv file {len(written)}"
        return
    for n, (one, other) in enumerate(zip(rows, written, strict=True), 1):
        for name, cell in other.items():
            expected = _plain(cell) if _is_held(cell) else ""
            if _plain(one[name]) != expected:
                yield f"{path.name}, row {n}, {name}: {one[name]!r} and not {expected!r}"


def _by_pyreadstat(path: Path) -> tuple[Rows, list[str]]:
    import pyreadstat

    frame, told = pyreadstat.read_xport(path)
    faults = [
        f"the column {name} or its label is too long"
        for name, label in told.column_names_to_labels.items()
        if len(name) > _MOST_NAME or not 0 < len(label or "") <= _MOST_LABEL
    ]
    return _rows(frame), faults


def _by_pandas(path: Path) -> tuple[Rows, list[str]]:
    import pandas as pd

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame = pd.read_sas(path, format="xport", encoding="ascii")
    # It reads nothing as 16 to the power of -65, which is the least that its bits can say.
    return _rows(frame.replace(16.0**-65, 0.0)), []


def _rows(frame: Any) -> Rows:
    return [{name: _cell(value) for name, value in row.items()} for row in frame.to_dict("records")]


def _cell(value: Any) -> str:
    return "" if value is None or value != value else str(value)  # noqa: PLR0124 - not a number


def _plain(cell: str) -> str:
    """Return a number without the zeros at its end, and a text without its apostrophe."""
    text = cell[1:] if cell[:1] == "'" else cell
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    return format(value.normalize(), "f") if value.is_finite() else text


def _is_held(cell: str) -> bool:
    return cell.isascii() and cell.isprintable() and len(cell) <= _MOST_BYTES
