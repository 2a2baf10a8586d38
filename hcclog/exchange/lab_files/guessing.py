"""Propose what the columns of a table mean, by their titles, then by what stands in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from hcclog.entry.paste.kinds import parted_name
from hcclog.exchange.lab_files.looks import looks_like, name_of_test, share
from hcclog.exchange.lab_files.mapping import Column, Head, Mapping, Part
from hcclog.exchange.lab_files.tables import Table
from hcclog.exchange.lab_files.titles import is_another_day, part_of

_MOST_ABOVE = 12
# In this order: what is told apart best comes first.
_BY_LOOKS = (Part.DATE, Part.TEST, Part.UNIT, Part.VALUE, Part.REFERENCE)
_WITH_UNIT = re.compile(r"(.+?)\s*[(\[]\s*([^()\[\]]+?)\s*[)\]]")


def no_code(_text: str) -> bool:
    """Know no patient: where there is no store to look in."""
    return False


def guess(table: Table, is_code: Callable[[str], bool] = no_code) -> Mapping:
    """Return the mapping that a table seems to have; a person sees it and corrects it.

    Args:
        table: As it was opened.
        is_code: Tells whether a text is the code of a patient of the store.
    """
    at = _title_row(table.head, is_code)
    width = _width(table.head, at)
    titles = table.head[at][:width] if at is not None else ("",) * width
    body = [row[:width] for row in table.head[0 if at is None else at + 1 :]]
    columns = [by_title(title, is_code) for title in titles]
    has_units = at is not None and _are_units(columns, body)
    columns = _with_unit_row(columns, body[0]) if has_units else columns
    body = body[1:] if has_units else body
    return Mapping(
        tuple(_by_looks(columns, body, is_code)),
        title_row=0 if at is None else table.numbers[at],
        has_units=has_units,
        encoding=table.encoding if len(table.encodings) == 1 else "",
        sheet=table.sheet,
    )


def _width(rows: Sequence[Sequence[str]], at: int | None) -> int:
    """Return how many columns most rows have, or the titles where these are more."""
    widths = [_last_word(row) for row in rows[0 if at is None else at + 1 :]]
    most = Counter(widths).most_common(1)
    return max(most[0][0] if most else 1, 0 if at is None else _last_word(rows[at]))


def _last_word(row: Sequence[str]) -> int:
    return max((n for n, cell in enumerate(row, start=1) if cell.strip()), default=0)


def _title_row(rows: Sequence[Sequence[str]], is_code: Callable[[str], bool]) -> int | None:
    """Return the first of the rows that could be titles of which most cells are known."""
    scores = [_score(row, is_code) for row in rows[:_MOST_ABOVE]]
    best = max(scores, default=0)
    if best > 0:
        return scores.index(best)
    # Titles that nobody knows: words alone, above rows that have more.
    return 0 if _are_words(rows[0]) and any(not _are_words(row) for row in rows[1:]) else None


def _are_words(row: Sequence[str]) -> bool:
    return not any(
        looks_like(part, cell) for cell in row for part in (Part.DATE, Part.TEST, Part.VALUE)
    )


def _score(row: Sequence[str], is_code: Callable[[str], bool]) -> int:
    cells = [cell for cell in row if cell.strip()]
    if len(cells) < len(("date", "value")) or looks_like(Part.DATE, cells[0]):
        return 0
    known = [by_title(cell, is_code) for cell in cells]
    titled = sum(each.part is not Part.IGNORED for each in known)
    heads = {each.head for each in known} - {Head.NONE}
    # A row of results holds the name of a test too, and beside it what is no title.
    is_result = any(
        _is_number(cell) and each.part is Part.IGNORED
        for cell, each in zip(cells, known, strict=True)
    ) or (titled == len(heads) == 1 and len(cells) > len(("date", "value")))
    return 0 if is_result or len(heads) > 1 else titled


def _is_number(cell: str) -> bool:
    return looks_like(Part.VALUE, cell) and any(letter.isdigit() for letter in cell)


def by_title(title: str, is_code: Callable[[str], bool] = no_code) -> Column:
    """Return what a title says of its column by itself."""
    said = part_of(title)
    if said is not None:
        return Column(title, said)
    match = _WITH_UNIT.fullmatch(title.strip())
    if match is not None and part_of(match[1]) is Part.VALUE and looks_like(Part.UNIT, match[2]):
        return Column(title, Part.VALUE, unit=match[2])
    name, unit = parted_name(title.strip())
    if name_of_test(name):
        return Column(title, Part.VALUE, Head.TEST, unit=unit)
    if looks_like(Part.DATE, title):
        return Column(title, Part.VALUE, Head.DATE)
    if title.strip() and is_code(title):
        return Column(title, Part.VALUE, Head.PATIENT)
    return Column(title)


def _are_units(columns: Sequence[Column], body: Sequence[Sequence[str]]) -> bool:
    """Tell whether the row below the titles holds units, and nothing else."""
    headed = [n for n, each in enumerate(columns) if each.head is Head.TEST]
    if not headed or len(body) <= 1:
        return False
    cells = [body[0][n] for n in headed]
    others = [cell for n, cell in enumerate(body[0]) if n not in headed]
    return share(Part.UNIT, cells) > 1 / 2 and not any(_is_number(cell) for cell in others)


def _with_unit_row(columns: Sequence[Column], units: Sequence[str]) -> list[Column]:
    return [
        replace(each, unit=unit.strip()) if each.head is Head.TEST and unit.strip() else each
        for each, unit in zip(columns, units, strict=True)
    ]


def _by_looks(
    columns: Sequence[Column], body: Sequence[Sequence[str]], is_code: Callable[[str], bool]
) -> list[Column]:
    """Return the columns, those that are still wanted found by what stands in them."""
    found = list(columns)
    said = {each.part for each in columns}
    heads = {each.head for each in columns}
    wanted = [part for part in _BY_LOOKS if part not in said and part not in _given(heads)]
    for part in wanted:
        _take(found, part, [_share(part, found, body, n) for n in range(len(found))])
    if Part.PATIENT not in said and Head.PATIENT not in heads:
        _take(found, Part.PATIENT, [_share_of_codes(body, n, is_code) for n in range(len(found))])
    return found


def _given(heads: set[Head]) -> tuple[Part, ...]:
    """Return what need not be found, because titles say it."""
    by_head = {Head.TEST: (Part.TEST, Part.UNIT), Head.DATE: (Part.DATE,), Head.PATIENT: ()}
    given = [part for head in heads for part in by_head.get(head, ())]
    return (*given, Part.VALUE, Part.REFERENCE) if heads - {Head.NONE} else tuple(given)


def _take(columns: list[Column], part: Part, shares: Sequence[float]) -> None:
    """Give a part to the column, of those that are open, of which most cells look like it."""
    free = [n for n, each in enumerate(columns) if each.part is Part.IGNORED]
    best = max(free, key=lambda n: shares[n], default=None)
    if best is not None and shares[best] > 1 / 2:
        columns[best] = replace(columns[best], part=part)


def _share(
    part: Part, columns: Sequence[Column], body: Sequence[Sequence[str]], column: int
) -> float:
    """Return how many cells could say a part; a day of birth or of a report is none of a result."""
    if part is Part.DATE and is_another_day(columns[column].title):
        return 0.0
    return share(part, _cells(body, column))


def _cells(body: Sequence[Sequence[str]], column: int) -> list[str]:
    return [row[column] for row in body if row[column].strip()]


def _share_of_codes(
    body: Sequence[Sequence[str]], column: int, is_code: Callable[[str], bool]
) -> float:
    cells = _cells(body, column)
    return sum(is_code(cell) for cell in cells) / len(cells) if cells else 0.0
