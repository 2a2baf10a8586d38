"""How a table is refused: one sentence that names the file, the line and the column."""

from __future__ import annotations


class BadTable(Exception):
    """A table that is refused; the message names file, line and column."""

    @classmethod
    def at(cls, file_name: str, line: int, column: str, what: str) -> BadTable:
        """Return the refusal of one cell."""
        return cls(f"{file_name}, line {line}, column {column}: {what}.")
