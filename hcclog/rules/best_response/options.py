"""What best overall response is asked for: the criteria's words, and every threshold, once.

Sources: Eisenhauer 2009, 4.4.2, 4.4.3, 4.6 and Table 3; Seymour 2017, Table 3 for iRECIST. The six
weeks of stable disease and the four weeks of confirmation are usual in trials; a protocol that says
otherwise sets its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from hcclog.domain.response import Category, Criteria

MOST_SD_BETWEEN = 1  # where any may stand between a partial response and its confirmation


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What the categories are called by one set of criteria.

    Attributes:
        progressed: Progression, after which nothing counts.
        unconfirmed: Progression that the next assessments confirm or not (iRECIST); None where
            any progression is final.
        persists: Neither gone nor progressed, without targets.
        name: The criteria, as printed.
        best_clause: Where the order of the categories stands.
        confirmed_clause: Where the confirmation of a response stands.
    """

    complete: Category
    partial: Category
    stable: Category
    persists: Category
    progressed: Category
    unconfirmed: Category | None
    name: str
    best_clause: str
    confirmed_clause: str

    @property
    def order(self) -> tuple[Category, ...]:
        """The categories, best first."""
        found = (self.complete, self.partial, self.stable, self.persists, self.progressed)
        late = (self.unconfirmed,) if self.unconfirmed is not None else ()
        return (*found, *late, Category.NE, Category.ND)

    @property
    def careful_order(self) -> tuple[Category, ...]:
        """The order in which responses of one day are read: progression first, the best last."""
        early = (self.progressed, self.unconfirmed)
        return (*(c for c in early if c), *(c for c in reversed(self.order) if c not in early))


RECIST_NAMES = Names(
    complete=Category.CR,
    partial=Category.PR,
    stable=Category.SD,
    persists=Category.NON_CR_NON_PD,
    progressed=Category.PD,
    unconfirmed=None,
    name="RECIST 1.1",
    best_clause="RECIST 1.1, 4.4",
    confirmed_clause="RECIST 1.1, 4.4.3, Table 3",
)
IRECIST_NAMES = Names(
    complete=Category.ICR,
    partial=Category.IPR,
    stable=Category.ISD,
    persists=Category.NON_ICR_NON_IUPD,
    progressed=Category.ICPD,
    unconfirmed=Category.IUPD,
    name="iRECIST",
    best_clause="iRECIST (Seymour 2017), Table 3",
    confirmed_clause="iRECIST (Seymour 2017), Table 3; RECIST 1.1, 4.6",
)
# mRECIST takes the best overall response of RECIST over (Lencioni and Llovet 2010).
NAMES: Mapping[Criteria, Names] = MappingProxyType(
    {
        Criteria.RECIST_1_1: RECIST_NAMES,
        Criteria.MRECIST: RECIST_NAMES,
        Criteria.IRECIST: IRECIST_NAMES,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BestResponseOptions:
    """How the best overall response is counted.

    Attributes:
        criteria: Whose categories these are.
        confirmed: True where CR and PR count only with a confirmation.
        confirm_days: Least days from a response to its confirmation.
        sd_days: Least days from the start of treatment to an assessment that proves stable disease.
        max_ne: Assessments not evaluable that may lie between a response and its confirmation.
        sd_between: True where one SD may lie between a PR and its confirmation.
    """

    criteria: Criteria = Criteria.RECIST_1_1
    confirmed: bool = False
    confirm_days: int = 28
    sd_days: int = 42
    max_ne: int = 1
    sd_between: bool = False

    @property
    def names(self) -> Names:
        """What the categories are called.

        Raises:
            KeyError: These criteria have no best overall response.
        """
        return NAMES[self.criteria]
