"""Observations of another program, for tests."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

LOINC, UCUM = "http://loinc.org", "http://unitsofmeasure.org"
AFP = {"coding": [{"system": LOINC, "code": "53962-7", "display": "AFP tumour marker"}]}
PIVKA = {"coding": [{"system": LOINC, "code": "93768-0"}], "text": "PIVKA-II"}


def quantity(value: Any, code: str = "ng/mL", **more: Any) -> dict[str, Any]:
    """Return a coded quantity."""
    return {"value": value, "unit": code, "system": UCUM, "code": code, **more}


def an_observation(**changes: Any) -> dict[str, Any]:
    """Return an AFP of 5.51 ng/mL; a change to None takes an element out."""
    resource = {
        "resourceType": "Observation",
        "status": "final",
        "code": AFP,
        "effectiveDateTime": "2021-10-14",
        "valueQuantity": quantity(Decimal("5.51")),
        **changes,
    }
    return {name: value for name, value in resource.items() if value is not None}
