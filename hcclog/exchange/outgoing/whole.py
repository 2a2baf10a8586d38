"""Files that are whole under their name, or not there."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

HIDDEN = ".hcclog-"
"""How a folder begins that is there only while something is written."""
_A_DAY_S = 86_400


def check_place(path: Path) -> None:
    """Refuse a device or a pipe: a file that takes its name would put it out of use.

    Raises:
        OSError: One stands there.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise OSError(errno.EINVAL, "it is a device or a pipe and no file")


def write_whole(path: Path, content: bytes) -> None:
    """Write aside, then put the file in its place; who may read it is for the system to say.

    Raises:
        OSError: The folder does not take it.
    """
    with folder_beside(path) as aside:
        made = aside / path.name
        made.write_bytes(content)
        made.replace(path)


@contextmanager
def folder_beside(path: Path) -> Iterator[Path]:
    """Yield a folder on the disk of a file or folder to be; whatever happens, it is gone after.

    Raises:
        OSError: The place does not take it.
    """
    check_place(path)
    with TemporaryDirectory(prefix=HIDDEN, dir=path.parent) as name:
        _sweep(Path(name))
        yield Path(name)


def _sweep(made: Path) -> None:
    """Take away what an export that was killed here left behind, once a day has passed."""
    now = made.stat().st_mtime
    for other in made.parent.glob(f"{HIDDEN}*"):
        with suppress(OSError):
            is_ours = other.is_dir() and not other.is_symlink()
            if is_ours and now - other.stat().st_mtime > _A_DAY_S:
                rmtree(other)


@contextmanager
def looked_through(path: Path, check: Callable[[Iterable[Path]], None]) -> Iterator[Path]:
    """Yield where to write a file that is to be; it gets its place when a check let it go.

    Raises:
        OSError: The place does not take it.
    """
    with folder_beside(path) as aside:
        made = aside / path.name
        yield made
        check([made])
        made.replace(path)
