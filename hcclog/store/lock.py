"""One holder for each store: a lock of the operating system, which ends with the process.

The lock is on ``store.lock``, whose text says who holds it. A text that a killed holder left means
nothing without the lock, and the file is never removed: two files of one name would be two locks.
"""

from __future__ import annotations

import errno
import json
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Self

from hcclog.store.errors import HeldByOther
from hcclog.store.faults import as_file_error
from hcclog.store.links import followed

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

SUFFIX = ".lock"
# Far behind the text, because Windows keeps others from reading the bytes that are locked.
_LOCKED_BYTE = 1 << 30
_CONTENDED = frozenset({errno.EACCES, errno.EAGAIN, errno.EDEADLK})


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a store open.

    Attributes:
        since: Aware, in the holder's own zone.
    """

    user: str
    host: str
    pid: int
    since: datetime


class StoreLock:
    """A lock that is held until it is released or the process ends, however it ends.

    Attributes:
        left: Who held it before and did not release it: was killed, or the power was cut.
    """

    def __init__(self, descriptor: int, left: Holder | None = None) -> None:
        """Take the open lock file, and what stood in it."""
        self._descriptor: int | None = descriptor
        self.left = left

    def release(self) -> None:
        """Let others in; a second time does nothing."""
        if self._descriptor is not None:
            os.ftruncate(self._descriptor, 0)
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def lock_path(store_path: Path) -> Path:
    """Return where the lock of a store lies; one place, by whatever link the store is reached."""
    return followed(store_path).with_suffix(SUFFIX)


def hold(store_path: Path, holder: Holder) -> StoreLock:
    """Become the one holder of a store.

    Raises:
        HeldByOther: Somebody has it, in this process or another; says who.
        StoreError: The lock file cannot be made.
    """
    path = lock_path(store_path)
    with as_file_error(path if path.exists() else path.parent):
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with as_file_error(path):
            is_ours = _lock(descriptor)
    except BaseException:
        os.close(descriptor)
        raise
    if not is_ours:
        os.close(descriptor)
        raise HeldByOther(store_path, holder_of(store_path))
    left = holder_of(store_path)
    # On a full disk there is no room to say who, but a store can be held and read.
    with suppress(OSError):
        _write(descriptor, holder)
    return StoreLock(descriptor, left)


def holder_of(store_path: Path) -> Holder | None:
    """Return who wrote into the lock file last; true only while the lock is held."""
    try:
        told = json.loads(lock_path(store_path).read_bytes())
        since = datetime.fromisoformat(told["since"])
        return Holder(str(told["user"]), str(told["host"]), int(told["pid"]), since)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(descriptor: int, holder: Holder) -> None:
    told = {
        "user": holder.user,
        "host": holder.host,
        "pid": holder.pid,
        "since": holder.since.isoformat(timespec="seconds"),
    }
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, json.dumps(told).encode())


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in _CONTENDED:
                return False
            raise
        return True

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        # flock and not lockf: the latter is lost as soon as the process closes the file once more.
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in _CONTENDED:
                return False
            raise
        return True
