"""Tell every text of an SVG file how long it is.

An SVG file carries no fonts: where Inter is missing, a wider one is pressed into its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.sax.saxutils import unescape

from hcclog.report.drawing import Words
from hcclog.report.typeface import as_set, measure

_TEXT = re.compile(r"<text ([^>]*)>([^<]*)</text>")
_QUOTES = {"&quot;": '"', "&apos;": "'", "&#39;": "'"}


def with_lengths(svg: str, words: Iterable[Words]) -> str:
    """Return an SVG file whose texts keep to the layout in another typeface.

    Args:
        svg: The file; a text in letters of two families stands in it in parts.
        words: The texts in the order in which they were painted.
    """
    lines = _Lines(words)

    def told(found: re.Match[str]) -> str:
        length = lines.length(unescape(found[2], _QUOTES))
        said = f'textLength="{length:.2f}" lengthAdjust="spacingAndGlyphs"'
        return f"<text {said} {found[1]}>{found[2]}</text>"

    return _TEXT.sub(told, svg)


class _Lines:
    """Texts that are asked for part by part."""

    def __init__(self, words: Iterable[Words]) -> None:
        self._ahead = iter([one for one in words if one.text])
        self._line: Words | None = None
        self._rest = ""

    def length(self, part: str) -> float:
        """Return the length of the next part: of a whole text what the layout gave it."""
        if not self._rest:
            self._line = next(self._ahead)
            self._rest = as_set(self._line.text)
        if self._line is None or not self._rest.startswith(part):
            raise ValueError(f"the text {part!r} is not in the drawing")
        whole = part == as_set(self._line.text)
        self._rest = self._rest.removeprefix(part)
        return self._line.length if whole else measure(part, self._line.role)
