"""Finding an entry by any of its names."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Protocol, TypeVar

from hcclog.catalogue.spelling import DASHES, FULL_WIDTH, fold
from hcclog.catalogue.strict_json import CatalogueError

__all__ = [
    "DASHES",
    "FULL_WIDTH",
    "Named",
    "by_code",
    "candidates",
    "fold",
    "name_index",
    "starting_with",
]


class Named(Protocol):
    """Anything of the catalogue that has a code and names."""

    @property
    def code(self) -> str:
        """The stable key."""
        ...

    @property
    def names(self) -> tuple[str, ...]:
        """Code, name and synonyms."""
        ...


N = TypeVar("N", bound=Named)


def by_code(entries: Iterable[N]) -> dict[str, N]:
    """Return the entries by their code, in their order.

    Raises:
        CatalogueError: A code stands twice.
    """
    index: dict[str, N] = {}
    for entry in entries:
        if index.setdefault(entry.code, entry) is not entry:
            raise CatalogueError(f"the code {entry.code} stands twice")
    return index


def name_index(entries: Iterable[N], ambiguous: Mapping[str, Sequence[str]]) -> dict[str, N]:
    """Return the entries by each folded name.

    Args:
        entries: All entries of one file.
        ambiguous: Names that stand for several entries and therefore find none.

    Raises:
        CatalogueError: A name stands for two entries and is not listed as ambiguous.
    """
    listed = {fold(name) for name in ambiguous}
    index: dict[str, N] = {}
    for entry in entries:
        for name in entry.names:
            key = fold(name)
            if index.setdefault(key, entry) is not entry or key in listed:
                raise CatalogueError(f"“{name}” stands for {index[key].code} and {entry.code}")
    return index


def candidates(
    text: str, ambiguous: Mapping[str, Sequence[str]], entry_of: Callable[[str], N]
) -> tuple[N, ...]:
    """Return the entries that an ambiguous name may stand for, none for any other name."""
    key = fold(text)
    codes = next((codes for name, codes in ambiguous.items() if fold(name) == key), ())
    return tuple(entry_of(code) for code in codes)


def starting_with(prefix: str, entries: Iterable[N], limit: int) -> tuple[N, ...]:
    """Return entries with a name that starts with the prefix, then those with it inside a name.

    Args:
        prefix: What was typed so far; nothing typed finds nothing.
        entries: A match in an entry's earlier names counts more, then their own order.
        limit: Most entries to return.
    """
    key = fold(prefix)
    if not key:
        return ()
    ranked = [(_rank(key, _folded(entry.names)), entry) for entry in entries]
    found = [(rank, entry) for rank, entry in ranked if rank is not None]
    return tuple(entry for _, entry in sorted(found, key=lambda each: each[0])[:limit])


@lru_cache(maxsize=4096)
def _folded(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of an entry, folded; kept, for a search asks for all at each key."""
    return tuple(fold(name) for name in names)


def _rank(key: str, names: Sequence[str]) -> tuple[bool, int] | None:
    places = [place for place, name in enumerate(names) if name.startswith(key)]
    if places:
        return False, places[0]
    return (True, 0) if any(key in name for name in names) else None
