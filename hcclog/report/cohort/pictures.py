"""The picture of each of a cohort's plots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.cohort.views import ResponseTable, Spider, Survival, Swimmer, Waterfall
from hcclog.report.cohort.response_table import ResponseTablePicture
from hcclog.report.cohort.spider import SpiderPicture
from hcclog.report.cohort.survival import SurvivalPicture
from hcclog.report.cohort.swimmer import SwimmerPicture
from hcclog.report.cohort.waterfall import WaterfallPicture

if TYPE_CHECKING:
    from hcclog.cohort.plots import View
    from hcclog.report.picture import Picture


def picture_of(view: View) -> Picture:
    """Return the picture of what a plot shows."""
    match view:
        case Waterfall():
            return WaterfallPicture(view)
        case Spider():
            return SpiderPicture(view)
        case Swimmer():
            return SwimmerPicture(view)
        case Survival():
            return SurvivalPicture(view)
        case ResponseTable():
            return ResponseTablePicture(view)
