"""Pieces of which numbers, units and dates are made, right ones and traps."""

from __future__ import annotations

from hypothesis import strategies as st

DIGITS = (
    "0",
    "1",
    "5",
    "12",
    "51",
    "089",
    "234",
    "000",
    "1089",
    "٥",
    "５",
    "०",
    "²",
    "Ⅷ",
    "½",
    "𝟓",
)
MARKS = (
    ".",
    ",",
    " ",
    "'",
    "\u00a0",
    "\u2009",
    "\u202f",
    "\u2003",
    "\t",
    "．",
    "٫",
    "٬",
    "，",
    "_",
)
SIGNS = ("", "<", ">", "<=", ">=", "≤", "≥", "≦", "=", "~", "-", "−", "–", "+", "±", "< ", "＜", "")
POWERS = ("", "e3", "E-3", "x10^3", "×10³", " x 10", "x10^99", "*10^1", "10⁵", "^2", "²", "x103")
UNITS = (
    *("ng/mL", "IU/mL", "U/L", "µg/L", "μg/L", "ug/L", "mcg/L", "mAU/mL", "AU/mL", "10^9/L", "%"),
    *("10³/µL", "G/L", "g/L", "g/24 h", "mm", "cm", "mg", "㎎", "H", "*", "[IU]/mL", "10*9/L", "l"),
)
NUMBERS = (
    *("5.51", "5,51", "1,234", "1.234,5", "1 234.5", "1'234.5", "nan", "-inf", "1e400", "1_000"),
    *("0x10", "+5", "５．５１", "٥٫٥١", "<0.5", "≥ 60500", "−5", "9.86 ng/mL", "8.1 IU/mL", "10⁵"),
    *("4.14 x 10^1 IU/mL", "41.4 ×10³", "1 089", "1,234,567", "5 10^9/L", "5.51 H", "=5.51"),
    *(
        "ca. 5",
        "5.51" + "0" * 60 + "1",
        "neg",
        "42x31",
        "42.0/38.0",
        "m T2",
        "0-7",
        "<8.4",
        "daily",
    ),
)
DATES = (
    *("2024-02-30", "2023-02-29", "2024-13-01", "2024-00-10", "03/04/2024", "24-02-03", "3.2.24"),
    *("2021-10", "2020", "day 28", "week 4", "age 66", "2062-01-01", "0001-01-01", "9999-12-31"),
    *("1900-01-01", "45325", "today", "-2w", "Oct 2021", "14-Oct-2021", "October 14, 2021"),
    *("2021年10月14日", "between week 4 and month 2", '2021-10 within 2021 "After surgery"'),
    *("2021-10 # after", "between 03/04/2021 and 2022", "10/2021", "aged 66", "yesterday", "−3d"),
)
_DATE_PIECES = (
    *("2024", "2021", "0001", "9999", "10", "02", "2", "30", "29", "13", "00", "-", "/", ".", " "),
    *(
        "Oct",
        "feb",
        "day",
        "week",
        "w",
        "m",
        "age",
        "between",
        "and",
        "within",
        '"',
        "#",
        "年",
        "月",
    ),
    *("日", "today", "−", "+", ",", "٢", "２", "\u202e", "\x00", "(", "T10:00"),
)


def numbers() -> st.SearchStrategy[str]:
    """Return what numbers could be mistaken for, and numbers."""
    digits, marks = st.sampled_from(DIGITS), st.sampled_from(MARKS)
    groups = st.lists(st.tuples(marks, digits), max_size=3)
    mantissa = st.builds(lambda head, rest: head + "".join(map("".join, rest)), digits, groups)
    behind = st.sampled_from(POWERS), st.sampled_from(("", " ", "\u00a0")), st.sampled_from(UNITS)
    built = st.tuples(st.sampled_from(SIGNS), mantissa, *behind).map("".join)
    exact = st.decimals(min_value=0, allow_nan=False, allow_infinity=False, places=4)
    return built | exact.map(lambda each: f"{each:f}") | st.sampled_from(NUMBERS)


def units() -> st.SearchStrategy[str]:
    """Return units, and what is nearly one."""
    letters = st.characters(codec="utf-8")
    return st.sampled_from(UNITS) | st.lists(
        st.sampled_from(UNITS) | st.text(letters, max_size=3), max_size=3
    ).map("".join)


def dates() -> st.SearchStrategy[str]:
    """Return dates, and what is nearly one."""
    pieces = st.sampled_from(_DATE_PIECES)
    built = st.lists(pieces, min_size=1, max_size=9).map("".join)
    shaped = st.builds(
        lambda parts, mark: mark.join(parts),
        st.lists(st.integers(0, 2100).map(str) | pieces, min_size=1, max_size=3),
        st.sampled_from("-/. "),
    )
    return st.sampled_from(DATES) | built | shaped
