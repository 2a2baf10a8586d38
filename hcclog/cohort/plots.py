"""Every plot of a cohort by its short name, as a command line or a choice in a window names it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from hcclog.cohort.rates import response_table
from hcclog.cohort.survival import Grouping, survival
from hcclog.cohort.swimmer import swimmer
from hcclog.cohort.waterfall import spider, waterfall
from hcclog.domain.response import Criteria
from hcclog.rules.endpoints.rules import EndpointKey

if TYPE_CHECKING:
    from hcclog.cohort.filters import Row
    from hcclog.cohort.views import ResponseTable, Spider, Survival, Swimmer, Waterfall

    View = Waterfall | Spider | Swimmer | Survival | ResponseTable


class Plot(StrEnum):
    """The plots of a cohort."""

    WATERFALL = "waterfall"
    SPIDER = "spider"
    SWIMMER = "swimmer"
    PFS = "pfs"
    TTP = "ttp"
    OS = "os"
    DOR = "dor"
    TABLE = "table"


SURVIVAL = {
    Plot.PFS: EndpointKey.PFS,
    Plot.TTP: EndpointKey.TTP,
    Plot.OS: EndpointKey.OS,
    Plot.DOR: EndpointKey.DOR,
}


class Choices(NamedTuple):
    """How the plots of a cohort count.

    Attributes:
        criteria: The first counts for the plots, all stand in the table.
        confirmed: Whether a response counts only when it was confirmed.
        group: By what survival curves are drawn apart.
    """

    criteria: tuple[Criteria, ...] = (Criteria.RECIST_1_1, Criteria.MRECIST)
    confirmed: bool = False
    group: Grouping = Grouping.NONE


def view(plot: Plot, rows: Sequence[Row], choices: Choices) -> View:
    """Return what a plot shows of some rows."""
    first, confirmed = choices.criteria[0], choices.confirmed
    if plot is Plot.WATERFALL:
        return waterfall(rows, first, confirmed=confirmed)
    if plot is Plot.SPIDER:
        return spider(rows, first, confirmed=confirmed)
    if plot is Plot.SWIMMER:
        return swimmer(rows, first)
    if plot is Plot.TABLE:
        return response_table(rows, choices.criteria, confirmed=confirmed, reported=True)
    return survival(rows, SURVIVAL[plot], first, group=choices.group, confirmed=confirmed)
