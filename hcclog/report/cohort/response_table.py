"""The table of best responses: criteria side by side, with rates and their intervals."""

from __future__ import annotations

from typing import NamedTuple

from hcclog.cohort.views import Rate, ResponseRow, ResponseTable
from hcclog.cohort.words import SAME_ANSWER
from hcclog.domain.response import Category, Criteria
from hcclog.report.cohort.frame import LEAST_WIDTH, MARGIN, Furniture, height_for, open_sheet
from hcclog.report.cohort.looks import in_order
from hcclog.report.cohort.notes import counted, name_of, shown
from hcclog.report.cohort.table_grid import Cells, Column, draw_grid, grid_height
from hcclog.report.course.responses import category_captions
from hcclog.report.drawing import Drawing
from hcclog.report.entity_words import CRITERIA_NAMES
from hcclog.report.picture import Numbers
from hcclog.report.sheet import Style
from hcclog.report.wording import rounded

_TITLE = "Best response by criteria"
_NONE = "–"
_REPORTED = "reported"
_RATES = ("ORR", "DCR")


class ResponseTablePicture(NamedTuple):
    """A table of responses, to be laid out."""

    view: ResponseTable

    @property
    def title(self) -> str:
        """What it shows."""
        return _TITLE

    @property
    def description(self) -> str:
        """The rates by each set of criteria, and who is not counted."""
        told = " ".join(
            f"{name}: ORR {_rate_text(row.orr)}, DCR {_rate_text(row.dcr)}."
            for name, row in self._rows
        )
        return " ".join(part for part in (f"{_TITLE}.", told, self._note) if part)

    @property
    def _note(self) -> str:
        return " ".join(part for part in (*self._left_out(), self.view.method) if part)

    def _left_out(self) -> list[str]:
        """Return who is not counted, once for the criteria that leave out the same."""
        named: dict[str, list[str]] = {}
        for name, row in self._rows:
            if row.left_out:
                note = shown(row.orr.of, "lines of therapy", row.left_out)
                named.setdefault(note, []).append(name)
        if len(named) == 1 and all(row.left_out for _, row in self._rows):
            return list(named)
        return [f"{', '.join(criteria)}: {note}" for note, criteria in named.items()]

    def height_at(self, width: float, style: Style) -> float:
        """Return the height at which everything has its room."""
        room = max(width, LEAST_WIDTH) - 2 * MARGIN
        table = grid_height(self._columns(), self._labels(), room, style.measure)
        return height_for(self._furniture(), width, style, table)

    def lay_out(self, size: tuple[float, float], style: Style) -> Drawing:
        """Return the drawing for a width and a height in pixels."""
        room = max(size[0], LEAST_WIDTH) - 2 * MARGIN
        columns, labels = self._columns(), self._labels()
        table = grid_height(columns, labels, room, style.measure)
        sheet = open_sheet(self._furniture(), size, style, (0.0, 1.0), table)
        draw_grid(sheet, columns, labels)
        return sheet.drawing

    def numbers(self) -> Numbers:
        """Return a row for each set of criteria, and everyone who is left out with the reason."""
        categories = self._categories()
        header = (
            "criteria",
            "n",
            *(category.value for category in categories),
            *(f"{rate}{part}" for rate in _RATES for part in ("", " share", " low", " high")),
            "left out",
            "left out because",
        )
        rows = [_numbers_row(name, row, categories) for name, row in self._rows]
        others = [
            (name, *[""] * (len(header) - 3), name_of(one), one.why)
            for name, row in self._rows
            for one in row.left_out
        ]
        return Numbers(header, rows + others)

    def _furniture(self) -> Furniture:
        return Furniture(_TITLE, self._note, gutter=MARGIN, right=MARGIN, most_plot=0.0)

    def _categories(self) -> list[Category]:
        """Return every category that some criteria counted, from the best to the worst."""
        found = in_order(category for _, row in self._rows for category, _ in row.counts)
        return [category for category, _ in found if category is not None]

    def _families(self) -> list[tuple[Category, ...]]:
        """Return the categories of each row: those that mean the same by different criteria."""
        families: dict[Category, list[Category]] = {}
        for category in self._categories():
            families.setdefault(SAME_ANSWER.get(category, category), []).append(category)
        return [tuple(family) for family in families.values()]

    def _labels(self) -> tuple[str, ...]:
        families = (" / ".join(category_captions(one)[-1] for one in f) for f in self._families())
        return ("n", *families, *_RATES)

    def _columns(self) -> tuple[Column, ...]:
        return tuple(self._column(name, row) for name, row in self._rows)

    @property
    def _rows(self) -> list[tuple[str, ResponseRow]]:
        """The columns with their names: each of the criteria, and what readers reported."""
        named = [(CRITERIA_NAMES[row.criteria], row) for row in self.view.rows]
        reported = self.view.reported
        return [*named, (_REPORTED, reported)] if reported is not None else named

    def _column(self, name: str, row: ResponseRow) -> Column:
        cells: list[Cells] = [((counted(row.orr.of),),)]
        counts = dict(row.counts)
        for family in self._families():
            if any(one in counts or _belongs(one, row.criteria) for one in family):
                n = sum(counts.get(one, 0) for one in family)
                cells.append((_count_lines(n, row.orr.of),))
            else:
                cells.append(((_NONE,),))
        cells += [_rate_forms(row.orr), _rate_forms(row.dcr)]
        return Column(name, tuple(cells))


def _belongs(category: Category, criteria: Criteria) -> bool:
    """True for a category that these criteria know."""
    if category in {Category.NE, Category.ND, Category.NOT_APPLICABLE}:
        return True
    of_irecist = category in {*SAME_ANSWER, Category.IUPD, Category.ICPD}
    return of_irecist is (criteria is Criteria.IRECIST)


def _count_lines(n: int, of: int) -> tuple[str, ...]:
    return (f"{counted(n)} ({rounded(100 * n / of)} %)",) if of else (counted(n),)


def _rate_text(rate: Rate) -> str:
    return _rate_forms(rate)[0][0]


def _rate_forms(rate: Rate) -> Cells:
    """Return a rate on one line, on two and on three."""
    count = f"{counted(rate.n)}/{counted(rate.of)}"
    if rate.share is None:
        return ((count,),)
    share = f"{rounded(100 * rate.share)} %"
    if rate.low is None or rate.high is None:
        return (f"{count}, {share}",), (count, share)
    span = f"({rounded(100 * rate.low)} to {rounded(100 * rate.high)})"
    return (f"{count}, {share} {span}",), (f"{count}, {share}", span), (count, share, span)


def _numbers_row(name: str, row: ResponseRow, categories: list[Category]) -> tuple[str, ...]:
    return (
        name,
        str(row.orr.of),
        *(_count_number(one, row) for one in categories),
        *_rate_numbers(row.orr),
        *_rate_numbers(row.dcr),
        "",
        "",
    )


def _count_number(category: Category, row: ResponseRow) -> str:
    """Return how often a category was found: 0 too, and nothing where the criteria lack it."""
    n = dict(row.counts).get(category, 0)
    return str(n) if n or _belongs(category, row.criteria) else ""


def _rate_numbers(rate: Rate) -> tuple[str, ...]:
    parts = (rate.share, rate.low, rate.high)
    return (str(rate.n), *("" if part is None else f"{part:.6f}" for part in parts))
