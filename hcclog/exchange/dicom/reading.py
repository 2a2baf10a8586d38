"""A DICOM structured report to a plan: its diameters, at the assessment of its study."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from hcclog.commands.imports import Import
from hcclog.commands.refused import Refused
from hcclog.domain.lesion import Measurement
from hcclog.domain.sources import Source, SourceKind
from hcclog.entry.clerk import Clerk
from hcclog.exchange.dicom.groups import Group, groups_of
from hcclog.exchange.dicom.header import Wanted, read_dicom, sheltered
from hcclog.exchange.dicom.image import kind_words
from hcclog.exchange.dicom.person import codes_of, refuse_other_patient
from hcclog.exchange.dicom.sizes import Sizes
from hcclog.exchange.dicom.study import Placed, Told, placed, told_by
from hcclog.exchange.dicom.tree import items_of
from hcclog.exchange.incoming.kinds import Wish
from hcclog.exchange.incoming.plan import Line, Plan, Verdict
from hcclog.exchange.progress import Advance
from hcclog.logbook import Logbook

_REPORT = Wanted(32_000_000, whole=True)
_REPORTS = "1.2.840.10008.5.1.4.1.1.88."
_NO_PLACE = "study"


def read(path: Path, book: Logbook, wish: Wish, advanced: Advance) -> Plan:
    """Read a report into a plan.

    Raises:
        Refused: It is no report, damaged, of nobody, or of another patient.
    """
    advanced(0, 1)
    dataset = read_dicom(path, _REPORT)
    with sheltered(path.name):
        kind = str(dataset.get("SOPClassUID", "") or "")
        if not kind.startswith(_REPORTS) or str(dataset.get("ValueType", "")) != "CONTAINER":
            raise Refused(_no_report(path.name, str(dataset.get("Modality", "") or "")))
        codes = codes_of(dataset)
        items = items_of(dataset, path.name)
        told, groups = told_by(dataset, items), list(groups_of(items))
    clerk = _clerk(path.name, codes, book, wish)
    return _plan(path.name, clerk, told, groups)


def _no_report(name: str, modality: str) -> str:
    return (
        f"{name} is {kind_words(modality)}; measurements are read from DICOM SR."
        " An image is dropped on the window, which takes its day and slices."
    )


def _clerk(name: str, codes: tuple[str, ...], book: Logbook, wish: Wish) -> Clerk:
    """Return who writes in the record of the report's patient.

    Raises:
        Refused: Nobody is named, nobody is known, or it is somebody else.
    """
    found = {each for code in codes if (each := book.find(code)) is not None}
    if wish.patient:
        found = {each} if (each := book.find(wish.patient)) is not None else set()
    record = book.patient(found.pop()) if len(found) == 1 else None
    if record is None:
        code = wish.patient or (codes[0] if codes else "")
        who = f"No patient has the code {code}" if code else f"{name} names no patient"
        raise Refused(f"{who}; add the patient, or say whose {name} is.")
    refuse_other_patient(name, codes, record.patient)
    return Clerk(record, book.stamp().today, book.store.new_id)


def _plan(name: str, clerk: Clerk, told: Told, groups: list[Group]) -> Plan:
    code = clerk.record.patient.code
    source = Source(SourceKind.IMPORTED, name)
    try:
        place = placed(clerk, told, replace(source, place=_NO_PLACE))
    except Refused as refusal:
        return Plan(name, [Line(_NO_PLACE, "", Verdict.REFUSED, refusal.sentence, code)])
    sizes = Sizes(_with_assessment(clerk, place), place.assessment, source)
    lines = [place.line]
    for group in groups:
        sizes.source = replace(source, place=group.place)
        if group.diameters and not any(x.verdict is Verdict.REFUSED for x in group.lines):
            lines.append(sizes.line(group))
        lines += [replace(line, patient=code) for line in group.lines]
    if not groups:
        lines.append(Line("report", "", Verdict.LEFT, "It holds no measurement.", code))
    command = _command(name, place, sizes)
    if command is None and place.created:
        lines[0] = replace(place.line, verdict=Verdict.LEFT, why="No size of it can be taken.")
    return Plan(name, lines, command)


def _with_assessment(clerk: Clerk, place: Placed) -> Clerk:
    """Return a clerk whose record has the assessment, new or not."""
    record = clerk.record
    if place.assessment in record.assessments:
        return clerk
    more: dict[str, Any] = {"assessments": (*record.assessments, place.assessment)}
    return replace(clerk, record=replace(record, **more))


def _command(name: str, place: Placed, sizes: Sizes) -> Import | None:
    n = sum(isinstance(each, Measurement) for each in sizes.created) + len(sizes.amended)
    is_new = place.assessment in place.created
    if not n and (is_new or not (place.created or place.amended)):
        return None
    reason = "A report says otherwise." if sizes.amended else ""
    created, amended = (*place.created, *sizes.created), (*place.amended, *sizes.amended)
    return Import(name, created, amended, reason=reason)
