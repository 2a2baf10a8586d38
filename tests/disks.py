"""Disks that are too small."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import repeat
from pathlib import Path

import pytest


@contextmanager
def a_small_disk(folder: Path, n_megabytes: int = 1) -> Iterator[Path]:
    """Mount a disk of a few MB where root may."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={n_megabytes}m", "hcclog", str(folder)]
    if not shutil.which("mount") or subprocess.run(command, check=False).returncode:
        pytest.skip("a small disk can be mounted by root only")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill_disk(path: Path) -> None:
    """Write a file until there is no room for more."""
    with path.open("wb", buffering=0) as file, pytest.raises(OSError, match="No space left"):
        file.writelines(repeat(bytes(4096)))
