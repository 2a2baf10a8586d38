"""Processes that are killed at work, many of them: each is forked from one that imported all.

Each work tells ``open`` when it begins, and then what it acknowledges, a line at a time.
"""

from __future__ import annotations

import importlib
import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

from hcclog.domain.ids import IdFactory
from tests.children import start

# What a work would import late.
NEEDED = (
    "alembic.command",
    "alembic.config",
    "hcclog.commands.imports",
    "hcclog.store.transaction",
)


def killed(
    work: Callable[..., None], moments: Sequence[float], *arguments: object
) -> list[list[str]]:
    """Do a work in a process of its own again and again, and kill each after a while.

    Args:
        work: A function of a module; its arguments go as text, and after them the number of the
            turn, from 0.
        moments: Seconds that each is let live after it began.
        arguments: Of the work.

    Returns:
        What each acknowledged.
    """
    name = f"{work.__module__}:{work.__name__}"
    with start(_kill_each, name, json.dumps(list(moments)), *arguments) as process:
        assert process.stdout is not None
        told = [json.loads(line) for line in process.stdout]
    assert process.returncode == 0
    assert len(told) == len(moments)
    return told


def _kill_each(name: str, moments: str, *arguments: str) -> None:
    module, _, function = name.partition(":")
    work = getattr(importlib.import_module(module), function)
    for needed in NEEDED:
        importlib.import_module(needed)
    for turn, seconds in enumerate(json.loads(moments)):
        told = _kill_one(work, seconds, (*arguments, str(turn)))
        print(json.dumps(told), flush=True)  # noqa: T201 - to the parent


def _kill_one(work: Callable[..., None], seconds: float, arguments: Sequence[str]) -> list[str]:
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        os.dup2(writing, sys.stdout.fileno())
        os.close(reading)
        os.close(writing)
        work(*arguments)
        sys.stdout.flush()
        # Not the end of the interpreter: that belongs to the process this one is a copy of.
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        first = told.readline()
        time.sleep(seconds)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        assert first == "open\n"
        # A line that was cut off was not told.
        return told.read().split("\n")[:-1]


def save_results_for_ever(store_path: str, _turn: str) -> None:
    """Save pairs of results, and tell of each pair when it is saved."""
    from hcclog.commands.base import Add
    from tests.books import a_lab, new_book

    book = new_book(store_path)
    patient = book.patients()[0]
    for n in count():
        pair = tuple(a_lab(patient, id=book.store.new_id()) for _ in range(2))
        book.do(Add(pair))
        if not n:
            # The first takes long: what it needs is made by then.
            print("open", flush=True)  # noqa: T201 - to the parent
        print(pair[0].id, flush=True)  # noqa: T201 - to the parent


def import_results(store_path: str, n_results: str, _turn: str) -> None:
    """Import many results as one entry, and tell when that is done."""
    from hcclog.commands.imports import Import
    from tests.books import a_lab, new_book

    book = new_book(store_path)
    patient = book.patients()[0]
    labs = tuple(a_lab(patient, id=book.store.new_id()) for _ in range(int(n_results)))
    print("open", flush=True)  # noqa: T201 - to the parent
    book.do(Import("Import", labs))
    print("done", flush=True)  # noqa: T201 - to the parent


def bring_forward_copy(store_path: str, folder: str, migrations: str, turn: str) -> None:
    """Copy an old store to a folder of its own and open it as a later program does.

    It begins where the migration does, after the backup.
    """
    from sqlalchemy import Engine, event

    from tests.books import new_book
    from tests.old_stores import become

    old, ward = Path(store_path), Path(folder) / turn
    ward.mkdir()
    for suffix in (".db", ".keys"):
        shutil.copy(old.with_suffix(suffix), ward / f"store{suffix}")
    become(Path(migrations))
    event.listen(Engine, "begin", lambda _: print("open", flush=True))  # noqa: T201 - to the parent
    new_book(ward / "store.db")
    print("done", flush=True)  # noqa: T201 - to the parent


def make_new(folder: str, turn: str) -> None:
    """Make a store in a folder of its own."""
    from hcclog.store.opening import open_store
    from tests.books import Clock

    ward, clock = Path(folder) / turn, Clock()
    ward.mkdir()
    print("open", flush=True)  # noqa: T201 - to the parent
    open_store(str(ward / "store.db"), IdFactory(clock.in_ms), clock).close()
    print("done", flush=True)  # noqa: T201 - to the parent


def import_and_die(store_path: str, turn: str) -> None:
    """Import what changes, adds and takes out results, and be killed at a statement: the turn's."""
    from sqlalchemy import Engine, event

    from tests.books import new_book
    from tests.imports import a_mixed_import

    book = new_book(store_path)
    command = a_mixed_import(book)
    n_left = int(turn)

    def listen(*_given: object) -> None:
        nonlocal n_left
        if not n_left:
            os.kill(os.getpid(), signal.SIGKILL)
        n_left -= 1

    event.listen(Engine, "before_cursor_execute", listen)
    event.listen(Engine, "commit", listen)
    print("open", flush=True)  # noqa: T201 - to the parent
    book.do(command)
    print("done", flush=True)  # noqa: T201 - to the parent
    # Until it is killed: who ends by itself lets go of the lock in another way.
    signal.pause()
