"""Ask for a file's name and write it whole; one sentence says what became of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from hcclog.report.figure_files import KINDS
from hcclog.report.number_files import save_numbers
from hcclog.report.picture import Numbers

_NOT_IN_NAMES = re.compile(r"[^\w.-]+")
_LONGEST = 80
# Names of devices, which Windows opens in place of a file.
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


class Saved(NamedTuple):
    """Whether a file was written, and the sentence about it."""

    is_done: bool
    sentence: str


def ask_path(parent: QWidget, title: str, name: str, names: str) -> QFileDialog:
    """Open the system's dialog for a new file; its `fileSelected` brings the path.

    Args:
        parent: What it opens over.
        title: Of the dialog.
        name: The file's name as it is proposed, with its ending; a path counts from its folder.
        names: The filter of names, as Qt writes it.
    """
    place = Path(name)
    if not place.is_absolute():
        place = documents() / place
    dialog = QFileDialog(parent, title, str(place.parent), names)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(place.suffix.removeprefix("."))
    dialog.selectFile(place.name)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def documents() -> Path:
    """Return the folder where a person keeps documents; where there is none, that of the person."""
    where = QStandardPaths.StandardLocation.DocumentsLocation
    found = Path(QStandardPaths.writableLocation(where))
    return found if found.is_dir() else Path.home()


def file_stem(title: str) -> str:
    """Return a picture's title as a file's name that every system takes."""
    stem = _NOT_IN_NAMES.sub("-", title)[:_LONGEST].strip("-.") or "picture"
    return f"picture-{stem}" if _RESERVED.fullmatch(stem) else stem


def with_ending(path: Path, kind: str, endings: tuple[str, ...] = KINDS) -> Path | None:
    """Return a path with an ending that is known; None where that is another file's.

    The system has asked before a file is replaced, but only for the name that was typed.
    """
    if path.suffix.lower() in endings:
        return path
    longer = path.with_name(f"{path.name}{kind}")
    return None if longer.exists() else longer


def numbers_saved(numbers: Numbers, chosen: str) -> Saved:
    """Write the numbers into a file."""
    return written(Path(chosen), ".csv", (".csv",), lambda path: save_numbers(numbers, path))


def written(
    chosen: Path, kind: str, endings: tuple[str, ...], write: Callable[[Path], object]
) -> Saved:
    """Write a file under the name that was chosen, and say what became of it."""
    path = with_ending(chosen, kind, endings)
    if path is None:
        return Saved(False, f"{chosen.name}{kind} is there already; choose it to replace it.")
    try:
        write(path)
    except OSError as error:
        reason = error.strerror or "it cannot be written"
        return Saved(False, f"The folder {path.parent} does not take the file: {reason}.")
    return Saved(True, f"Saved as {path}.")
