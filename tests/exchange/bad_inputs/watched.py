"""A process that reads files and tells what else it opened, started or called over the network."""

from __future__ import annotations

import mimetypes
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from hcclog.exchange.incoming.kinds import KINDS
from tests.books import new_book
from tests.exchange.bad_inputs.good_files import TOLD, looked_at

_ROOT = Path(__file__).resolve().parents[3]
_CALLS = (
    "socket.connect",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "urllib.Request",
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "webbrowser.open",
    "pickle.find_class",
    "shutil.copyfile",
)


class Watch:
    """Remembers what Python tells its auditors, while it is awake."""

    def __init__(self) -> None:
        self.awake = False
        self.seen: list[str] = []
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.awake:
            return
        if event == "open" and isinstance(arguments[0], str | bytes):
            self.seen.append(os.path.realpath(os.fsdecode(arguments[0])))
        elif event in _CALLS:
            self.seen.append(f"{event} {arguments}")


def read_and_tell(store: str, folder: str, own: str) -> None:
    """Read each file of a folder with every reader; print what was opened that is not theirs.

    Args:
        store: Beside which they are read.
        folder: What is read.
        own: Where this process may put what lasts for a moment.
    """
    tempfile.tempdir = own
    watch = Watch()
    with closing(new_book(store)) as book:
        for file in sorted(path for path in Path(folder).rglob("*") if path.is_file()):
            for kind in (*KINDS, TOLD):
                watch.awake = True
                looked_at(file, kind, book)
                watch.awake = False
                print(*sorted(set(_foreign(watch.seen, file))), sep="\n")  # noqa: T201 - to the parent
                watch.seen.clear()
    print("read")  # noqa: T201


def _foreign(seen: list[str], file: Path) -> Iterator[str]:
    # Libraries bring files of their own, and ask the system which endings it knows.
    ours = [_ROOT, sys.prefix, sys.base_prefix, tempfile.gettempdir(), os.devnull, file.parent]
    own = tuple(os.path.realpath(str(path)) for path in (*ours, *mimetypes.knownfiles))
    yield from (each for each in seen if not each.startswith(own))
