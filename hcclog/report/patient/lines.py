"""Set texts line by line: titles, headings, sentences, notices."""

from __future__ import annotations

from collections.abc import Iterator

from hcclog.report.drawing import Box, Rect, Shape, Strokes, TextRole, Words
from hcclog.report.patient.clean import clean
from hcclog.report.patient.content import Heading, Notice, Paragraph, Title
from hcclog.report.patient.flow import Draw, Piece, nothing
from hcclog.report.sheet import Style
from hcclog.report.wrapping import wrapped

MANY = 1_000_000
_RIGHT_OF_TITLE = 250.0
_PAD, _BAR = 6.0, 3.0
_RULE_ROOM = 9.0


def lines_of(
    text: str, role: TextRole, room: float, style: Style, most: int | None = None
) -> tuple[str, ...]:
    """Return a text in lines that fit a room; at most so many, the last with an ellipsis."""
    lines: list[str] = []
    for part in clean(text).split("\n"):
        left = MANY if most is None else most - len(lines)
        if left <= 0:
            lines[-1] = wrapped(f"{lines[-1]} …", role, room, style.measure, 1)[0]
            break
        lines += wrapped(part, role, room, style.measure, left)
    return tuple(lines)


def words_at(text: str, at: tuple[float, float], role: TextRole, style: Style, ink: str) -> Words:
    """Return a line of text whose left upper corner lies at a point."""
    left, top = at
    return Words(
        text, Rect(left, top, left + style.measure(text, role), top + role.line), role, ink
    )


def title_pieces(title: Title, width: float, style: Style) -> Iterator[Piece]:
    """Yield the head of the first page: name and facts at the left, what it is at the right."""
    room, most = width - _RIGHT_OF_TITLE, title.most_lines
    names = lines_of(title.name, TextRole.HEADLINE, room, style, most)
    for n, name in enumerate(names):
        right = title.kind if n == len(names) - 1 else ""
        yield _pair(name, right, TextRole.HEADLINE, width, style)
    facts = lines_of(title.facts, TextRole.SMALL, room, style, most) or ("",)
    for n, line in enumerate(facts):
        yield _pair(line, "" if n else title.printed, TextRole.SMALL, width, style)
    yield Piece(2.0, nothing)


def _pair(left_text: str, right_text: str, role: TextRole, width: float, style: Style) -> Piece:
    """Return a line with a text at the left and a small one at the right, on one base line."""
    small, palette = TextRole.SMALL, style.palette
    ink = palette.text if role is TextRole.HEADLINE else palette.muted

    def draw(left: float, top: float) -> Iterator[Shape]:
        if left_text:
            yield words_at(left_text, (left, top), role, style, ink)
        if right_text:
            x = left + width - style.measure(right_text, small)
            y = top + (role.line - small.line) * 0.75
            yield words_at(right_text, (x, y), small, style, palette.muted)

    return Piece(role.line, draw, keeps_next=True)


def heading_piece(heading: Heading, width: float, style: Style) -> Iterator[Piece]:
    """Yield the name of a section below a rule, or of a part of one."""
    role = TextRole.TITLE if heading.is_part else TextRole.HEADING
    text, palette = clean(heading.text).replace("\n", " "), style.palette
    above = 0.0 if heading.is_part else _RULE_ROOM
    first, *rest = lines_of(text, role, width, style, 3) or ("",)

    def draw(left: float, top: float) -> Iterator[Shape]:
        if not heading.is_part:
            yield Strokes(((left, top + 0.5, left + width, top + 0.5),), palette.border)
        for n, line in enumerate((first, *rest)):
            at = (left, top + above + n * role.line)
            yield words_at(line, at, role, style, palette.text)

    height = above + role.line * (1 + len(rest)) + 3
    yield Piece(height, draw, 10.0 if heading.is_part else 15.0, keeps_next=True)


def paragraph_pieces(paragraph: Paragraph, width: float, style: Style) -> Iterator[Piece]:
    """Yield sentences line by line."""
    role = TextRole.SMALL
    ink = style.palette.muted if paragraph.muted else style.palette.text
    for n, line in enumerate(lines_of(paragraph.text, role, width, style, paragraph.most_lines)):
        draw = _one(line, role, style, ink)
        yield Piece(role.line, draw, 0.0 if n else 4.0, keeps_next=paragraph.leads)


def _one(line: str, role: TextRole, style: Style, ink: str) -> Draw:
    def draw(left: float, top: float) -> Iterator[Shape]:
        yield words_at(line, (left, top), role, style, ink)

    return draw


def notice_pieces(notice: Notice, width: float, style: Style) -> Iterator[Piece]:
    """Yield sentences on a ground of their own, with a bar at the left."""
    role = TextRole.SMALL
    room = width - _BAR - 2 * 9.0
    lines = [
        (line, n)
        for sentence in notice.sentences
        for n, line in enumerate(lines_of(sentence, role, room, style, notice.most_lines))
    ]
    for k, (line, n) in enumerate(lines):
        above = _PAD if k == 0 else 0.0 if n else 3.0
        below = _PAD if k == len(lines) - 1 else 0.0
        draw = _on_ground(line, (width, above, above + role.line + below), style)
        height = above + role.line + below
        yield Piece(height, draw, 0.0 if k else 8.0, keeps_next=k == 0 and len(lines) > 1)


def _on_ground(line: str, sizes: tuple[float, float, float], style: Style) -> Draw:
    palette = style.palette
    width, above, height = sizes

    def draw(left: float, top: float) -> Iterator[Shape]:
        yield Box(Rect(left, top, left + width, top + height), palette.note_fill)
        yield Box(Rect(left, top, left + _BAR, top + height), palette.note_border)
        at = (left + _BAR + 9.0, top + above)
        yield words_at(line, at, TextRole.SMALL, style, palette.text)

    return draw
