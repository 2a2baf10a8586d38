"""JSON of the catalogue, read strictly: no key twice, no binary fraction."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

Entry: TypeAlias = Mapping[str, Any]


class CatalogueError(Exception):
    """A file of the catalogue contradicts itself or cannot be read."""


def read_strictly(path: Path) -> Entry:
    """Return what a file holds.

    Raises:
        CatalogueError: The file is missing, is no JSON, repeats a key or holds a float.
    """
    try:
        content: Entry = json.loads(
            path.read_text(encoding="utf-8"),
            parse_float=_refuse_float,
            object_pairs_hook=_without_double_keys,
        )
    except (OSError, ValueError, RecursionError) as error:
        raise CatalogueError(f"{path.name}: {error}") from error
    return content


def _refuse_float(text: str) -> NoReturn:
    raise ValueError(f"{text} is a binary fraction; write it as text")


def _without_double_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) != len(pairs):
        raise ValueError(f"a key stands twice among {', '.join(key for key, _ in pairs)}")
    return content
