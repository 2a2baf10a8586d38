"""Laboratory results as Observations: mCODE's tumour marker test, or US Core's lab result."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from hcclog.catalogue.analytes import analyte_or_none, find_unit_for, loinc_for
from hcclog.domain.quantities import Comparator
from hcclog.exchange.fhir.conditions import primary
from hcclog.exchange.fhir.elements import (
    Element,
    category,
    concept,
    notes,
    own_coding,
    quantity,
    said,
    text_of,
)
from hcclog.exchange.fhir.frame import Made, url_of
from hcclog.exchange.fhir.terms import OWN, extension_url, system

if TYPE_CHECKING:
    from hcclog.catalogue.analytes import Analyte
    from hcclog.catalogue.units import Unit
    from hcclog.domain.labs import LabResult
    from hcclog.exchange.fhir.frame import Frame

TEST_SYSTEM = f"{OWN}:test"
WORD_SYSTEM = f"{OWN}:result-word"
_MARKER = "marker"


def laboratory(frame: Frame) -> Iterator[Made]:
    """Yield every result."""
    for lab in frame.record.labs:
        test = analyte_or_none(lab.analyte)
        is_marker = test is not None and test.kind == _MARKER
        profile = _MARKER if is_marker else "lab"
        dates = {"on": lab.on, "until_on": lab.until_on}
        resource = frame.home(lab, "Observation", profile, **dates)
        if is_marker:
            related = extension_url("related-condition")
            resource["extension"].append({"url": related, "valueReference": primary(frame)})
        unit = _unit(test, lab)
        resource |= {
            "status": "final",
            "category": category("laboratory"),
            "code": _code(test, lab, unit),
            "subject": frame.subject,
            **frame.dating.moment("effective", lab.on, lab.until_on),
            **_performer(lab),
            **_value(lab, unit),
            **notes(lab.note),
            **_method(lab),
            **_specimen(lab),
            **_range(lab, unit),
        }
        yield Made(url_of(lab.id), resource)


def _unit(test: Analyte | None, lab: LabResult) -> Unit | None:
    return None if test is None or lab.value is None else find_unit_for(test, lab.unit)


def _code(test: Analyte | None, lab: LabResult, unit: Unit | None) -> Element:
    codings: list[Element] = []
    loinc = None
    if test is not None and (lab.value is None or unit is not None):
        loinc = loinc_for(test, unit) or (loinc_for(test, test.unit) if lab.value is None else None)
    if loinc is not None:
        codings.append({"system": system("loinc"), "code": loinc.code, "display": loinc.name})
    short = test.short if test is not None else lab.analyte
    return concept([*codings, *own_coding("test", lab.analyte, short)], short)


def _value(lab: LabResult, unit: Unit | None) -> dict[str, Any]:
    if lab.value is None:
        word = lab.qualitative.value if lab.qualitative is not None else ""
        return {"valueCodeableConcept": concept(own_coding("result-word", word), word)}
    number = quantity(lab.value, lab.unit, unit)
    if lab.comparator is not Comparator.EQUAL:
        number = {"value": lab.value, "comparator": lab.comparator.value, **number}
    return {"valueQuantity": number}


def _range(lab: LabResult, unit: Unit | None) -> dict[str, Any]:
    limits = {"low": lab.reference_low, "high": lab.reference_high}
    found = {
        name: quantity(limit, lab.unit, unit) for name, limit in limits.items() if limit is not None
    }
    return {"referenceRange": [found]} if found else {}


def _performer(lab: LabResult) -> dict[str, Any]:
    laboratory_name = text_of(lab.laboratory)
    return {"performer": [{"display": laboratory_name}]} if laboratory_name else {}


def _method(lab: LabResult) -> dict[str, Any]:
    return {"method": {"text": text_of(lab.assay)}} if text_of(lab.assay) else {}


def _specimen(lab: LabResult) -> dict[str, Any]:
    specimen = said("display", lab.specimen)
    return {"specimen": specimen} if specimen else {}
