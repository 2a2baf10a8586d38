"""The plots of the cohort's page: what each is made of, and what it says where nothing is in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from hcclog.cohort.filters import Row
from hcclog.cohort.survival import Grouping
from hcclog.cohort.views import LeftOut, ResponseTable
from hcclog.domain.response import Criteria
from hcclog.report.picture import Picture
from hcclog.rules.endpoints.rules import EndpointKey
from hcclog.rules.timeline import COMPUTED
from hcclog.ui.text import CRITERIA_NAMES, plural

Rows = Sequence[Row]
# A lane in which a code has room, and what stands above and below the lanes, in pixels.
_NAMED_LANE, _FRAME, _MOST_NAMED = 16, 150, 150
_APART = [each for each in Grouping if each is not Grouping.NONE]
GROUPINGS = (("One curve", Grouping.NONE), *((f"By {each.value}", each) for each in _APART))


class Options(NamedTuple):
    """How a plot counts.

    Attributes:
        confirmed: Whether a response counts only when it was confirmed.
    """

    criteria: Criteria
    confirmed: bool
    group: Grouping = Grouping.NONE


class Shown(NamedTuple):
    """One plot of some rows.

    Attributes:
        empty: Why there is nothing to see, in a sentence; empty where there is something.
        table: What is a table rather than a drawing.
        least_height: In pixels; on the screen, lanes that have names are scrolled, not pressed.
    """

    picture: Picture
    left_out: tuple[LeftOut, ...]
    empty: str = ""
    table: ResponseTable | None = None
    least_height: int = 0


class Plot(NamedTuple):
    """One tab of the page.

    Attributes:
        make: From rows and options to what is shown.
        by_criteria: Whether criteria can be chosen; `by_confirmation` whether confirmed responses,
            `by_group` whether groups.
        by_patient: Whether each patient has a mark of his own, which can be opened.
    """

    title: str
    make: Callable[[Rows, Options], Shown]
    by_criteria: bool = True
    by_confirmation: bool = False
    by_group: bool = False
    by_patient: bool = False


def _waterfall(rows: Rows, options: Options) -> Shown:
    from hcclog.cohort.waterfall import waterfall
    from hcclog.report.cohort.waterfall import WaterfallPicture

    view = waterfall(rows, options.criteria, confirmed=options.confirmed)
    empty = "" if view.bars else _no_sums(view.left_out, options)
    return Shown(WaterfallPicture(view), view.left_out, empty)


def _spider(rows: Rows, options: Options) -> Shown:
    from hcclog.cohort.waterfall import spider
    from hcclog.report.cohort.spider import SpiderPicture

    view = spider(rows, options.criteria, confirmed=options.confirmed)
    empty = "" if view.lines else _no_sums(view.left_out, options)
    return Shown(SpiderPicture(view), view.left_out, empty)


def _swimmer(rows: Rows, options: Options) -> Shown:
    from hcclog.cohort.swimmer import swimmer
    from hcclog.report.cohort.swimmer import SwimmerPicture

    view = swimmer(rows, options.criteria)
    n_out = len(view.left_out)
    empty = "" if view.lanes else f"No line of therapy has a start with a day{_listed(n_out)}"
    height = _FRAME + len(view.lanes) * _NAMED_LANE if len(view.lanes) <= _MOST_NAMED else 0
    return Shown(SwimmerPicture(view), view.left_out, empty, least_height=height)


def _survival(key: EndpointKey) -> Callable[[Rows, Options], Shown]:
    def make(rows: Rows, options: Options) -> Shown:
        from hcclog.cohort.survival import survival
        from hcclog.report.cohort.survival import SurvivalPicture

        view = survival(
            rows, key, options.criteria, group=options.group, confirmed=options.confirmed
        )
        n_in = sum(curve.n for curve in view.curves)
        name = view.name[:1].lower() + view.name[1:]
        empty = "" if n_in else f"There is no {name} to show{_listed(len(view.left_out))}"
        return Shown(SurvivalPicture(view), view.left_out, empty)

    return make


def _responses(rows: Rows, options: Options) -> Shown:
    from hcclog.cohort.rates import response_table
    from hcclog.report.cohort.response_table import ResponseTablePicture

    view = response_table(rows, COMPUTED, confirmed=options.confirmed)
    # One row may be left out by several criteria for the same reason.
    once = {(out.mark.reading, out.why): out for row in view.rows for out in row.left_out}
    return Shown(ResponseTablePicture(view), tuple(once.values()), table=view)


def _no_sums(left_out: Sequence[LeftOut], options: Options) -> str:
    name = CRITERIA_NAMES[options.criteria]
    return f"No line of therapy has two sums of diameters by {name}{_listed(len(left_out))}"


def _listed(n_out: int) -> str:
    return f": {plural(n_out, 'row')} below, each with its reason." if n_out else "."


PLOTS = (
    Plot("Waterfall", _waterfall, by_confirmation=True, by_patient=True),
    Plot("Spider", _spider, by_confirmation=True, by_patient=True),
    Plot("Swimmer", _swimmer, by_patient=True),
    Plot("PFS", _survival(EndpointKey.PFS), by_group=True),
    Plot("TTP", _survival(EndpointKey.TTP), by_group=True),
    Plot("OS", _survival(EndpointKey.OS), by_criteria=False, by_group=True),
    Plot("DoR", _survival(EndpointKey.DOR), by_confirmation=True, by_group=True),
    Plot("Responses", _responses, by_criteria=False, by_confirmation=True),
)
