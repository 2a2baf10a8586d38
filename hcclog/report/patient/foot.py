"""The foot of every page: whose it is, which of how many, and what it was printed from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hcclog.report.drawing import Shape, Strokes, TextRole
from hcclog.report.patient.choices import PageSize, Printing
from hcclog.report.patient.clean import clean
from hcclog.report.patient.lines import words_at
from hcclog.report.sheet import Style
from hcclog.report.wrapping import wrapped
from hcclog.rules.version import RULES_VERSION

CAUTION = "Computed categories support a reader, they do not replace one."
UNSURE_DATES = "Dates that are not exact are drawn with their uncertainty."
_ROLE = TextRole.NOTE
_ABOVE, _LINE = 12.0, 13.0


class Foot(NamedTuple):
    """What is the same at the foot of every page."""

    patient: str
    printing: Printing
    content_hash: str

    @property
    def printed(self) -> str:
        """When, of which store, by which rules, and what tells this content from another."""
        printing = self.printing
        journal = f"journal {printing.revision}:{printing.journal_tip}"
        state = journal if printing.journal_tip else f"store revision {printing.revision}"
        return (
            f"Printed {printing.today.isoformat()} · {state}"
            f" · rules {RULES_VERSION} · content {self.content_hash}"
        )


def foot_shapes(
    foot: Foot, number: tuple[int, int], paper: PageSize, style: Style
) -> Iterator[Shape]:
    """Yield the foot of a page: `number` is which it is, and of how many."""
    body, palette = paper.body, style.palette
    top = body.bottom + _ABOVE
    y = round(top) + 0.5
    yield Strokes(((body.left, y, body.right, y),), palette.border)
    page = f"Page {number[0]} of {number[1]}"
    room = body.width - style.measure(page, _ROLE) - 20.0
    lines = (
        (_cut(foot.patient, room, style), page),
        (_cut(foot.printed, body.width, style), ""),
        (_cut(f"{CAUTION} {UNSURE_DATES}", body.width, style), ""),
    )
    for n, (left, right) in enumerate(lines):
        at = top + 5.0 + n * _LINE
        yield words_at(left, (body.left, at), _ROLE, style, palette.muted)
        if right:
            x = body.right - style.measure(right, _ROLE)
            yield words_at(right, (x, at), _ROLE, style, palette.muted)


def _cut(text: str, room: float, style: Style) -> str:
    line = clean(text).replace("\n", " ")
    return next(iter(wrapped(line, _ROLE, room, style.measure, 1)), "")
