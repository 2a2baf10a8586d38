"""Judges a long table in several processes, patients by turns, the answers in their order.

Each process reads the whole file, which is quick, and judges its share, which is not. Whatever one
of them cannot do is left to the caller, who goes through the table alone and says what is wrong.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from decimal import localcontext
from itertools import groupby
from multiprocessing import get_context
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from hcclog.domain.response import Criteria
from hcclog.exchange.answer_lines import answers_to
from hcclog.exchange.bad_table import BadTable
from hcclog.exchange.lesion_file import Block, LesionFile, n_bytes
from hcclog.exchange.lesion_order import Scattered, standing_together
from hcclog.rules.criteria import RULES
from hcclog.rules.readings import EXACT

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Share = tuple[Path, Sequence[Criteria], int, int]  # the last two: which of how many

LONG_BYTES = 8 << 20  # from here on helpers are worth their start
MOST_PROCESSES = 4  # each reads the whole file, so that more of them gain little
TURN = 64  # patients that one process judges before the next one's turn
_LOST = "A part of the table could not be judged."


def n_processes_for(path: Path) -> int:
    """Return how many processes a table is worth."""
    # A program that is one file would start anew, with a window, in each helper.
    if getattr(sys, "frozen", False) or n_bytes(path) < LONG_BYTES:
        return 1
    return min(_n_processors(), MOST_PROCESSES)


def _n_processors() -> int:
    """Return how many processors this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed is not None else os.cpu_count() or 1


def answers_in_order(
    table: LesionFile, criteria: Sequence[Criteria], n_processes: int = 1
) -> Iterator[str]:
    """Yield the answers to a table in which the rows of each patient stand together.

    Args:
        table: The table.
        criteria: By which to judge.
        n_processes: How many share the work, this one included.

    Raises:
        Scattered: A patient comes back after another.
        BadTable: A cell cannot be read, or the helpers are lost; another one may stand before it.
    """
    rules = [RULES[each] for each in criteria]
    with _helpers(table, criteria, n_processes) as helpers:
        for turn, blocks in _turns(table):
            part = turn % n_processes
            if part:
                yield _received(helpers[part - 1])
            else:
                yield from (answers_to(block, rules) for block in blocks)


def _turns(table: LesionFile) -> Iterator[tuple[int, Iterator[Block]]]:
    """Yield the number of each turn and its patients; those that are not asked for are passed."""
    numbered = enumerate(standing_together(table.blocks()))
    for turn, blocks in groupby(numbered, key=lambda found: found[0] // TURN):
        yield turn, map(itemgetter(1), blocks)


def _received(helper: Connection) -> str:
    try:
        text: str | None = helper.recv()
    except (EOFError, OSError):
        text = None
    if text is None:
        raise BadTable(_LOST)
    return text


@contextmanager
def _helpers(table: LesionFile, criteria: Sequence[Criteria], n: int) -> Iterator[list[Connection]]:
    """Start the other processes, and end them whatever happens."""
    with ExitStack() as started:
        try:
            ends = [
                started.enter_context(_helper((table.path, criteria, k, n))) for k in range(1, n)
            ]
        except OSError:
            raise BadTable(_LOST) from None
        yield ends


@contextmanager
def _helper(share: Share) -> Iterator[Connection]:
    # A copy of this process is ready at once; elsewhere than on Linux copies are not safe.
    context = get_context("fork") if sys.platform == "linux" else get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    helper = context.Process(target=_help, args=(theirs, share), daemon=True)
    with ours:
        with theirs:
            helper.start()
        try:
            yield ours
        finally:
            helper.terminate()
            helper.join()


def _help(end: Connection, share: Share) -> None:
    """Judge a share of the turns and send the answers; send None where it cannot be done."""
    path, criteria, part, n = share
    rules = [RULES[each] for each in criteria]
    try:
        with localcontext(EXACT):
            for turn, blocks in _turns(LesionFile(path)):
                if turn % n == part:
                    end.send("".join([answers_to(block, rules) for block in blocks]))
    except (BadTable, Scattered):
        end.send(None)
    except (KeyboardInterrupt, BrokenPipeError):
        return
