"""Break a text into lines that fit a width; what does not fit at all ends in an ellipsis."""

from __future__ import annotations

from hcclog.report.drawing import Measure, TextRole

_ELLIPSIS = "…"
# What is not torn apart: 95 %, n = 12.
_BOUND = ((" %", "\N{NO-BREAK SPACE}%"), (" = ", "\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}"))


def wrapped(text: str, role: TextRole, room: float, measure: Measure, most: int) -> tuple[str, ...]:
    """Return at most `most` lines, none wider than the room; words are kept whole where they can.

    Args:
        text: What to write.
        role: Its size and weight.
        room: Width in pixels.
        measure: How wide a text is.
        most: Number of lines; the last one ends in an ellipsis where the text is longer.
    """
    lines: list[str] = []
    line = ""
    for loose, bound in _BOUND:
        text = text.replace(loose, bound)
    for word in filter(None, text.split(" ")):
        longer = f"{line} {word}" if line else word
        if measure(longer, role) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        *pieces, line = _pieces(word, role, room, measure)
        lines += pieces
        if len(lines) > most:
            break
    lines += [line] if line else []
    if len(lines) <= most:
        return tuple(lines)
    rest = f"{lines[most - 1]}{_ELLIPSIS}"
    return (*lines[: most - 1], _cut(rest, role, room, measure))


def _pieces(word: str, role: TextRole, room: float, measure: Measure) -> list[str]:
    """Return a word in pieces that fit; a word of Chinese is a whole sentence."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and measure(pieces[-1] + letter, role) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _cut(text: str, role: TextRole, room: float, measure: Measure) -> str:
    while len(text) > 1 and measure(text, role) > room:
        text = text[:-2].rstrip() + _ELLIPSIS
    return text
