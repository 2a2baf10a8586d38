"""Hypothesis strategies for the nouns."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from hcclog.domain.dates import Age, Anchor, Between, Calendar, ClinicalDate, Offset, TimeUnit

_LABELS = st.sampled_from(["", "sorafenib + 3 months", "before lenvatinib"])


def calendars() -> st.SearchStrategy[Calendar]:
    """Return calendar dates of every precision."""
    days = st.dates(min_value=date(1901, 1, 1))
    return st.builds(
        lambda day, parts: Calendar(*(day.year, day.month, day.day)[:parts]),
        days,
        st.integers(1, 3),
    )


def offsets() -> st.SearchStrategy[Offset]:
    """Return offsets from day 0 and from anchors."""
    anchors = st.builds(
        Anchor,
        st.sampled_from(["course", "procedure"]),
        st.sampled_from(["lenvatinib", "sorafenib", "rfa", "gone"]),
        st.sampled_from(["on", "start", "end"]),
    )
    amounts = st.integers(-300, 300)
    anchored = st.builds(Offset, amounts.filter(bool), st.sampled_from(TimeUnit), anchors)
    at_anchor = st.builds(Offset, st.just(0), st.just(TimeUnit.DAY), anchors)
    return st.builds(Offset, amounts, st.sampled_from(TimeUnit)) | anchored | at_anchor


def clinical_dates() -> st.SearchStrategy[ClinicalDate]:
    """Return dates of every form."""
    points = calendars() | offsets() | st.builds(Age, st.integers(0, 120))
    forms = points | st.builds(Between, points, points)
    return st.builds(ClinicalDate, forms, st.none() | forms, _LABELS)
