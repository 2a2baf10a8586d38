"""Published cut-offs of marker response, as data: every threshold and time window, once.

A marker response is never an imaging response: it is named with its cut-off and its source
wherever it is shown, and has no category such as PR or PD.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hcclog.domain.chronology import DaySpan

# The window before the first dose in which trials accept a baseline laboratory value.
START_BEFORE_DAYS = 28
# Without one, the first value of the first week stands in: AFP has a half-life of 5 to 7 days, so
# no therapy has moved it far by then.
START_AFTER_DAYS = 7


class Window(NamedTuple):
    """When a result counts, in days after the start of the line.

    Attributes:
        days: The day that the paper names.
        tolerance_days: So much earlier or later still counts.
        name: As the paper names it.
    """

    days: int
    tolerance_days: int
    name: str

    @property
    def first_day(self) -> int:
        """First day that counts."""
        return self.days - self.tolerance_days

    @property
    def last_day(self) -> int:
        """Last day that counts."""
        return self.days + self.tolerance_days

    def surely_holds(self, days: DaySpan) -> bool:
        """True where a result lies in the window whatever its day is."""
        return self.first_day <= days.earliest and days.latest <= self.last_day

    def may_hold(self, days: DaySpan) -> bool:
        """True where a result can lie in the window."""
        return days.earliest <= self.last_day and self.first_day <= days.latest


class CutOff(NamedTuple):
    """One published cut-off.

    Attributes:
        key: Stable key for programs.
        name: What is asked, as shown.
        analyte: Analyte code of the catalogue.
        unit: UCUM code of the unit of `start_at_least`.
        start_at_least: Least value at the start of the line to which it applies.
        fall_percent: Response from this fall, in percent of the start; None where the cut-off is
            one of the start value alone.
        window: When the fall is looked for; None for any result of the line after its start.
        context: Under which treatment it was found.
        note: Where sources word an edge differently.
        source: Where it was published.
    """

    key: str
    name: str
    analyte: str
    unit: str
    start_at_least: Decimal
    fall_percent: Decimal | None
    window: Window | None
    context: str
    source: str
    note: str = ""

    @property
    def change_at_most(self) -> Fraction:
        """The change up to which it is a response: −1/5 for a fall of 20 %; 0 without a fall."""
        return -Fraction(self.fall_percent or 0) / 100


CUT_OFFS = (
    CutOff(
        key="afp-chan-2009",
        name="AFP response, fall of at least 20 %",
        analyte="afp",
        unit="ng/mL",
        start_at_least=Decimal(20),
        fall_percent=Decimal(20),
        window=None,
        context="systemic chemotherapy",
        source="Chan 2009, J Clin Oncol 27:446",
        note="papers that use this cut-off also write a fall of more than 20 %",
    ),
    CutOff(
        key="afp-riaz-2009",
        name="AFP response, fall of at least 50 %",
        analyte="afp",
        unit="ng/mL",
        start_at_least=Decimal(200),
        fall_percent=Decimal(50),
        window=None,
        context="chemoembolization or radioembolization",
        source="Riaz 2009, J Clin Oncol 27:5734",
        note="the abstract writes more than 200 ng/mL and a fall of more than 50 %",
    ),
    CutOff(
        key="afp-zhu-2022",
        name="AFP response at 6 weeks, fall of at least 75 %",
        analyte="afp",
        unit="ng/mL",
        start_at_least=Decimal(20),
        fall_percent=Decimal(75),
        # Half of a cycle of three weeks: the results of weeks 3 and 9 stay out.
        window=Window(days=42, tolerance_days=10, name="6 weeks"),
        context="atezolizumab with bevacizumab",
        source="Zhu 2022, Clin Cancer Res 28:3537",
    ),
    CutOff(
        key="high-afp-reach-2",
        name="high AFP at the start, at least 400 ng/mL",
        analyte="afp",
        unit="ng/mL",
        start_at_least=Decimal(400),
        fall_percent=None,
        window=None,
        context="ramucirumab after sorafenib",
        source="REACH-2, Zhu 2019, Lancet Oncol 20:282",
    ),
)


def cut_offs_of(analyte: str) -> tuple[CutOff, ...]:
    """Return the cut-offs of one test, in the order of the list."""
    return tuple(each for each in CUT_OFFS if each.analyte == analyte)
