"""Apply the response rules to a table of lesions and write the answers as a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from decimal import localcontext
from pathlib import Path
from typing import TextIO

from hcclog.domain.response import Criteria
from hcclog.exchange.answer_lines import OUT_COLUMNS, answers_to
from hcclog.exchange.bad_table import BadTable
from hcclog.exchange.lesion_file import LesionFile
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
        with partial.open("w", encoding="utf-8", newline="") as file, localcontext(EXACT):
            _write(LesionFile(source, advanced), criteria, file, out.parent, n_processes)
        partial.replace(out)
    except OSError as error:
        raise BadTable(f"{out} cannot be written: {error.strerror}.") from None
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def _write(
    table: LesionFile, criteria: Sequence[Criteria], file: TextIO, folder: Path, n_processes: int
) -> None:
    header = ",".join(OUT_COLUMNS) + "\n"
    try:
        file.write(header)
        file.writelines(answers_in_order(table, criteria, n_processes))
    except (Scattered, BadTable) as stop:
        # What seemed to be missing in a patient's rows may stand further down.
        if isinstance(stop, BadTable):
            check_cells(table.blocks())
        file.seek(0)
        file.truncate()
        file.write(header)
        rules = [RULES[each] for each in criteria]
        file.writelines(answers_to(block, rules) for block in brought_together(table, folder))
