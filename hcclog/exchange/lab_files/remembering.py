"""Mappings of laboratories that are known: kept in one file beside the preferences.

Nothing of any patient is in it: columns that stand under dates or patient codes are kept without
their titles.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as Object
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from hcclog.commands.refused import Refused
from hcclog.entry.paste.choices import Comma
from hcclog.entry.preferences import DateOrder
from hcclog.exchange.lab_files.mapping import Column, Head, Mapping, NamedTest, Part
from hcclog.exchange.lab_files.tables import Table
from hcclog.exchange.lab_files.titles import title_key

_UNNAMED = frozenset({Head.DATE, Head.PATIENT})
_TEXTS = ("name", "laboratory", "encoding", "sheet")
_SWITCHES = ("has_units", "usual_units", "leaves_unknown", "keeps_flags")
_MOST_NAME = 100
# What comes of a file that another hand wrote: a text for a list, 1e999 for a number of rows.
_UNFIT = (ArithmeticError, AttributeError, KeyError, RecursionError, TypeError, ValueError)


def remembered(path: Path) -> tuple[Mapping, ...]:
    """Return the mappings that are kept in a file, by name; none where there is no file.

    Raises:
        Refused: The file is there and cannot be read.
    """
    if not path.exists():
        return ()
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return tuple(_mapping(each) for each in said["laboratories"])
    except (OSError, *_UNFIT):
        raise Refused(f"{path} cannot be read; move it away to begin a new one.") from None


def named(path: Path, name: str) -> Mapping:
    """Return the mapping of a name.

    Raises:
        Refused: There is none; those that there are, are named.
    """
    known = remembered(path)
    found = next((each for each in known if title_key(each.name) == title_key(name)), None)
    if found is None:
        names = ", ".join(each.name for each in known) or "none yet"
        raise Refused(f"No layout is remembered as {name!r}; known are: {names}.")
    return found


def remember(path: Path, mapping: Mapping) -> None:
    """Keep a mapping under its name, in the place of one that was kept so.

    Raises:
        Refused: It has no name, or the file cannot be written.
    """
    name = " ".join(mapping.name.split())
    if not name or len(name) > _MOST_NAME:
        raise Refused(f"A layout is remembered by a name of 1 to {_MOST_NAME} characters.")
    others = [each for each in remembered(path) if title_key(each.name) != title_key(name)]
    _write(path, [*others, replace(mapping, name=name, columns=_without_heads(mapping.columns))])


def forget(path: Path, name: str) -> None:
    """Keep the mapping of a name no longer.

    Raises:
        Refused: The file cannot be read or written.
    """
    _write(path, [each for each in remembered(path) if title_key(each.name) != title_key(name)])


def fitting(mappings: Iterable[Mapping], table: Table) -> Mapping | None:
    """Return the one mapping whose titles are those of a table; None without, or with several."""
    found = [fit for each in mappings if (fit := _same_titles(each, table)) is not None]
    return found[0] if len(found) == 1 else None


def fitted(mapping: Mapping, table: Table) -> Mapping:
    """Return a mapping with the columns as they stand in this table, found by their titles.

    Raises:
        Refused: A column is missing.
    """
    if mapping.title_row == 0:
        if len(mapping.columns) != table.n_columns:
            raise Refused(
                f"{table.path.name} has {table.n_columns} columns; the layout {mapping.name} has"
                f" {len(mapping.columns)}."
            )
        return replace(mapping, encoding=mapping.encoding or table.encoding, sheet=table.sheet)
    at = max(range(len(table.head)), key=lambda n: len(_needed(mapping) & _keys(table.head[n])))
    titles = table.head[at]
    missing = _needed(mapping) - _keys(titles)
    if missing:
        title = next(each.title for each in mapping.columns if title_key(each.title) in missing)
        raise Refused(
            f"{table.path.name}: the column “{title}” is missing; the layout {mapping.name} has it."
        )
    columns = tuple(_columns(mapping, titles))
    return replace(mapping, columns=columns, title_row=table.numbers[at], sheet=table.sheet)


def _same_titles(mapping: Mapping, table: Table) -> Mapping | None:
    try:
        fit = fitted(mapping, table)
    except Refused:
        return None
    new = [
        each.title
        for each in fit.columns
        if each.title.strip() and not each.is_headed and title_key(each.title) not in _all(mapping)
    ]
    return fit if fit.title_row and not new else None


def _columns(mapping: Mapping, titles: Sequence[str]) -> Iterator[Column]:
    from hcclog.exchange.lab_files.guessing import by_title

    own = {title_key(each.title): each for each in reversed(mapping.columns) if each.title}
    under = next((each for each in mapping.columns if each.head in _UNNAMED), None)
    headed = any(each.head is Head.TEST for each in mapping.columns)
    width = max((n for n, title in enumerate(titles, start=1) if title.strip()), default=0)
    for title in titles[:width]:
        known = own.get(title_key(title))
        if known is not None:
            yield replace(known, title=title)
        elif under is not None and title.strip():
            yield replace(under, title=title)
        else:
            # A test that the laboratory has sent for the first time.
            guess = by_title(title)
            yield guess if headed and guess.head is Head.TEST else Column(title)


def _needed(mapping: Mapping) -> set[str]:
    return {
        title_key(each.title)
        for each in mapping.columns
        if each.title and each.part is not Part.IGNORED and not each.is_headed
    }


def _all(mapping: Mapping) -> set[str]:
    return {title_key(each.title) for each in mapping.columns}


def _keys(titles: Sequence[str]) -> set[str]:
    return {title_key(title) for title in titles if title.strip()}


def _without_heads(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Return columns without the titles that are dates or patients; one stands for all of them."""
    kept: list[Column] = []
    for each in columns:
        column = replace(each, title="") if each.head in _UNNAMED else each
        if column not in kept or column.head not in _UNNAMED:
            kept.append(column)
    return tuple(kept)


def _write(path: Path, mappings: Sequence[Mapping]) -> None:
    said = {"laboratories": [asdict(each) for each in mappings]}
    text = json.dumps(said, indent=2, sort_keys=True, ensure_ascii=False)
    beside = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(f"{text}\n", encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        raise Refused(f"{path} cannot be written: {error.strerror}.") from None


def _mapping(said: Object[str, Any]) -> Mapping:
    rest: dict[str, Any] = {name: _text(said[name]) for name in _TEXTS}
    rest |= {name: bool(said[name]) for name in _SWITCHES}
    return Mapping(
        tuple(
            Column(
                _text(each["title"]),
                Part(each["part"]),
                Head(each["head"]),
                Comma(each["comma"]),
                _text(each["unit"]),
            )
            for each in said["columns"]
        ),
        title_row=int(said["title_row"]),
        date_order=DateOrder(said["date_order"]),
        tests=tuple(
            NamedTest(_text(each["name"]), _text(each["analyte"]), _text(each["unit"]))
            for each in said["tests"]
        ),
        **rest,
    )


def _text(said: Any) -> str:
    if not isinstance(said, str):
        raise TypeError(said)
    said.encode()  # half of a letter could not be written again
    return said
