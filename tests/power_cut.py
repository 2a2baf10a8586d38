"""A power cut for tests: a disk that remembers what it was given, and what it was told to keep.

SQLite writes through `Disk` as through any file system. After a cut everything is there that was
synced before it, and of the rest a random half, at times in another order, at times torn between
two sectors; a file that was removed without a sync of its folder may be there again. That is
harsher than most disks are.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

import apsw

N_SECTOR_BYTES = 512
_NUMBER = count(1)


@dataclass(frozen=True)
class Written:
    """Bytes that were written, at a place in a file."""

    name: str
    offset: int
    data: bytes


@dataclass(frozen=True)
class Truncated:
    """A file that was cut to a size."""

    name: str
    n_bytes: int


@dataclass(frozen=True)
class Synced:
    """A file whose content was told to be kept."""

    name: str


@dataclass(frozen=True)
class Deleted:
    """A file that was removed, and whether its folder was told to keep that."""

    name: str
    is_synced: bool


@dataclass(frozen=True)
class Acknowledged:
    """Something that the user was told is saved."""

    number: int


Change = Written | Truncated
Event = Change | Synced | Deleted | Acknowledged


class Disk(apsw.VFS):
    """Files in a folder, by the system's own way to them, and a log of what happens to them."""

    def __init__(self) -> None:
        """Make a disk that nothing happened to yet."""
        self.log: list[Event] = []
        self.name = f"disk-{next(_NUMBER)}"
        super().__init__(self.name, "")

    def connect(self, path: Path) -> apsw.Connection:
        """Open a database on this disk."""
        return apsw.Connection(str(path), vfs=self.name)

    def acknowledge(self, number: int) -> None:
        """Note that the user was told."""
        self.log.append(Acknowledged(number))

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        assert path is not None, "a temporary file"
        return _File(self.log, Path(path).name, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        super().xDelete(filename, syncdir)
        self.log.append(Deleted(Path(filename).name, bool(syncdir)))


class _File(apsw.VFSFile):
    def __init__(
        self,
        log: list[Event],
        name: str,
        path: str | apsw.URIFilename | None,
        flags: list[int],
    ) -> None:
        self._log, self._name = log, name
        super().__init__("", path, flags)

    def xWrite(self, data: bytes, offset: int) -> None:
        super().xWrite(data, offset)
        self._log.append(Written(self._name, offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:
        super().xTruncate(newsize)
        self._log.append(Truncated(self._name, newsize))

    def xSync(self, flags: int) -> None:
        super().xSync(flags)
        self._log.append(Synced(self._name))


@dataclass
class _Kept:
    """What a disk surely holds of one file, and what it was given since."""

    content: bytearray
    since: list[Change] = field(default_factory=list)

    def sync(self) -> None:
        _apply(self.content, self.since)
        self.since = []


def after_cut(
    before: Mapping[str, bytes], log: Sequence[Event], chance: random.Random
) -> dict[str, bytes]:
    """Return the files that are there after the power went at the end of a log.

    Args:
        before: The files as they surely were at its beginning.
        log: What happened since.
        chance: Decides what becomes of all that was not synced.
    """
    kept = {name: _Kept(bytearray(content)) for name, content in before.items()}
    for event in log:
        if isinstance(event, Deleted):
            _delete(kept, event, chance)
        elif isinstance(event, Synced):
            kept.setdefault(event.name, _Kept(bytearray())).sync()
        elif not isinstance(event, Acknowledged):
            kept.setdefault(event.name, _Kept(bytearray())).since.append(event)
    for file in kept.values():
        _apply(file.content, _survivors(file.since, chance))
    return {name: bytes(file.content) for name, file in kept.items()}


def n_acknowledged(log: Iterable[Event]) -> int:
    """Return the last number that the user was told; 0 where there was none."""
    return max((event.number for event in log if isinstance(event, Acknowledged)), default=0)


def _delete(kept: dict[str, _Kept], event: Deleted, chance: random.Random) -> None:
    if event.is_synced or chance.random() < 0.5:
        kept.pop(event.name, None)


def _survivors(since: Sequence[Change], chance: random.Random) -> list[Change]:
    """Choose what of the unsynced reached the disk."""
    some = [change for change in since if chance.random() < 0.5]
    if chance.random() < 0.3:
        chance.shuffle(some)
    return [_torn(change, chance) if chance.random() < 0.2 else change for change in some]


def _torn(change: Change, chance: random.Random) -> Change:
    """Cut a write short between two sectors."""
    if isinstance(change, Truncated) or len(change.data) <= N_SECTOR_BYTES:
        return change
    n_sectors = chance.randrange(1, -(-len(change.data) // N_SECTOR_BYTES))
    return replace(change, data=change.data[: n_sectors * N_SECTOR_BYTES])


def _apply(content: bytearray, changes: Iterable[Change]) -> None:
    for change in changes:
        if isinstance(change, Truncated):
            del content[change.n_bytes :]
            content.extend(bytes(change.n_bytes - len(content)))
        else:
            content.extend(bytes(max(0, change.offset - len(content))))
            content[change.offset : change.offset + len(change.data)] = change.data
