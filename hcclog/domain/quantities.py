"""Exact numbers with their comparators."""

from enum import StrEnum


class Comparator(StrEnum):
    """How a printed number stands to the true one (FHIR Quantity.comparator)."""

    LESS = "<"
    LESS_OR_EQUAL = "<="
    EQUAL = "="
    GREATER_OR_EQUAL = ">="
    GREATER = ">"
