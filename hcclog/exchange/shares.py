"""Judges a long table in several processes, patients by turns, the answers in their order.

Each process reads the whole file, which is quick, and judges its share, which is not. Whatever one
of them cannot do is left to the caller, who goes through the table alone and says what is wrong.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import localcontext
from itertools import groupby
from multiprocessing import get_context
from multiprocessing.connection import Connection
from operator import itemgetter
from pathlib import Path

from hcclog.domain.response import Criteria
from hcclog.exchange.answer_lines import answers_to
from hcclog.exchange.bad_table import BadTable
from hcclog.exchange.lesion_file import Block, LesionFile
from hcclog.exchange.lesion_order import Scattered, standing_together
from hcclog.rules.criteria import RULES, CriteriaRules
from hcclog.rules.readings import EXACT

TURN = 64  # patients that one process judges before the next one's turn


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
    with _helpers(table.path, criteria, n_processes) as helpers:
        for turn, blocks in _turns(table):
            helper = turn % n_processes
            if not helper:
                yield from (answers_to(block, rules) for block in blocks)
            else:
                yield _received(helpers[helper - 1])


def _turns(table: LesionFile) -> Iterator[tuple[int, Iterator[Block]]]:
    """Yield the number of each turn and its patients; those that are not asked for are passed."""
    numbered = enumerate(standing_together(table.blocks()))
    for turn, blocks in groupby(numbered, key=lambda found: found[0] // TURN):
        yield turn, map(itemgetter(1), blocks)


def _received(helper: Connection) -> str:
    try:
        text = helper.recv()
    except (EOFError, OSError):
        text = None
    if text is None:
        raise BadTable("A part of the table could not be judged.")
    return str(text)


@contextmanager
def _helpers(path: Path, criteria: Sequence[Criteria], n: int) -> Iterator[list[Connection]]:
    """Start the other processes, and end them whatever happens."""
    # A copy of this process is ready at once; elsewhere than on Linux copies are not safe.
    context = get_context("fork" if sys.platform == "linux" else "spawn")
    pipes = [context.Pipe(duplex=False) for _ in range(1, n)]
    started = []
    try:
        for part, (_, end) in enumerate(pipes, 1):
            helper = context.Process(target=_help, args=(end, path, criteria, part, n), daemon=True)
            helper.start()
            started.append(helper)
            end.close()
        yield [end for end, _ in pipes]
    finally:
        for helper in started:
            helper.terminate()
            helper.join()
        for end, _ in pipes:
            end.close()


def _help(end: Connection, path: Path, criteria: Sequence[Criteria], part: int, n: int) -> None:
    """Judge every n-th turn and send the answers; send None where it cannot be done."""
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
