"""The last step before paper: no colour is left where a picture is printed without.

What draws a picture takes its shades from the palette and from `styles.agent_ink`. A colour that
comes from elsewhere is found here, so that this holds for every picture, whoever draws it.
"""

from __future__ import annotations

from dataclasses import replace

from hcclog.report.drawing import Area, Box, Drawing, Glyph, Rect, Shape, Strokes, Words
from hcclog.report.palette import AA_CONTRAST, Look, Palette, contrast, grey_of
from hcclog.report.styles import agent_ink, is_agents, shade_and_pattern

_MOST_WIDTH = 1.2  # of a line in black and white: thin, as journals set them
_EDGE = 0.75
_BY_BRIGHTNESS = ((0.9, ""), (0.65, "."), (0.5, "/"), (0.15, "/\\"))


def pressed(drawing: Drawing, palette: Palette) -> Drawing:
    """Return a drawing as it is printed with a palette."""
    if palette.look is Look.COLOUR:
        return drawing
    press = _Press(palette)
    shapes = [done for shape in drawing.shapes if (done := press.shape(shape)) is not None]
    return replace(drawing, shapes=shapes)


class _Press:
    def __init__(self, palette: Palette) -> None:
        self._palette = palette
        self._is_black = palette.look is Look.BLACK_AND_WHITE
        self._changed: list[tuple[Rect, str]] = []
        self._hatched: list[Rect] = []

    def shape(self, shape: Shape) -> Shape | None:
        """Return a shape without colour; None where it is not drawn at all."""
        if isinstance(shape, Box):
            return self._box(shape)
        if isinstance(shape, Words):
            return self._words(shape)
        if isinstance(shape, Strokes):
            return self._strokes(shape)
        if isinstance(shape, Area):
            return self._area(shape)
        return self._glyph(shape)

    def _tone(self, colour: str) -> str:
        """Return a colour's grey; in black and white nothing but the ground stays light."""
        if not colour or colour == self._palette.background:
            return colour
        return self._palette.text if self._is_black else grey_of(colour)

    def _box(self, box: Box) -> Box:
        if self._is_black:
            done = self._emptied(box)
        elif is_agents(box.fill):
            ink = agent_ink(self._palette, box.fill)
            stroke = self._tone(box.stroke) or ink.stroke
            done = box._replace(fill=ink.fill, stroke=stroke, hatch=ink.hatch, pattern=ink.pattern)
        else:
            done = box._replace(
                fill=self._tone(box.fill),
                stroke=self._tone(box.stroke),
                hatch=self._tone(box.hatch),
            )
        if done.fill != box.fill:
            self._changed.append((done.rect, done.fill))
        return done

    def _emptied(self, box: Box) -> Box:
        """Return a box with a black edge and, as dark as its fill was, lines in its place."""
        ground, ink = self._palette.background, self._palette.text
        if box.fill in {"", ground} and not box.stroke:
            return box
        fill = ground if box.fill else ""
        pattern = "" if not box.fill or box.hatch else _pattern(box.fill)
        if pattern:
            self._hatched.append(box.rect)
        is_hatched = bool(box.hatch or pattern)
        return box._replace(
            fill=fill,
            stroke=ink,
            hatch=ink if is_hatched else "",
            pattern=pattern or box.pattern,
        )

    def _words(self, words: Words) -> Words:
        """Return a text that can be read on what became of the box below it."""
        done = words._replace(colour=self._tone(words.colour), plate=self._tone(words.plate))
        if self._is_black:
            on_lines = any(words.rect.overlaps(rect) for rect in self._hatched)
            plate = self._palette.background if words.plate or on_lines else ""
            return done._replace(colour=self._palette.text, plate=plate)
        if contrast(done.colour, self._palette.background) >= AA_CONTRAST or not self._changed:
            return done
        spot = Rect(*(_middle(words.rect) * 2))
        under = next((fill for rect, fill in reversed(self._changed) if spot.inside(rect)), None)
        if under is None or contrast(done.colour, under) >= AA_CONTRAST:
            return done
        return done._replace(colour=self._palette.text)

    def _strokes(self, strokes: Strokes) -> Strokes | None:
        if strokes.colour == self._palette.background:
            return None
        width = min(strokes.width, _MOST_WIDTH) if self._is_black else strokes.width
        return strokes._replace(colour=self._tone(strokes.colour), width=width)

    def _area(self, area: Area) -> Shape:
        """Return an area as a shade, in black and white as its dotted edge."""
        if not self._is_black:
            return area._replace(fill=self._tone(area.fill))
        edges = zip(area.points, (*area.points[1:], *area.points[:1]), strict=True)
        lines = tuple((*start, *end) for start, end in edges)
        return Strokes(lines, self._palette.text, _EDGE, "dot")

    def _glyph(self, glyph: Glyph) -> Glyph:
        return glyph._replace(fill=self._tone(glyph.fill), stroke=self._tone(glyph.stroke))


def _pattern(fill: str) -> str:
    """Return lines that stand for an agent, or for how dark a fill is."""
    if is_agents(fill):
        return shade_and_pattern(fill)[1]
    bright = int(grey_of(fill)[1:3], 16) / 255
    return next((pattern for least, pattern in _BY_BRIGHTNESS if bright >= least), "/\\-|")


def _middle(rect: Rect) -> tuple[float, float]:
    return (rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2
