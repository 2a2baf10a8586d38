"""From the commit of a value to the repainted chart, against matplotlib redrawing the same picture.

A real window on a real encrypted store; the clock stops when the chart is painted. What follows in
the same event, tables and texts, is told beside it. The aim is a frame of 16 ms, and ten times
quicker than the peer. Both sides are measured in the time that their process works, for machines
are shared; what the clock on the wall says is told too.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from hcclog.commands.base import Add
from hcclog.domain.labs import LabResult
from hcclog.domain.record import PatientRecord
from hcclog.report.course import build
from hcclog.report.course.figure import CourseFigure, CurveLane
from hcclog.rules import timeline
from hcclog.ui.application import settle_memory
from hcclog.ui.charts import canvas, course_chart
from hcclog.ui.main_window import MainWindow
from hcclog.ui.screenshots import settle
from hcclog.ui.theme import Choice, Theme
from tests.benchmarks.entry_cases import few, many, next_value, write_into
from tests.benchmarks.measuring import cpu_seconds, tell
from tests.books import new_book

pytestmark = pytest.mark.benchmark
N_WARM_UP, N_VALUES = 2, 7
# From commit to chart, layout and paint, and the whole event, as shares of the peer's redraw.
# The aim for the first is 0.1. Few values come to 0.13 to 0.17, a quarter of it the commit to the
# disk; 10,000 to 0.31 to 0.41. All that follows came to 2.1 to 2.2 with 10,000 values since the
# lead over imaging is worked out too (1.8 before).
BARS = {"50 values": (0.25, 0.12, 0.8), "10,000 values": (0.55, 0.25, 2.8)}
DPI = 96
EPOCH = date(1970, 1, 1).toordinal()


@dataclass
class Watch:
    """How long each stage of an entry took, in milliseconds."""

    stages: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def during(self, stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that does the same and is timed."""

        def timed(*words: Any, **named: Any) -> Any:
            start = process_time()
            try:
                return work(*words, **named)
            finally:
                self.add(stage, process_time() - start)

        return timed

    def add(self, stage: str, taken: float) -> None:
        """Note one time, in seconds."""
        self.stages[stage].append(1000 * taken)

    def middle(self, stage: str) -> float:
        """Return the median of a stage."""
        return median(self.stages[stage])


def now() -> tuple[float, float]:
    """Return how long the process has worked, and the clock on the wall."""
    return process_time(), perf_counter()


@contextmanager
def opened(record: PatientRecord, path: Path, app: QApplication) -> Iterator[MainWindow]:
    """Open a window on a store with one patient, as large as it starts."""
    book = new_book(path)
    write_into(book, record)
    window = MainWindow()
    window.furnish(book, Theme(app, Choice.LIGHT))
    window.fill()
    window.show()
    app.processEvents()
    settle_memory()
    yield window
    window.close()
    window.deleteLater()
    app.processEvents()
    book.close()


STAGES = (
    ("rules", timeline, "timeline"),
    ("figure", build, "course_figure"),
    ("layout", course_chart, "lay_out"),
    ("paint", canvas, "paint"),
)


def enter_values(
    window: MainWindow, labs: list[LabResult], app: QApplication, patch: pytest.MonkeyPatch
) -> Watch:
    """Enter one value after the other, and time how each comes onto the screen."""
    watch, desk, painted = Watch(), window.desk, [(0.0, 0.0)]
    for stage, module, name in STAGES:
        patch.setattr(module, name, watch.during(stage, getattr(module, name)))
    # Called after the page's own answer to it, which paints.
    desk.written.connect(lambda _change: painted.append(now()))
    plain = type(desk.logbook).do
    patch.setattr(type(desk.logbook), "do", watch.during("commit", plain))
    read = type(desk.logbook).patient
    patch.setattr(type(desk.logbook), "patient", watch.during("record", read))
    for number, lab in enumerate(labs):
        if number == N_WARM_UP:
            watch.stages.clear()
        start = now()
        assert desk.do(Add((lab,)))
        for name, then, end in zip(("chart", "chart wall"), start, painted[-1], strict=True):
            watch.add(name, end - then)
        app.processEvents()
        for name, then, end in zip(("event", "event wall"), start, now(), strict=True):
            watch.add(name, end - then)
        assert chart_holds(window, lab.id)
        # The hand rests: what timers ask for is painted before the next value.
        settle()
    return watch


