"""A text looked for in every row of a history, also those that nobody has looked at yet.

To be searched, the cells of a row must be made. Of few rows that is done at once; of many it is
done piece by piece between what a person does, and what is found so far is shown meanwhile.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hcclog.ui.models.row_table import Row

_AT_ONCE = 400
_SECONDS_AT_A_TIME = 0.02


class HistorySearch:
    """The rows of one state of the store, unfolded, with their words as far as they are read."""

    def __init__(self, rows: Iterable[Row]) -> None:
        """Take all rows, newest first."""
        self._rows = list(rows)
        self._texts: list[str] = []
        self._read(_AT_ONCE)

    @property
    def is_done(self) -> bool:
        """True where every row was read."""
        return len(self._texts) == len(self._rows)

    def go_on(self) -> None:
        """Read on for a moment."""
        until = time.monotonic() + _SECONDS_AT_A_TIME
        while not self.is_done and time.monotonic() < until:
            self._read(len(self._texts) + 1)

    def found(self, wanted: str) -> Iterator[Row]:
        """Yield the rows that hold a text in small letters, as far as they were read."""
        pairs = zip(self._rows, self._texts, strict=False)
        return (row for row, text in pairs if wanted in text)

    def _read(self, n: int) -> None:
        for row in self._rows[len(self._texts) : n]:
            self._texts.append(" ".join(cell.words for cell in row.cells).casefold())
