"""Blocks from the table of a web page: the words of its cells, and nothing is fetched."""

from __future__ import annotations

from html.parser import HTMLParser

from hcclog.commands.refused import Refused
from hcclog.entry.paste.block import MOST_CELLS, Block, block_of, refuse_too_long

_UNSEEN = frozenset({"script", "style", "head", "template"})
_BREAKS = frozenset({"br", "p", "div", "li"})


def has_table(html: str) -> bool:
    """Tell whether HTML holds a table."""
    return "<table" in html.casefold()


def block_from_html(html: str) -> Block:
    """Return the block of the one table that HTML holds.

    Raises:
        Refused: It holds none or several, cells that span others, or too much.
    """
    refuse_too_long(html)
    tables = _Tables()
    tables.feed(html)
    tables.close()
    if tables.n_tables == 0:
        raise Refused("There is no table in it.")
    return block_of(tables.rows)


class _Tables(HTMLParser):
    """Collects the cells of one table.

    Attributes:
        rows: The cells so far.
        n_tables: How many tables were begun.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self.n_tables = 0
        self._n_cells = 0
        self._words: list[str] | None = None
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "table":
            self._begin_table()
        elif tag == "tr":
            self._end_cell()
            self.rows.append([])
        elif tag in {"td", "th"}:
            self._begin_cell(dict(attrs))
        elif tag in _BREAKS and self._words is not None:
            self._words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in {"td", "th", "tr", "table"}:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._words is not None and not self._unseen:
            self._words.append(data)

    def _begin_table(self) -> None:
        self.n_tables += 1
        if self.n_tables > 1:
            raise Refused("It holds more than one table; copy one at a time.")

    def _begin_cell(self, attributes: dict[str, str | None]) -> None:
        self._end_cell()
        if not self.rows:
            self.rows.append([])
        row, column = len(self.rows), len(self.rows[-1]) + 1
        spans = (attributes.get("colspan"), attributes.get("rowspan"))
        if any((span or "1").strip() != "1" for span in spans):
            raise Refused(
                f"Row {row}, column {column} spans several cells; part the merged cells, then copy."
            )
        self._n_cells += 1
        if self._n_cells > MOST_CELLS:
            raise Refused(f"A block has at most {MOST_CELLS} cells; take it in parts.")
        self._words = []

    def _end_cell(self) -> None:
        if self._words is not None:
            self.rows[-1].append("".join(self._words))
            self._words = None