def chart_holds(window: MainWindow, lab_id: str) -> bool:
    """Tell whether a value is in the picture."""
    chart = window.page.course.chart
    drawing = chart.drawing() if chart is not None else None
    return drawing is not None and any(hit.mark.id == lab_id for hit in drawing.hits)


class Peer:
    """The same picture in matplotlib: a lane each, its curve with symbols, and its labels.

    Its artists are made once; a redraw sets their data, as its manual tells for quick ones. Where
    our lanes have no numbers, it has no lane.
    """

    def __init__(self, figure: CourseFigure, width: int, height: int) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        lanes = [lane for lane in figure.lanes if isinstance(lane, CurveLane)]
        self.figure = Figure(figsize=(width / DPI, height / DPI), dpi=DPI)
        self.canvas: Any = FigureCanvasAgg(self.figure)
        self.axes = self.figure.subplots(len(lanes), 1, sharex=True)
        self.lines = [self._lane(axes, lane) for axes, lane in zip(self.axes, lanes, strict=True)]

    def _lane(self, axes: Any, lane: CurveLane) -> list[tuple[Any, list[float], list[float]]]:
        made = []
        axes.set_yscale("log" if lane.scale.logarithmic else "linear")
        axes.set_ylabel(lane.title)
        axes.grid(visible=True)
        axes.xaxis_date()
        for curve in lane.curves:
            points = list(curve.points())
            # matplotlib counts its dates from 1970.
            days, values = [p.mark.day - EPOCH for p in points], [p.value for p in points]
            (line,) = axes.plot(days, values, "-o", markersize=5, linewidth=1.2)
            made.append((line, days, values))
            # As many labels as ours: all of a few values, the leading ones of a crowd.
            labelled = points if len(points) <= 250 else [points[0], points[-1]]
            for point in labelled if curve.printed else ():
                place = {"xytext": (0, 5), "textcoords": "offset points", "fontsize": 8}
                axes.annotate(
                    point.text, (point.mark.day - EPOCH, point.value), ha="center", **place
                )
        return made

    def redraw(self) -> None:
        """Take one more value, and draw."""
        line, days, values = self.lines[-1][0]
        days.append(days[-1] + 1)
        values.append(values[-1] * 1.01)
        for lane in self.lines:
            for each, its_days, its_values in lane:
                each.set_data(its_days, its_values)
        axes = self.axes[-1]
        axes.relim()
        axes.autoscale_view()
        assert line.get_xdata()[-1] == days[-1]
        self.canvas.draw()


@pytest.mark.parametrize("make", [few, many], ids=["50 values", "10,000 values"])
def test_from_commit_to_the_chart(
    make: Callable[[], PatientRecord],
    tmp_path: Path,
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    monkeypatch.syspath_prepend(os.environ.get("HCCLOG_PEERS", ""))
    pytest.importorskip("matplotlib", reason="no folder HCCLOG_PEERS with the extra of that name")
    record, name = make(), request.node.callspec.id
    with opened(record, tmp_path / "store.db", qapp) as window:
        chart = window.page.course.chart
        assert chart is not None
        figure = chart.figure()
        assert figure is not None
        labs = [next_value(record, number) for number in range(N_WARM_UP + N_VALUES)]
        with pytest.MonkeyPatch.context() as patch:
            watch = enter_values(window, labs, qapp, patch)
        peer = Peer(figure, chart.width(), chart.height())
        peer.redraw()
        theirs = 1000 * median(cpu_seconds(peer.redraw) for _ in range(N_VALUES))
    told = ", ".join(f"{stage} {watch.middle(stage):.1f}" for stage in watch.stages)
    print(f"\n{name}, ms: {told}; matplotlib {theirs:.1f}")
    measured = (
        watch.middle("chart"),
        watch.middle("layout") + watch.middle("paint"),
        watch.middle("event"),
    )
    claims = ("commit to chart", "layout and paint", "commit to all that follows")
    for claim, ours, bar in zip(claims, measured, BARS[name], strict=True):
        tell(f"{claim}, {name} / redraw by matplotlib", ours / theirs, bar)
