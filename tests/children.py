"""Other processes for tests: what they do is a function here, so that it is typed and found.

Each writes what it saw as one line on its standard output.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from hcclog.commands.refused import Refused
from hcclog.store.backup import back_up_beside
from hcclog.store.connection import connect
from hcclog.store.errors import StoreError
from hcclog.store.faults import as_store_error
from hcclog.store.keys import create_envelope
from hcclog.store.lock import Holder, hold
from hcclog.store.place import is_read_only
from tests.stores import NOW, add_patients, find_store, source_of

ROOT = Path(__file__).parent.parent
_NOBODY = 65534


def start(work: Callable[..., None], *arguments: object) -> subprocess.Popen[str]:
    """Start a function of a module in a process of its own; its arguments go as text."""
    call = f"from {work.__module__} import {work.__name__} as work; work(*sys.argv[1:])"
    command = [sys.executable, "-c", f"import sys; {call}", *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def run(work: Callable[..., None], *arguments: object) -> tuple[int, str]:
    """Run a function of a module to its end; return the exit code and what it saw."""
    with start(work, *arguments) as process:
        out, _ = process.communicate(timeout=120)
        return process.returncode, out.strip()


def first_line(process: subprocess.Popen[str]) -> str:
    """Wait until a process has told something."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


def hold_until_told(store_path: str) -> None:
    """Hold a store until the standard input ends."""
    with hold(Path(store_path), Holder("Anna", "ward-3", os.getpid(), NOW)):
        print("held", flush=True)  # noqa: T201 - to the parent
        sys.stdin.read()


def back_up_and_die(store_path: str, at_step: str) -> None:
    """Back up a store, and be killed at a step."""
    store = find_store(Path(store_path))

    def step(name: str) -> None:
        if name == at_step:
            os.kill(os.getpid(), signal.SIGKILL)

    back_up_beside(replace(source_of(store), step=step), "by-hand", NOW)


def die_in_commit(store_path: str) -> None:
    """Be killed when half a transaction has been written into the file."""
    connection = find_store(Path(store_path)).open()
    connection.execute("PRAGMA cache_size=5")
    connection.execute("BEGIN IMMEDIATE")
    add_patients(connection, 5000)
    os.kill(os.getpid(), signal.SIGKILL)


def write_from_outside(store_path: str) -> None:
    """Try to write beside a process that does; tell what came of it."""
    with closing(find_store(Path(store_path)).open()) as connection:
        connection.execute("PRAGMA busy_timeout=10")
        try:
            with as_store_error():
                connection.execute("BEGIN IMMEDIATE")
        except StoreError as error:
            print(type(error).__name__)  # noqa: T201
        else:
            print("wrote")  # noqa: T201


def commit_until_refused(store_path: str, n_more_bytes: str) -> None:
    """Commit patients one by one until the file may not grow; tell how many, and the error."""
    import resource

    store = find_store(Path(store_path))
    limit = store.path.stat().st_size + int(n_more_bytes)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    with closing(store.open()) as connection:
        print(commit_all(connection.execute, lambda: add_patients(connection, 1)))  # noqa: T201


def commit_all(execute: Callable[[str], object], write: Callable[[], None]) -> str:
    """Commit until that is refused; return the number of commits and the error's name."""
    n_committed = 0
    try:
        with as_store_error():
            while n_committed < 100_000:
                execute("BEGIN IMMEDIATE")
                write()
                execute("COMMIT")
                n_committed += 1
    except StoreError as error:
        return f"{n_committed} {type(error).__name__} {error.code}"
    return f"{n_committed} none"


def open_unprivileged(store_path: str, mode: str) -> None:
    """Open or create a store as a user without rights; tell the sentence, or what was opened."""
    path = Path(store_path)
    key = find_store(path).key if path.is_file() else "0" * 96
    _drop_rights()
    try:
        connect(path, key, read_only=mode == "read", create=mode == "create").close()
    except StoreError as error:
        print(f"{type(error).__name__}: {error}")  # noqa: T201
    else:
        print(f"opened, read only: {is_read_only(path)}")  # noqa: T201


def write_unprivileged(own_path: str, store_path: str) -> None:
    """Open a whole store as a user without rights; tell how it opened and what a write says.

    Args:
        own_path: Where a store of one's own can be made, so that all is imported before.
        store_path: The store that is not one's own.
    """
    from hcclog.commands.base import Add
    from tests.books import a_patient, new_book

    new_book(own_path).close()
    _drop_rights()
    book = new_book(store_path)
    told = [f"read only: {book.store.read_only}", f"patients: {book.n_patients()}"]
    try:
        book.do(Add((a_patient("P-2"),)))
    except Refused as refusal:
        told.append(refusal.sentence)
    try:
        book.keep_draft("visit", "", "typed")
    except StoreError as error:
        told.append(type(error).__name__)
    print("; ".join(told))  # noqa: T201


def open_whole_unprivileged(own_path: str, store_path: str) -> None:
    """Open a whole store as a user without rights; tell what stands in the way.

    Args:
        own_path: Where a store of one's own can be made, so that all is imported before.
        store_path: The store that is not one's own.
    """
    from hcclog.domain.ids import IdFactory
    from hcclog.store.opening import open_store
    from tests.books import Clock, new_book

    new_book(own_path).close()
    _drop_rights()
    clock = Clock()
    try:
        open_store(store_path, IdFactory(clock.in_ms), clock).close()
    except StoreError as error:
        print(f"{type(error).__name__}: {error}")  # noqa: T201


def back_up_unprivileged(store_path: str) -> None:
    """Back up a store as a user without rights."""
    source = source_of(find_store(Path(store_path)))
    _drop_rights()
    try:
        back_up_beside(source, "daily", NOW)
    except StoreError as error:
        print(f"{type(error).__name__}: {error}")  # noqa: T201


def create_keys_unprivileged(store_path: str) -> None:
    """Write a key file as a user without rights."""
    _drop_rights()
    try:
        create_envelope(Path(store_path), "id")
    except StoreError as error:
        print(f"{type(error).__name__}: {error}")  # noqa: T201


def _drop_rights() -> None:
    """Root passes every permission, so become somebody whom they stop."""
    # Where Python lies in root's own folder, nothing can be imported after this.
    import urllib.parse  # noqa: F401 - pathlib wants it for a file's address

    if os.geteuid() == 0:
        os.setgid(_NOBODY)
        os.setuid(_NOBODY)


def begin_a_visit(store_path: str, ending: str) -> None:
    """Open the window, type half a visit, tell so, and go on as a window does.

    Args:
        store_path: With one patient.
        ending: ``kept`` to tell when the draft was kept; ``typed`` to tell before that.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from hcclog.ui import application, drafting
    from tests.books import new_book
    from tests.ui.visit.half import begin_when_furnished

    if ending == "typed":
        # Longer than any test waits: only the end of the program can keep it then.
        drafting.WAIT_MS = 10**7
    application.the_application()
    begin_when_furnished(is_kept=ending == "kept")
    sys.exit(application.run_window(lambda: new_book(store_path)))
