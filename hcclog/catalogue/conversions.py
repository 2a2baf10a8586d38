"""Conversions by a rounded conventional factor: said, shown, and never made silently."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from hcclog.catalogue.analytes import Analyte, ConventionalFactor
from hcclog.catalogue.units import Unit, exact_factor


@dataclass(frozen=True, slots=True)
class Converted:
    """A value that a rounded factor gave; not exact.

    Attributes:
        value: The result in `unit`, with no rounding beyond that of the factor.
        factor: The conventional factor, such as 17.104 µmol/L a mg/dL of bilirubin.
        source: Where the factor comes from.
    """

    value: Fraction
    unit: Unit
    factor: ConventionalFactor
    source: str


def convert_conventional(
    test: Analyte, value: Decimal, unit_from: Unit, unit_to: Unit
) -> Converted | None:
    """Return a value in a unit of another dimension, by the test's conventional factor.

    Mass and amount of substance of one analyte only (bilirubin mg/dL and µmol/L). International
    or arbitrary units never convert to mass: AFP and PIVKA-II have no factor here.

    Returns:
        None where the test has no such factor; use `convert_exact` within one dimension.
    """
    for rule in test.conventional:
        per_unit = Fraction(rule.factor)
        for start, end, factor in (
            (rule.unit_from, rule.unit_to, per_unit),
            (rule.unit_to, rule.unit_from, 1 / per_unit),
        ):
            before, after = exact_factor(unit_from, start), exact_factor(end, unit_to)
            if before is not None and after is not None:
                result = Fraction(value) * before * factor * after
                return Converted(result, unit_to, rule, rule.source)
    return None
