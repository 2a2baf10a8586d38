"""Outside judges of DICOM reports: DicomSRValidator, dciodvfy and dsrdump, all of Debian."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from judging import Judged, is_here, ran

_STUDY = "1.2.826.0.1.99999.8.{}"
_FAULT = re.compile(r"^(?:E:|F:|.*\bError\b)", re.IGNORECASE)
# Its style sheets ask more of a path in XML than Java allows by itself.
_JAVA = " ".join(f"-Djdk.xml.xpath{each}Limit=0" for each in ("ExprOp", "TotalOp", "ExprGrp"))
_TOOLS = (
    ("DicomSRValidator", "pixelmed-apps", "IOD validation complete"),
    ("dciodvfy", "dicom3tools", "ComprehensiveSR"),
    ("dsrdump", "dcmtk", "Measurement Group"),
)


def judge_dicom(exports: Path, _tools: Path) -> Iterator[Judged]:
    """Yield what is said of the reports of the published cases, each scan in an invented study."""
    os.environ["JAVA_TOOL_OPTIONS"] = _JAVA
    reports = _reports(exports.parent / "cases.db", exports / "dicom-studied")
    for program, package, told in _TOOLS:
        yield _asked(program, package, told, reports)


def _asked(program: str, package: str, told: str, reports: tuple[Path, ...]) -> Judged:
    """Ask a validator about each report; it says `told` where it came to the end."""
    if not is_here(program):
        return Judged(program, "", None, f"apt-get install {package}")
    faults = []
    for path in reports:
        _, said = ran([program, str(path)], path.parent)
        found = [line for line in said.splitlines() if _FAULT.match(line)]
        if told not in said:
            found.append(f"it does not say {told!r}")
        faults += [f"{path.name}: {line}" for line in found]
    _, version = ran(["dpkg-query", "-W", "-f", "${Version}", package], reports[0].parent)
    said = f"{len(reports)} looked at"
    return Judged(program, version, not faults and bool(reports), said, tuple(faults))


def _reports(store: Path, folder: Path) -> tuple[Path, ...]:
    """Write the reports of a store whose scans get studies first; return them."""
    from hcclog.cli.opening import logbook_at
    from hcclog.exchange.outgoing.deliver import deliver
    from hcclog.exchange.outgoing.formats import FORMATS
    from hcclog.exchange.outgoing.order import Order

    with logbook_at(str(store)) as book:
        ids = [each.id for each in book.patients(limit=book.n_patients())]
        for patient_id in ids:
            _invent_studies(book, patient_id)
        order = Order(book.patient, ids, book.revision, book.stamp().today)
        return deliver(FORMATS["dicom-sr"], order, folder).paths


def _invent_studies(book: Any, patient_id: str) -> None:
    from hcclog.commands.imports import Import
    from hcclog.domain.assessment import Modality, Scan

    record = book.patient(patient_id)
    of = {scan.assessment_id: scan for scan in record.scans}
    created, amended = [], []
    for number, each in enumerate(record.assessments, start=1):
        uid, scan = _STUDY.format(number), of.get(each.id)
        if scan is None:
            own = book.store.new_id()
            created.append(
                Scan(own, record.patient.id, each.id, Modality.NOT_STATED, study_uid=uid)
            )
        else:
            amended.append((scan, replace(scan, study_uid=uid)))
    book.do(Import("Invent studies", tuple(created), tuple(amended)))
