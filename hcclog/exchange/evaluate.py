"""Apply the response rules to a table of lesions and write the answers as a table."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from decimal import localcontext
from pathlib import Path
from shutil import copyfileobj
from tempfile import NamedTemporaryFile
from typing import TextIO

from hcclog.domain.response import Criteria
from hcclog.exchange.answer_lines import OUT_COLUMNS, answers_to
from hcclog.exchange.bad_table import BadTable
from hcclog.exchange.lesion_file import LesionFile, is_stream
from hcclog.exchange.lesion_order import Scattered, brought_together
from hcclog.exchange.lesion_table import check_cells
from hcclog.exchange.shares import answers_in_order
from hcclog.rules.criteria import RULES
from hcclog.rules.readings import EXACT

__all__ = ["OUT_COLUMNS", "evaluate_table"]


def evaluate_table(
    source: Path,
    criteria: Sequence[Criteria],
    out: Path,
    *,
    advanced: Callable[[int], object] | None = None,
    n_processes: int = 1,
) -> None:
    """Judge every series of a table by each of the criteria.

    The answers stand under the final name only when all of them are written. A few patients are
    held at a time; where the rows of one do not stand together, they are sorted in files beside
    `out`.

    Args:
        source: The table.
        criteria: By which to judge, in the order of the answers.
        out: Where the answers go.
        advanced: Told now and then how many bytes of the source were read.
        n_processes: How many share the work.

    Raises:
        BadTable: A cell cannot be read, or the file cannot be written; nothing is written.
    """
    partial = out.with_name(f".{out.name}.partial")
    try:
        with (
            partial.open("w", encoding="utf-8", newline="") as file,
            _at_rest(source, out.parent) as path,
            localcontext(EXACT),
            _uncollected(),
        ):
            table = LesionFile(path, source.name, advanced)
            try:
                _write(file, answers_in_order(table, criteria, out.parent, n_processes))
            except (BadTable, Scattered):
                # What seemed to be missing in a patient's rows may stand further down.
                _write(file, _answers_of_all(table, criteria, out.parent))
        partial.replace(out)
    except OSError as error:
        raise BadTable(f"{out} cannot be written: {error.strerror}.") from None
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Search for no garbage meanwhile: nothing that is made here refers to itself."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def _at_rest(source: Path, folder: Path) -> Iterator[Path]:
    """Yield a file that can be read again: what comes through a pipe is written down first."""
    if not is_stream(source):
        yield source
        return
    with NamedTemporaryFile(prefix=".hcclog-", dir=folder) as kept, source.open("rb") as piped:
        copyfileobj(piped, kept)
        kept.flush()
        yield Path(kept.name)


def _write(file: TextIO, answers: Iterable[str]) -> None:
    file.seek(0)
    file.truncate()
    file.write(",".join(OUT_COLUMNS) + "\n")
    file.writelines(answers)


def _answers_of_all(table: LesionFile, criteria: Sequence[Criteria], folder: Path) -> Iterator[str]:
    """Yield the answers to rows in any order; of several faults the first in the file is named."""
    rules = [RULES[each] for each in criteria]
    try:
        for block in brought_together(table, folder):
            yield answers_to(block, rules)
    except BadTable:
        check_cells(table.blocks())
        raise
