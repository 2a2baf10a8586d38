"""Judges a long table in several processes, patients by turns, the answers in their order.

Each process reads the whole file, which is quick, and judges its share, which is not. Whatever one
of them cannot do is left to the caller, who goes through the table alone and says what is wrong.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from decimal import localcontext
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple, TextIO

from hcclog.domain.response import Criteria
from hcclog.exchange.answer_lines import answers_to
from hcclog.exchange.bad_table import BadTable
from hcclog.exchange.lesion_file import LesionFile, n_bytes
from hcclog.exchange.lesion_order import Scattered, standing_together
from hcclog.rules.criteria import RULES
from hcclog.rules.readings import EXACT

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

LONG_BYTES = 8 << 20  # from here on helpers are worth their start
MOST_PROCESSES = 4  # each reads the whole file, so that more of them gain little
TURN = 64  # patients that one process judges before the next one's turn
_LOST = "A part of the table could not be judged."


class Share(NamedTuple):
    """One of the shares into which a table is divided: every so many turns.

    Attributes:
        path: The table.
        criteria: By which to judge.
        n: Which share it is, from 0.
        n_shares: How many there are.
        out: Where its answers go.
    """

    path: Path
    criteria: Sequence[Criteria]
    n: int
    n_shares: int
    out: Path


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
    table: LesionFile, criteria: Sequence[Criteria], folder: Path, n_processes: int = 1
) -> Iterator[str]:
    """Yield the answers to a table in which the rows of each patient stand together.

    Args:
        table: The table.
        criteria: By which to judge.
        folder: Where shares may lie meanwhile.
        n_processes: How many share the work, this one included.

    Raises:
        Scattered: A patient comes back after another.
        BadTable: A cell cannot be read, or a share is lost; another fault may stand before it.
    """
    if n_processes > 1:
        yield from _shared(table, criteria, folder, n_processes)
        return
    rules = [RULES[each] for each in criteria]
    for block in standing_together(table.blocks()):
        yield answers_to(block, rules)


def _shared(
    table: LesionFile, criteria: Sequence[Criteria], folder: Path, n_processes: int
) -> Iterator[str]:
    with ExitStack() as stack:
        kept = Path(stack.enter_context(TemporaryDirectory(prefix=".hcclog-", dir=folder)))
        shares = [
            Share(table.path, criteria, n, n_processes, kept / str(n)) for n in range(n_processes)
        ]
        helpers = [stack.enter_context(_helper(share)) for share in shares[1:]]
        lengths = [judge_share(table, shares[0]), *map(_received, helpers)]
        files = [stack.enter_context(_reading(share.out)) for share in shares]
        for turn in range(sum(map(len, lengths))):
            n = turn % n_processes
            yield files[n].read(lengths[n][turn // n_processes])


def judge_share(table: LesionFile, share: Share) -> list[int]:
    """Write the answers to one share into its file.

    Returns:
        How many letters the answers of each of its turns have.

    Raises:
        Scattered: A patient comes back after another.
        BadTable: A cell cannot be read.
    """
    rules = [RULES[each] for each in share.criteria]
    lengths = []
    with share.out.open("w", encoding="utf-8", newline="") as file, localcontext(EXACT):
        numbered = enumerate(standing_together(table.blocks()))
        for turn, found in groupby(numbered, key=lambda one: one[0] // TURN):
            if turn % share.n_shares == share.n:
                text = "".join([answers_to(block, rules) for _, block in found])
                lengths.append(file.write(text))
    return lengths


def _reading(path: Path) -> TextIO:
    return path.open(encoding="utf-8", newline="")


@contextmanager
def _helper(share: Share) -> Iterator[Connection]:
    """Start a process, and end it whatever happens."""
    # A copy of this process is ready at once; elsewhere than on Linux copies are not safe.
    context = get_context("fork") if sys.platform == "linux" else get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    helper = context.Process(target=_help, args=(theirs, share), daemon=True)
    with ours:
        with theirs:
            try:
                helper.start()
            except OSError:
                raise BadTable(_LOST) from None
        try:
            yield ours
        finally:
            helper.terminate()
            helper.join()


def _help(end: Connection, share: Share) -> None:
    """Judge a share and send its lengths; end without them where that cannot be done."""
    with suppress(BadTable, Scattered, OSError, KeyboardInterrupt):
        end.send(judge_share(LesionFile(share.path), share))


def _received(helper: Connection) -> list[int]:
    try:
        lengths: list[int] = helper.recv()
    except (EOFError, OSError):
        raise BadTable(_LOST) from None
    return lengths
