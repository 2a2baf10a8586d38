"""FHIR bundles as files: one for each patient, since a bundle of mCODE is of one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hcclog.exchange.fhir.bundle import bundle
from hcclog.exchange.fhir.json_text import json_text
from hcclog.exchange.fhir.not_held import not_held
from hcclog.exchange.outgoing.file_names import FileNames

if TYPE_CHECKING:
    from hcclog.exchange.outgoing.order import Order
    from hcclog.exchange.progress import Advance


def write_bundle(order: Order, folder: Path, stem: str, advanced: Advance, /) -> tuple[str, ...]:
    """Write a bundle for each patient; one patient's is named after the stem.

    Returns:
        What FHIR has no place for, a sentence each, led by the patient's code.
    """
    names, told = FileNames(), []
    n_patients = len(order.patient_ids)
    for n, record in enumerate(order.records(), start=1):
        name = stem if n_patients == 1 else names.for_code(record.patient.code)
        content = json_text(bundle(record, order.revision, order.today))
        (folder / f"{name}.json").write_text(content, encoding="utf-8", newline="\n")
        told += [f"{record.patient.code}: {sentence}" for sentence in not_held(record)]
        advanced(n, n_patients)
    return tuple(told)
