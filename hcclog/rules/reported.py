"""Reported beside computed: like is compared with like, and a difference has its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.domain.response import Category
from hcclog.rules.irecist.rules import IMMUNE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hcclog.domain.response import ReportedResponse

# What the categories of iRECIST are in the words of RECIST 1.1 (Seymour 2017).
_AS_RECIST = {immune: plain for plain, immune in IMMUNE.items()} | {Category.ICPD: Category.PD}


def compare(
    reported: Sequence[ReportedResponse], computed: Category, why: str
) -> tuple[bool | None, str]:
    """Return whether what readers concluded agrees, and where not, why.

    The answer is None where nothing was reported, or nothing that could be compared: words without
    a category, and conclusions that do not rest on imaging.
    """
    verdicts: list[bool] = []
    sentences: list[str] = []
    for report in reported:
        if report.category is None:
            sentences.append(f"Reported “{report.wording}”, which is no category to compare with.")
        elif report.basis:
            rests = f"rests on {report.basis}, not on imaging alone."
            sentences.append(f"The reported {report.category.value} {rests}")
        else:
            same = _same(report.category, computed)
            verdicts.append(same)
            if not same:
                sentences.append(
                    f"Reported {report.category.value}, computed {computed.value}. {why}"
                )
    return (all(verdicts) if verdicts else None), " ".join(sentences)


def _same(reported: Category, computed: Category) -> bool:
    """Compare two categories: by their own words where both are of iRECIST, else by RECIST 1.1."""
    if reported in _AS_RECIST and computed in _AS_RECIST:
        return reported is computed
    return as_recist(reported) is as_recist(computed)


def as_recist(category: Category) -> Category:
    """Return what a category of iRECIST is in the words of RECIST 1.1; others as they are."""
    return _AS_RECIST.get(category, category)
