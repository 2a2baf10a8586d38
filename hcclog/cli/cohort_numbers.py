"""The numbers of a cohort as csv files: those of every plot, and the tables behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hcclog.cohort import frames
from hcclog.cohort.plots import Plot, view
from hcclog.report.cohort.pictures import picture_of
from hcclog.report.number_files import save_numbers
from hcclog.report.picture import Numbers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd

    from hcclog.cohort.filters import Chosen
    from hcclog.cohort.plots import Choices

_FRAMES = {
    "patients": frames.patients_frame,
    "lines": frames.lines_frame,
    "responses": frames.responses_frame,
    "changes": frames.changes_frame,
}


def write_numbers(chosen: Chosen, choices: Choices, folder: Path) -> Iterator[Path]:
    """Write the files into a folder, which is made where there is none, and yield their paths.

    Raises:
        OSError: One cannot be written; each of those before it is whole.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for plot in Plot:
        yield _write(folder / f"{plot}.csv", picture_of(view(plot, chosen.rows, choices)).numbers())
    for name, frame_of in _FRAMES.items():
        yield _write(folder / f"{name}.csv", _numbers(frame_of(chosen.rows)))


def _write(path: Path, numbers: Numbers) -> Path:
    save_numbers(numbers, path)
    return path


def _numbers(frame: pd.DataFrame) -> Numbers:
    columns = [_texts(frame[name]) for name in frame.columns]
    return Numbers(tuple(frame.columns), list(zip(*columns, strict=True)))


def _texts(column: pd.Series) -> list[str]:
    """Return the cells of a column: four decimals at most, yes and no, nothing where missing."""
    shown = _SHOWN.get(str(column.dtype), str)
    missing = column.isna()
    return ["" if gone else shown(each) for each, gone in zip(column, missing, strict=True)]


def _decimals(value: Any) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _yes_or_no(value: Any) -> str:
    return "yes" if value else "no"


_SHOWN = {"boolean": _yes_or_no, "Float64": _decimals}
