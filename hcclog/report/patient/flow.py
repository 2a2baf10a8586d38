"""Put pieces on pages: none is cut in two, no heading stands alone, table heads are repeated."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from hcclog.report.drawing import Drawing, Rect, Shape

# From the left and the top of a piece to what is drawn there.
Draw = Callable[[float, float], Iterable[Shape]]


class Piece(NamedTuple):
    """Something of one height that stays whole.

    Attributes:
        gap: Room above it, but not at the top of a page.
        keeps_next: It never stands without what follows it.
        head: What is repeated above it where it is the first of a page.
        picture: A drawing in its place, in place of shapes.
        squeezed: Returns the same for less room; None where it cannot do with that.
    """

    height: float
    draw: Draw
    gap: float = 0.0
    keeps_next: bool = False
    head: tuple[Piece, ...] = ()
    picture: Drawing | None = None
    squeezed: Callable[[float], Piece | None] | None = None


class Placed(NamedTuple):
    """A drawing on a page: where its corner lies, and how large it is drawn there."""

    drawing: Drawing
    left: float
    top: float
    scale: float = 1.0


@dataclass(slots=True)
class Page:
    """One page: its own shapes, and the drawings that lie on it."""

    drawing: Drawing
    placed: list[Placed] = field(default_factory=list)


class Flow:
    """Pages in the making."""

    def __init__(self, body: Rect, new_page: Callable[[], Page]) -> None:
        """Take the part of a page that is filled, and what makes an empty page."""
        self._body, self._new_page = body, new_page
        self.pages = [new_page()]
        self._y = body.top

    def pour(self, pieces: Sequence[Piece]) -> None:
        """Put pieces one below the other."""
        for group in _groups(pieces):
            self._put(group)

    @property
    def room(self) -> float:
        """The height that is left on the last page."""
        return self._body.bottom - self._y

    def _put(self, group: Sequence[Piece]) -> None:
        if len(group) > 1 and _height(group) > self._body.height:
            for part in _parts(group):
                self._put(part)
            return
        over = group[0].gap + _height(group) - self.room
        if over > 0 and self._y > self._body.top:
            smaller = _squeezed(group, over)
            if smaller is not None:
                self._put(smaller)
                return
            self.pages.append(self._new_page())
            self._y = self._body.top
            for piece in group[0].head:
                self._draw(piece)
        for piece in group:
            self._draw(piece)

    def _draw(self, piece: Piece) -> None:
        page = self.pages[-1]
        if self._y > self._body.top:
            self._y += piece.gap
        if piece.picture is not None:
            most = self._body.bottom - self._y
            scale = min(1.0, most / piece.picture.height)
            page.placed.append(Placed(piece.picture, self._body.left, self._y, scale))
        page.drawing.shapes.extend(piece.draw(self._body.left, self._y))
        self._y += piece.height


def _height(group: Sequence[Piece]) -> float:
    return sum(piece.height for piece in group) + sum(piece.gap for piece in group[1:])


def _parts(group: Sequence[Piece]) -> Iterator[Sequence[Piece]]:
    """Yield a group that no page can hold in parts: what stands above its first row, and rows."""
    n_above = next((n for n, piece in enumerate(group) if piece.head), 0)
    yield group[: n_above + 1]
    yield from ((piece,) for piece in group[n_above + 1 :])


def _squeezed(group: Sequence[Piece], by: float) -> Sequence[Piece] | None:
    """Return a group that is lower by so much; None where its last piece cannot be."""
    last = group[-1]
    smaller = last.squeezed(last.height - by) if last.squeezed is not None else None
    return None if smaller is None else (*group[:-1], smaller)


def _groups(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Yield what must stand together: a run of pieces that keep the next, with that next."""
    group: list[Piece] = []
    for piece in pieces:
        group.append(piece)
        if not piece.keeps_next:
            yield group
            group = []
    if group:
        yield group


def nothing(_left: float, _top: float) -> tuple[Shape, ...]:
    """Draw nothing."""
    return ()
