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


# What a person, a paste or a keyboard of another script can put into a field.
_FRAGMENTS = (
    *("5,51", "1,234", "1.234,5", "nan", "inf", "1e400", "1_000", "0x10", "+5", "-5.51", "−5"),
    *("9" * 400, "5.51" + "0" * 60 + "1", "٥٫٥١", "５．５１", "10⁵", "4.14 x 10^1", "²", "Ⅷ", "½"),
    *("<0.8", "> 400", "≥ 60500", "0", "-0", "0 mg", "8 mg/kg", "every 0 days", "every -21 days"),
    *("every 99999 weeks", "21 on 7 off", "2024-02-30", "03/04/2024", "24-02-03", "2021-10"),
    *("9999-12-31", "0001-01-01", "day 99999", "week 4", "age 66", "age 999", "line 99 + 3m"),
    *(
        "between 2021 and 2022",
        'week 4 "in the',
        "2021 # after\x07",
        '2021 "\u202e"',
        "2021 within",
    ),
    *("a\x00b", "\x07", "\x1b[2J", "\ud800", "\udfff", "\u202e8 mg", "\u2066x\u2069", "\u200b"),
    *("\u00a0", "\r\n", "\t", "\u2028", "\ufeff", "A" * 10_000, "1 " * 5_000, "e\u0301" * 200),
    *("José", "张伟", "محمد علي", "👩‍⚕️", "<b>Meier</b>", 'O\'Brien "Bob"; DROP TABLE patient;--'),
    *(
        "100% \\ _",
        "İ",
        "case report; a\x07; b",
        "imported; \ud800",
        "entered;;;(derived)",
        ",",
        ";",
    ),
)


def bad_texts() -> st.SearchStrategy[str]:
    """Return texts that no field asks for: long, invisible, of other scripts, and plain ones."""
    letters = st.characters(codec=None)
    pieces = st.sampled_from(_FRAGMENTS) | st.text(letters, max_size=12)
    return st.lists(pieces, min_size=1, max_size=3).map("".join) | st.sampled_from(_FRAGMENTS)


_WORDS = (
    *("2021-10", "14.10.2021", "day 28", "week 4", "line 2 + 3m", "between week 4 and month 2"),
    *("lenvatinib start - 2 weeks", "end of sintilimab", "MRI 2", "within 2022", '"after TACE"'),
    *("8 mg", "800 mg/day", "mg", "8 mg/kg", "daily", "every 3 weeks", "q3w", "21 on 7 off"),
    *("0-7", "<8.4", ">35", "5.51", "<0.8", "1 089", "raised", "41.4 x10^3", "ng/mL", "IU/mL"),
    *("AFP", "PIVKA", "al", "42.0", "42x31", "42.0/38.0", "4.2 cm", "a", "t", "m T2", "s T1", "c+"),
    *("smaller", "41.2 & 43.0", "lenvatinib 8 mg daily", "sintilimab 200 mg q3w", "x", "/", "&"),
)


def words_of() -> st.SearchStrategy[str]:
    """Return what fields do ask for, alone and beside each other."""
    return st.lists(st.sampled_from(_WORDS), min_size=1, max_size=3).map(" ".join)
