"""The swimmer plot: a lane for each patient with courses, responses and how it ends."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from hcclog.cohort.views import Swimmer, SwimmerLane
from hcclog.report.cohort.axes import DAYS_HEIGHT, draw_days, month_view
from hcclog.report.cohort.draw_lanes import SHARED_ROW, Row, draw_crowd, draw_row
from hcclog.report.cohort.frame import (
    LEAST_WIDTH,
    MARGIN,
    Furniture,
    height_for,
    open_sheet,
    write_empty,
)
from hcclog.report.cohort.legend import Key, Swatch
from hcclog.report.cohort.notes import counted, shown
from hcclog.report.cohort.swimmer_facts import facts_of
from hcclog.report.cohort.swimmer_signs import SIGN_NAMES, sign_swatch
from hcclog.report.course.responses import CRITERIA_NAMES
from hcclog.report.day_axis import DayAxis
from hcclog.report.drawing import Drawing, Hit, Rect, TextRole
from hcclog.report.naming import agents_name, drug_colour, drug_name
from hcclog.report.palette import Palette
from hcclog.report.picture import Numbers
from hcclog.report.sheet import Sheet, Style

_HEADER = ("patient", "what", "line", "from day", "to day", "earliest", "latest", "reading")
_AXIS = DayAxis(0.0, "the start of the first line")
_ROW, _TALL_ROW, _MOST_PLOT, _LEAST_PLOT = 18.0, 24.0, 560.0, 40.0
_FEW = 12
_SHARED = "Of lanes that share a row of the picture one is drawn."
_CODE_ROLE = TextRole.SMALL
_NARROWEST, _MOST_CODE_SHARE = 12.0, 0.28
# Lower lanes than this are drawn all at once.
_THIN = 3.0
_TALLEST = 40.0
# Of more lanes than this no code is written.
_MOST_CODES = 200


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
        return f"{self.title}. {told} {self._note}"

    @property
    def _note(self) -> str:
        lanes = self.view.lanes
        note = shown(len(lanes), "patients", self.view.left_out)
        if lanes:
            note += " A number in a bar is the line of therapy."
        unsure = facts_of(lanes).unsure
        return f"{note} A line below a sign: the days that its date can mean." if unsure else note

    def height_at(self, width: float, style: Style) -> float:
        """Return the height at which everything has its room."""
        n_lanes = len(self.view.lanes)
        row = _TALL_ROW if n_lanes <= _FEW else _ROW
        plot = max(_LEAST_PLOT, min(n_lanes * row, _MOST_PLOT))
        return height_for(self._furniture(width, style), width, style, plot)

    def lay_out(self, size: tuple[float, float], style: Style) -> Drawing:
        """Return the drawing for a width and a height in pixels."""
        lanes = self.view.lanes
        facts = facts_of(lanes)
        furniture = self._furniture(size[0], style)
        plot = max(size[1] - height_for(furniture, size[0], style, 0.0), _LEAST_PLOT)
        if len(lanes) * SHARED_ROW > plot:
            furniture = furniture._replace(note=f"{furniture.note} {_SHARED}")
        sheet = open_sheet(furniture, size, style, month_view(facts.last, facts.first), _LEAST_PLOT)
        draw_days(sheet, _AXIS)
        if lanes:
            _draw_lanes(sheet, lanes)
        else:
            write_empty(sheet)
        return sheet.drawing

    def numbers(self) -> Numbers:
        """Return every course and every sign, and everyone who is left out with the reason."""
        lanes = chain.from_iterable(_lane_rows(lane) for lane in self.view.lanes)
        others = [(one.code, "left out", *[""] * 5, one.why) for one in self.view.left_out]
        return Numbers(_HEADER, [*lanes, *others])

    def _furniture(self, width: float, style: Style) -> Furniture:
        lanes = self.view.lanes
        named = lanes if len(lanes) <= _MOST_CODES else ()
        codes = max((style.measure(lane.code, _CODE_ROLE) for lane in named), default=0.0)
        most = _MOST_CODE_SHARE * max(width, LEAST_WIDTH)
        return Furniture(
            self.title,
            self._note,
            keys=_keys(self.view, style.palette),
            below=DAYS_HEIGHT,
            most_plot=_TALLEST * max(len(lanes), 1),
            gutter=MARGIN + max(min(codes, most), 10.0) + 8,
        )


def _keys(view: Swimmer, palette: Palette) -> tuple[Key, ...]:
    """Return the agents, then the signs that occur."""
    facts = facts_of(view.lanes)
    agents = [Key((drug_name(code),), Swatch("box", drug_colour(code))) for code in facts.agents]
    signs = [
        Key((name,), sign_swatch(kind, palette))
        for kind, name in SIGN_NAMES.items()
        if kind in facts.kinds
    ]
    if facts.ongoing:
        signs.append(Key(("treatment goes on",), sign_swatch("ongoing", palette)))
    if facts.open_ends:
        hatched = Swatch("box", palette.neutral_fill, hatch=palette.muted)
        signs.append(Key(("end not known",), hatched))
    return (*agents, *signs)


def _draw_lanes(sheet: Sheet, lanes: tuple[SwimmerLane, ...]) -> None:
    plot = sheet.plot
    height = min(plot.height / max(len(lanes), 1), _TALLEST)
    if height < _THIN:
        draw_crowd(sheet, lanes, height)
    else:
        for k, lane in enumerate(lanes):
            draw_row(sheet, Row(lane, plot.top + k * height, height))
        _write_codes(sheet, lanes, height)

    def hits() -> Iterator[Hit]:
        for k, lane in enumerate(lanes):
            top = plot.top + k * height
            yield Hit(Rect(0, top, plot.right, top + height), lane.mark)

    sheet.drawing.late_hits.append(hits)


def _write_codes(sheet: Sheet, lanes: tuple[SwimmerLane, ...], height: float) -> None:
    role, right = _CODE_ROLE, sheet.plot.left - 8
    if height < min(_NARROWEST, role.line):
        return
    for k, lane in enumerate(lanes):
        text = sheet.shortened(lane.code, role, right - MARGIN)
        middle = sheet.plot.top + (k + 0.5) * height
        left = right - sheet.width(text, role)
        rect = Rect(left, middle - role.line / 2, right, middle + role.line / 2)
        if text and sheet.placer.take(rect):
            sheet.write(text, rect, role, sheet.palette.text)
        else:
            sheet.drop()


def _lane_rows(lane: SwimmerLane) -> Iterator[tuple[str, ...]]:
    for one in lane.stretches:
        end = f"{one.end:g}" if one.end_known else ""
        name = agents_name(one.agents)
        yield lane.code, name, str(one.line), f"{one.start:g}", end, "", "", ""
    for sign in lane.signs:
        day, span = f"{sign.day:g}", (f"{sign.earliest:g}", f"{sign.latest:g}")
        yield lane.code, sign.kind, "", day, day, *span, sign.reading
    state = "treatment goes on" if lane.ongoing else "end of what is known"
    yield lane.code, state, "", "", f"{lane.end:g}", "", "", lane.mark.reading
