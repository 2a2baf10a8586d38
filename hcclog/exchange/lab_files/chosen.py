"""The mapping that holds for a file: asked for, remembered, or guessed; then what a person says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hcclog import paths
from hcclog.catalogue import analytes
from hcclog.commands.refused import Refused
from hcclog.entry.paste.choices import Comma
from hcclog.entry.preferences import DateOrder
from hcclog.exchange.lab_files.guessing import guess
from hcclog.exchange.lab_files.mapping import Mapping, Part
from hcclog.exchange.lab_files.remembering import fitted, fitting, named, remembered
from hcclog.exchange.lab_files.tables import Table
from hcclog.exchange.lab_files.titles import title_key

if TYPE_CHECKING:
    from hcclog.exchange.incoming.wishes import TableWish, Wish
    from hcclog.logbook import Logbook


def chosen_mapping(table: Table, book: Logbook, wish: Wish) -> tuple[Mapping, tuple[str, ...]]:
    """Return the mapping for a table, and what a person should know of where it comes from.

    Raises:
        Refused: What was asked for is not there.
    """
    file = paths.laboratory_layouts()
    if wish.mapping:
        return with_wish(fitted(named(file, wish.mapping), table), wish.table), ()
    mapping, notes = _proposed(table, book, file)
    return with_wish(mapping, wish.table), notes


def _proposed(table: Table, book: Logbook, file: Path) -> tuple[Mapping, tuple[str, ...]]:
    note = ""
    try:
        known = fitting(remembered(file), table)
    except Refused as refusal:
        known, note = None, refusal.sentence
    if known is not None:
        return known, (f"Read as remembered for {known.name}.",)
    return guess(table, lambda code: bool(book.find(code))), (note,) if note else ()


def with_wish(mapping: Mapping, wish: TableWish) -> Mapping:
    """Return a mapping as a person corrects it beside the file.

    Raises:
        Refused: A column or a test that is named is not there.
    """
    for title, words in wish.columns:
        mapping = mapping.with_part(_column(mapping, title), _part(words))
    for name, test in wish.tests:
        mapping = mapping.with_test(name, _code(test))
    if wish.comma is not Comma.ASK:
        mapping = mapping.with_comma(wish.comma)
    return replace(
        mapping,
        encoding=wish.encoding or mapping.encoding,
        date_order=mapping.date_order if wish.dates is DateOrder.ASK else wish.dates,
        usual_units=wish.usual_units or mapping.usual_units,
        leaves_unknown=wish.leaves_unknown or mapping.leaves_unknown,
        name=wish.remember or mapping.name,
    )


def _column(mapping: Mapping, title: str) -> int:
    keys = [title_key(each.title) for each in mapping.columns]
    if title.isdecimal() and 0 < int(title) <= len(keys):
        return int(title) - 1
    if title_key(title) not in keys:
        titles = ", ".join(each.title for each in mapping.columns if each.title.strip())
        raise Refused(f"No column is called {title!r}; there are: {titles or 'no titles'}.")
    return keys.index(title_key(title))


def _part(words: str) -> Part:
    key = title_key(words)
    found = next((part for part in Part if key in {title_key(part.value), part.name.lower()}), None)
    if found is None:
        raise Refused(f"{words!r} is nothing a column can say; {', '.join(Part)} can be.")
    return found


def _code(name: str) -> str:
    if not name:
        return ""
    test = analytes.find_analyte(name)
    if test is None:
        raise Refused(f"{name!r} is not a test that the catalogue knows.")
    return test.code
