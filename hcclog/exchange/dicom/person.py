"""Whose a DICOM file is; it never becomes another patient's."""

from __future__ import annotations

from typing import Any

from hcclog.commands.refused import Refused
from hcclog.domain.patient import Patient
from hcclog.domain.text_reading import code_key


def codes_of(dataset: Any) -> tuple[str, ...]:
    """Return the patient's code in a data set, bare and with who gave it; none where it is open."""
    code = str(dataset.get("PatientID", "") or "").strip()
    issuer = str(dataset.get("IssuerOfPatientID", "") or "").strip()
    if not code:
        return ()
    return (code, f"{issuer}:{code}") if issuer else (code,)


def refuse_other_patient(name: str, codes: tuple[str, ...], patient: Patient) -> None:
    """Refuse a file of somebody else.

    Raises:
        Refused: It names another code than the patient's.
    """
    if codes and code_key(patient.code) not in {code_key(code) for code in codes}:
        raise Refused(f"{name} is of patient {codes[0]}; {patient.code} is open.")
