"""Whether the Patient of a file from elsewhere is the patient of the store."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from hcclog.domain.patient import Sex
from hcclog.exchange.fhir.elements import text_of

if TYPE_CHECKING:
    from hcclog.domain.patient import Patient

_NAMED = frozenset({"female", "male"})


def differences(resource: dict[str, Any], patient: Patient) -> Iterator[str]:
    """Yield what a file says of a person that the record says otherwise, a sentence each."""
    sex = resource.get("gender")
    known = patient.sex
    if sex in _NAMED and known is not Sex.UNKNOWN and sex != known.value:
        yield f"It says {sex}, the record says {known}."
    said = resource.get("birthDate")
    born = str(patient.birth_on.calendar) if patient.birth_on and patient.birth_on.calendar else ""
    n = min(len(born), len(said)) if isinstance(said, str) else 0
    if isinstance(said, str) and n and born[:n] != said[:n]:
        yield f"It says born {text_of(said)[:10]}, the record says {born}."
