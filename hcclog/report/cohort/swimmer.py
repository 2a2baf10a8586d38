"""The swimmer plot: a lane for each patient with courses, responses and how it ends."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from hcclog.cohort.views import Swimmer, SwimmerLane
from hcclog.report.cohort.axes import DAYS_HEIGHT, draw_days, month_view
from hcclog.report.cohort.draw_lanes import (
    SHARED_ROW,
    Row,
    draw_crowd,
    draw_row,
)
from hcclog.report.cohort.frame import (
    LEAST_WIDTH,
    MARGIN,
    Furniture,
    height_for,
    open_sheet,
    write_empty,
)
from hcclog.report.cohort.lane_keys import agent_keys, sign_keys
from hcclog.report.cohort.notes import counted, days_text, shown
from hcclog.report.cohort.swimmer_facts import facts_of
from hcclog.report.day_axis import DayAxis
from hcclog.report.drawing import Drawing, Hit, Rect, TextRole
from hcclog.report.entity_words import CRITERIA_NAMES
from hcclog.report.naming import agents_name
from hcclog.report.picture import Numbers
from hcclog.report.sheet import Sheet, Style

_HEADER = ("patient", "what", "line", "from day", "to day", "earliest", "latest", "reading")
_AXIS = DayAxis(0.0, "the start of the first line")
_ROW, _TALL_ROW, _MOST_PLOT, _LEAST_PLOT = 18.0, 24.0, 560.0, 40.0
_FEW = 12
_NUMBERED = "A number in a bar is the line of therapy."
_UNSURE = "A line below a sign: the days that its date can mean."
_SHARED = "Of lanes that share a row of the picture one is drawn."
_CODE_ROLE = TextRole.DOSE
# Heights of a lane below which it has no code, no line numbers in its bars, and no signs.
_LEAST_CODE, _LEAST_NUMBERED = 10.5, 15.0
_THIN = 3.0
_MOST_CODE_SHARE = 0.28
_REACH = 5.0
_APART = 0.02
_TALLEST = 40.0


class SwimmerPicture(NamedTuple):
    """A swimmer plot, to be laid out."""

    view: Swimmer

    @property
    def title(self) -> str:
        """What it shows, by which criteria."""
        return f"Courses and responses, {CRITERIA_NAMES[self.view.criteria]}"

    @property
    def description(self) -> str:
        """How many are on treatment, died or are followed, and who is not shown."""
        lanes = self.view.lanes
        n_ongoing = facts_of(lanes).ongoing
        n_died = sum(lane.alive is False for lane in lanes)
        told = f"{counted(n_ongoing)} on treatment, {counted(n_died)} died."
        return f"{self.title}. {told} {shown(len(lanes), 'patients', self.view.left_out)}"

    def height_at(self, width: float, style: Style) -> float:
        """Return the height at which everything has its room."""
        n_lanes = len(self.view.lanes)
        row = _TALL_ROW if n_lanes <= _FEW else _ROW
        plot = max(_LEAST_PLOT, min(n_lanes * row, _MOST_PLOT))
        furniture = self._furniture(width, style, plot / max(n_lanes, 1))
        return height_for(furniture, width, style, plot)

    def lay_out(self, size: tuple[float, float], style: Style) -> Drawing:
        """Return the drawing for a width and a height in pixels."""
        lanes = self.view.lanes
        facts = facts_of(lanes)
        guess = _TALLEST if len(lanes) * _THIN <= size[1] else _THIN / 2
        furniture = self._furniture(size[0], style, guess)
        plot = max(size[1] - height_for(furniture, size[0], style, 0.0), _LEAST_PLOT)
        height = plot / max(len(lanes), 1)
        furniture = self._furniture(size[0], style, height)
        sheet = open_sheet(furniture, size, style, month_view(facts.last, facts.first), _LEAST_PLOT)
        draw_days(sheet, _AXIS)
        if lanes:
            _draw_lanes(sheet, lanes, crowded=height < _THIN)
        else:
            write_empty(sheet)
        return sheet.drawing

    def numbers(self) -> Numbers:
        """Return every course and every sign, and everyone who is left out with the reason."""
        lanes = chain.from_iterable(_lane_rows(lane) for lane in self.view.lanes)
        others = [(one.code, "left out", *[""] * 5, one.why) for one in self.view.left_out]
        return Numbers(_HEADER, [*lanes, *others])

    def _furniture(self, width: float, style: Style, lane_height: float) -> Furniture:
        lanes = self.view.lanes
        named = lanes if lane_height >= _LEAST_CODE else ()
        codes = max((style.measure(lane.code, _CODE_ROLE) for lane in named), default=0.0)
        most = _MOST_CODE_SHARE * max(width, LEAST_WIDTH)
        keys = agent_keys(lanes)
        if lane_height >= _THIN:
            keys += sign_keys(lanes, style.palette)
        return Furniture(
            self.title,
            " ".join(self._notes(lane_height)),
            keys=keys,
            below=DAYS_HEIGHT,
            most_plot=_TALLEST * max(len(lanes), 1),
            gutter=MARGIN + max(min(codes, most), 10.0) + 8,
        )

    def _notes(self, lane_height: float) -> Iterator[str]:
        """Yield who is shown, and how what is drawn in lanes of a height is read."""
        lanes = self.view.lanes
        yield shown(len(lanes), "patients", self.view.left_out)
        if lanes and lane_height >= _LEAST_NUMBERED:
            yield _NUMBERED
        if lane_height >= _THIN and facts_of(lanes).unsure:
            yield _UNSURE
        if lane_height < SHARED_ROW:
            yield _SHARED
        if self.view.method:
            yield self.view.method


def _draw_lanes(sheet: Sheet, lanes: tuple[SwimmerLane, ...], *, crowded: bool) -> None:
    plot = sheet.plot
    height = min(plot.height / max(len(lanes), 1), _TALLEST)
    if crowded:
        draw_crowd(sheet, lanes, height)
    else:
        for k, lane in enumerate(lanes):
            draw_row(sheet, Row(lane, plot.top + k * height, height))
        _write_codes(sheet, lanes, height)

    def hits() -> Iterator[Hit]:
        for k, lane in enumerate(lanes):
            top = plot.top + k * height
            yield Hit(Rect(0, top, plot.right, top + height), lane.mark)
            if not crowded:
                yield from _sign_hits(sheet, lane, top, height)

    sheet.drawing.late_hits.append(hits)


def _sign_hits(sheet: Sheet, lane: SwimmerLane, top: float, height: float) -> Iterator[Hit]:
    for sign in lane.signs:
        x = sheet.x(sign.day)
        reading = f"{lane.code}: {sign.reading}"
        rect = Rect(x - _REACH, top, x + _REACH, top + height)
        yield Hit(rect, lane.mark._replace(reading=reading), point=True)


def _write_codes(sheet: Sheet, lanes: tuple[SwimmerLane, ...], height: float) -> None:
    role, right = _CODE_ROLE, sheet.plot.left - 8
    line = min(role.line, height - _APART)
    if height < _LEAST_CODE:
        return
    for k, lane in enumerate(lanes):
        text = sheet.shortened(lane.code, role, right - MARGIN)
        middle = sheet.plot.top + (k + 0.5) * height
        left = right - sheet.width(text, role)
        rect = Rect(left, middle - line / 2, right, middle + line / 2)
        if text and sheet.placer.take(rect):
            sheet.write(text, rect, role, sheet.palette.text)
        else:
            sheet.drop()


def _lane_rows(lane: SwimmerLane) -> Iterator[tuple[str, ...]]:
    for one in lane.stretches:
        end = days_text(one.end) if one.end_known else ""
        line = str(one.line or "")
        name = agents_name(one.agents)
        yield lane.code, name, line, days_text(one.start), end, "", "", ""
    for sign in lane.signs:
        day, span = days_text(sign.day), (days_text(sign.earliest), days_text(sign.latest))
        yield lane.code, sign.kind, "", day, day, *span, sign.reading
    state = "treatment goes on" if lane.ongoing else "end of what is known"
    yield lane.code, state, "", "", days_text(lane.end), "", "", lane.mark.reading
