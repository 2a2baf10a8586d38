"""The plots of a cohort of 10,000 patients against matplotlib, from the same views to the paint."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtGui import QPainter, QPixmap

from hcclog.report.cohort.survival import SurvivalPicture
from hcclog.report.cohort.swimmer import SwimmerPicture
from hcclog.report.cohort.waterfall import WaterfallPicture
from hcclog.report.painting import paint
from hcclog.report.palette import LIGHT
from hcclog.report.picture import Picture
from hcclog.report.sheet import Style
from hcclog.report.typeface import measure
from hcclog.ui.application import settle_memory
from tests.benchmarks.cohort_peer import survival_peer, swimmer_peer, waterfall_peer
from tests.benchmarks.measuring import cpu_ratio, tell
from tests.report.cohort import samples

pytestmark = pytest.mark.benchmark
N, N_PAIRS, N_WARM_UP = 10_000, 9, 2
SIZE = (1180.0, 620.0)
STYLE = Style(LIGHT, measure)


def painted(picture: Picture) -> None:
    """Lay out and paint."""
    drawing = picture.lay_out(SIZE, STYLE)
    pixmap = QPixmap(int(drawing.width), int(drawing.height))
    painter = QPainter(pixmap)
    paint(painter, drawing)
    painter.end()


def _anew(view: Any) -> Any:
    """Return an equal view whose lists are others."""
    return type(view)(*((*one,) if isinstance(one, tuple) else one for one in view))


# The aim is 0.1, and the waterfall came to 0.07 to 0.08; steps of two curves are few for the peer,
# and every lane is read once by ours.
@pytest.mark.parametrize(
    ("make", "picture", "peer", "bar"),
    [
        (samples.waterfall, WaterfallPicture, waterfall_peer, 0.12),
        (samples.swimmer, SwimmerPicture, swimmer_peer, 0.2),
        (samples.survival, SurvivalPicture, survival_peer, 0.5),
    ],
    ids=["waterfall", "swimmer", "Kaplan-Meier"],
)
def test_first_draw_of_ten_thousand_patients(
    make: Callable[[int], Any],
    picture: Callable[[Any], Picture],
    peer: Callable[[Any, tuple[float, float]], None],
    bar: float,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    monkeypatch.syspath_prepend(os.environ.get("HCCLOG_PEERS", ""))
    pytest.importorskip("matplotlib", reason="no folder HCCLOG_PEERS with the extra of that name")
    view, name = make(N), request.node.callspec.id
    # Nothing is remembered of a view that was never drawn.
    views = iter([_anew(view) for _ in range(N_PAIRS + N_WARM_UP)])
    settle_memory()
    measured = cpu_ratio(
        lambda: painted(picture(next(views))), lambda: peer(view, SIZE), N_PAIRS, N_WARM_UP
    )
    tell(f"{name} of 10,000 patients / matplotlib", measured, bar)
