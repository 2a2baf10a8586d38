"""Files that are whole under their name, or not there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


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
