"""How a table is refused: one sentence that names the file, the line and the column."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from hcclog.domain.unreadable import presentable


class BadTable(Exception):
    """A table that is refused; the message names file, line and column."""

    def __init__(self, sentence: str) -> None:
        """Take the sentence that the user reads."""
        super().__init__(presentable(sentence))

    @classmethod
    def at(cls, file_name: str, line: int, column: str, what: str) -> BadTable:
        """Return the refusal of one cell."""
        return cls(f"{file_name}, line {line}, column {column}: {what}.")


def check_header(
    file_name: str, header: list[str], known: Collection[str], needed: Iterable[str]
) -> None:
    """Refuse a header with a column that is not known, stands twice or is missing (BadTable)."""
    for name in header:
        if name not in known:
            there = f"the columns that can stand there are {', '.join(known)}"
            raise BadTable(f"{file_name}, line 1: the column {name!r} is not known; {there}.")
        if header.count(name) > 1:
            raise BadTable(f"{file_name}, line 1: the column {name} stands twice.")
    for name in needed:
        if name not in header:
            raise BadTable(f"{file_name}, line 1: the column {name} is missing.")
