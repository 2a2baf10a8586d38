"""Files that are whole under their name, or not there."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, mkstemp


def check_place(path: Path) -> None:
    """Refuse a device or a pipe: a file that takes its name would put it out of use.

    Raises:
        OSError: One stands there.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise OSError(errno.EINVAL, "it is a device or a pipe and no file")


def write_whole(path: Path, content: bytes) -> None:
    """Write under a temporary name beside the file, then put it in its place.

    Raises:
        OSError: The folder does not take it.
    """
    check_place(path)
    handle, name = mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def folder_beside(path: Path) -> Iterator[Path]:
    """Yield a folder on the disk of a file or folder to be; whatever happens, it is gone after.

    Raises:
        OSError: The place does not take it.
    """
    check_place(path)
    with TemporaryDirectory(prefix=".hcclog-", dir=path.parent) as name:
        yield Path(name)


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
