"""The numbers at risk below survival curves, each under its tick."""

from __future__ import annotations

from collections.abc import Sequence

from hcclog.cohort.views import SurvivalCurve
from hcclog.report.cohort.frame import MARGIN
from hcclog.report.cohort.legend import Swatch, draw_swatch
from hcclog.report.cohort.looks import group_look
from hcclog.report.cohort.notes import counted
from hcclog.report.drawing import Rect, TextRole
from hcclog.report.scales import Tick
from hcclog.report.sheet import Sheet, Style

_ROLE = TextRole.SMALL
_TITLE = "Number at risk"
_ROW = 15.0
_GAP = 4.0
_NAME_LEFT = MARGIN + 27


def risk_height(n_groups: int) -> float:
    """Return the height of the table."""
    return (1 + n_groups) * _ROW + _GAP


def risk_gutter(curves: Sequence[SurvivalCurve], style: Style) -> float:
    """Return the width that the names of the groups need left of the plot."""
    names = max((style.measure(curve.group, _ROLE) for curve in curves), default=0.0)
    return _NAME_LEFT + names + max((_beside(curve, style) for curve in curves), default=0.0)


def _beside(curve: SurvivalCurve, style: Style) -> float:
    """Return what the first number needs left of its tick."""
    return style.measure(counted(curve.n), _ROLE) / 2 + _GAP + 2


def draw_risk(
    sheet: Sheet, curves: Sequence[SurvivalCurve], ticks: Sequence[Tick], top: float
) -> None:
    """Draw the table: a row for each group, a number below each tick."""
    role, palette = _ROLE, sheet.palette
    title = sheet.shortened(_TITLE, role, sheet.drawing.width - 2 * MARGIN)
    _write(sheet, title, MARGIN, top, palette.muted)
    for k, curve in enumerate(curves):
        y = top + (k + 1) * _ROW
        look = group_look(palette, k)
        draw_swatch(sheet, Swatch("line", look.colour, look.dash), MARGIN, y + role.line / 2)
        room = sheet.plot.left - _NAME_LEFT - max(_beside(one, sheet.style) for one in curves)
        _write(sheet, sheet.shortened(curve.group, role, room), _NAME_LEFT, y, palette.text)
        for tick in ticks:
            text = counted(curve.n_at_risk(tick.value))
            start = sheet.x(tick.value) - sheet.width(text, role) / 2
            _write(sheet, text, start, y, palette.text)


def _write(sheet: Sheet, text: str, left: float, top: float, colour: str) -> None:
    rect = Rect(left, top, left + sheet.width(text, _ROLE), top + _ROLE.line)
    if not text:
        return
    if sheet.placer.take(rect):
        sheet.write(text, rect, _ROLE, colour)
    else:
        sheet.drop()
