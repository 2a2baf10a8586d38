"""The formulas of MELD, MELD-Na and MELD 3.0, on values that are held in their limits already.

Sources: Kamath 2001, Hepatology 33:464; Kim 2008, N Engl J Med 359:1018; Kim 2021, Gastroenterology
161:1887 (the last with its table of limits).
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

from hcclog.rules.scores import figures
from hcclog.rules.scores.tables import (
    MELD_3_CONSTANT,
    MELD_3_FEMALE,
    MELD_3_LN,
    MELD_3_NORMAL_ALBUMIN_G_DL,
    MELD_3_PER_ALBUMIN,
    MELD_3_PER_ALBUMIN_AND_LN_CREATININE,
    MELD_3_PER_SODIUM,
    MELD_3_PER_SODIUM_AND_LN_BILIRUBIN,
    MELD_CONSTANT,
    MELD_LN,
    MELD_MOST,
    MELD_NA_PER_MELD_AND_SODIUM,
    MELD_NA_PER_SODIUM,
    MELD_NORMAL_SODIUM_MMOL_L,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction


def meld_value(held: Mapping[str, Fraction]) -> Decimal:
    """Return the MELD to sixty digits, of values held in their limits (mg/dL)."""
    with localcontext(figures.PRECISE):
        return MELD_CONSTANT + sum(
            factor * figures.ln(held[name]) for name, factor in MELD_LN.items()
        )


def meld_na_value(plain: Decimal, sodium_mmol_l: Fraction) -> Decimal:
    """Return MELD-Na to sixty digits, of a MELD above 11; 40 at most."""
    with localcontext(figures.PRECISE):
        short = figures.decimal(MELD_NORMAL_SODIUM_MMOL_L - sodium_mmol_l)
        value = plain + MELD_NA_PER_SODIUM * short - MELD_NA_PER_MELD_AND_SODIUM * plain * short
        return min(value, MELD_MOST)


def meld_3_value(held: Mapping[str, Fraction], *, is_female: bool) -> Decimal:
    """Return MELD 3.0 to sixty digits, of values held in their limits (mg/dL, mmol/L, g/dL)."""
    with localcontext(figures.PRECISE):
        logs = {name: figures.ln(held[name]) for name in MELD_3_LN}
        sodium = figures.decimal(MELD_NORMAL_SODIUM_MMOL_L - held["sodium"])
        albumin = figures.decimal(MELD_3_NORMAL_ALBUMIN_G_DL - held["albumin"])
        return (
            MELD_3_CONSTANT
            + (MELD_3_FEMALE if is_female else 0)
            + sum(factor * logs[name] for name, factor in MELD_3_LN.items())
            + MELD_3_PER_SODIUM * sodium
            - MELD_3_PER_SODIUM_AND_LN_BILIRUBIN * sodium * logs["bilirubin"]
            + MELD_3_PER_ALBUMIN * albumin
            - MELD_3_PER_ALBUMIN_AND_LN_CREATININE * albumin * logs["creatinine"]
        )
