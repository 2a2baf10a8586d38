"""A bar for what takes long, where a person can see it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from hcclog.exchange.lesion_file import n_bytes
from hcclog.exchange.progress import Advance, unseen

LONG_BYTES = 4 << 20
_MANY = 2


@contextmanager
def reading_bar(path: Path) -> Iterator[Callable[[int], None] | None]:
    """Show how far a file is read, and yield what is told the bytes so far.

    Yields None, and shows nothing, where the file is short or nobody watches the terminal.
    """
    size = n_bytes(path)
    if size < LONG_BYTES or not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=size, label=f"Reading {path.name}", file=sys.stderr) as bar:
        # A table in no order is read twice; the bar does not go back.
        yield lambda n_bytes: bar.update(max(0, n_bytes - bar.pos))
        bar.update(size - bar.pos)


@contextmanager
def patients_bar(n: int, label: str) -> Iterator[Advance]:
    """Show how many patients are done, and yield what is told so.

    Shows nothing where there is one patient, or nobody watches the terminal.
    """
    if n < _MANY or not sys.stderr.isatty():
        yield unseen
        return
    with click.progressbar(length=n, label=label, file=sys.stderr) as bar:
        yield lambda done, _of: bar.update(done - bar.pos)


@contextmanager
def work_bar(label: str) -> Iterator[Advance]:
    """Show how far work is, and yield what is told of each step; nothing where nobody watches."""
    if not sys.stderr.isatty():
        yield unseen
        return
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def advanced(done: int, of: int) -> None:
            # How much there is becomes plain on the way; the bar does not go back.
            bar.length = max(of, 1)
            bar.update(max(0, done - bar.pos))

        yield advanced
        bar.update(max(0, (bar.length or 0) - bar.pos))
