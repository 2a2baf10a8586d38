"""Apply the response rules to a table of lesions and write the answers as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from decimal import localcontext
from pathlib import Path
from typing import TextIO

from hcclog.domain.response import Criteria
from hcclog.exchange.answer_lines import OUT_COLUMNS, lines_of, plain_lines
from hcclog.exchange.bad_table import BadTable
from hcclog.exchange.lesion_file import Block, LesionFile
from hcclog.exchange.lesion_order import Scattered, brought_together, standing_together
from hcclog.exchange.lesion_table import as_series, check_cells
from hcclog.exchange.plain_series import plain_series
from hcclog.rules.criteria import RULES, CriteriaRules
from hcclog.rules.readings import EXACT

__all__ = ["OUT_COLUMNS", "evaluate_table"]


def evaluate_table(
    source: Path,
    criteria: Sequence[Criteria],
    out: Path,
    advanced: Callable[[int], object] | None = None,
) -> None:
    """Judge every series of a table by each of the criteria.

    The answers stand under the final name only when all of them are written. One patient is held
    at a time; where the rows of one do not stand together, they are sorted in files beside `out`.

    Args:
        source: The table.
        criteria: By which to judge, in the order of the answers.
        out: Where the answers go.
        advanced: Told now and then how many bytes of the source were read.

    Raises:
        BadTable: A cell cannot be read, or the file cannot be written; nothing is written.
    """
    partial = out.with_name(f".{out.name}.partial")
    rules = [RULES[each] for each in criteria]
    try:
        with partial.open("w", encoding="utf-8", newline="") as file, localcontext(EXACT):
            _write(LesionFile(source, advanced), rules, file, out.parent)
        partial.replace(out)
    except OSError as error:
        raise BadTable(f"{out} cannot be written: {error.strerror}.") from None
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def _write(table: LesionFile, rules: Sequence[CriteriaRules], file: TextIO, folder: Path) -> None:
    header = ",".join(OUT_COLUMNS) + "\n"
    try:
        file.write(header)
        file.writelines(_lines(standing_together(table.blocks()), rules))
    except (Scattered, BadTable) as stop:
        # What seemed to be missing in a patient's rows may stand further down.
        if isinstance(stop, BadTable):
            check_cells(table.blocks())
        file.seek(0)
        file.truncate()
        file.write(header)
        file.writelines(_lines(brought_together(table, folder), rules))


def _lines(blocks: Iterator[Block], rules: Sequence[CriteriaRules]) -> Iterator[str]:
    for block in blocks:
        for series in block.by_series():
            yield from _series(series, rules)


def _series(block: Block, rules: Sequence[CriteriaRules]) -> Iterator[str]:
    plain, whole = plain_series(block), None
    for each in rules:
        lines = plain_lines(plain, each) if plain is not None else None
        if lines is None:
            whole = whole or as_series(block)
            lines = list(lines_of(whole, each))
        yield from lines
