"""A small study of another program, invented: four subjects, their lesions and responses."""

from __future__ import annotations

import shutil
from pathlib import Path

_STUDY = Path(__file__).with_name("study")


def write_study(folder: Path) -> Path:
    """Lay the study's tables into a folder."""
    folder.mkdir()
    for path in _STUDY.glob("*.csv"):
        shutil.copy(path, folder)
    return folder
