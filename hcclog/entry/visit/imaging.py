"""The imaging of the day: an assessment, its scan, sizes, new lesions, and what a reader said."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from hcclog.commands.refused import Refused
from hcclog.domain.assessment import Assessment, Modality, Scan
from hcclog.domain.ids import EntityId
from hcclog.domain.lesion import Lesion, LesionKind
from hcclog.domain.number_reading import read_diameter_mm
from hcclog.domain.response import Category, Criteria, LesionRole, ReportedResponse, SeriesLesion
from hcclog.entry.asking import settled
from hcclog.entry.sizes import measured
from hcclog.entry.visit.amounts import clean
from hcclog.entry.visit.before import newest_series, next_label
from hcclog.entry.visit.entry import Piece
from hcclog.entry.visit.names import one_of, read_organ, read_site
from hcclog.entry.visit.places import at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from hcclog.domain.dates import ClinicalDate
    from hcclog.entry.clerk import Clerk
    from hcclog.entry.visit.words import ImagingWords, LesionLine, SizeLine, VisitWords

_NODES = "lymph node"
_NO_MODALITY = "Say how the pictures were taken, such as CT or MRI."
_NO_IMAGING = "A response is reported on imaging: choose the imaging of the day above."
_NO_CATEGORY = "Choose the category that the reader reported."


def read_imaging(clerk: Clerk, words: VisitWords, on: ClinicalDate) -> Iterator[Piece]:
    """Yield the imaging and the response that was reported on it.

    Raises:
        Refused: At the part and its field.
    """
    imaging = words.imaging
    if not imaging.modality:
        if _says_something(imaging):
            raise Refused(_NO_MODALITY, "imaging/modality")
        if words.report.category or words.report.reader.strip():
            raise Refused(_NO_IMAGING, "report/category")
        return
    assessment = read_assessment(clerk, imaging, on)
    yield Piece("imaging", assessment)
    with at("imaging"):
        yield Piece("imaging", _scan(clerk, imaging, assessment))
    for line in imaging.sizes:
        yield from read_size_line(clerk, line, assessment)
    yield from _new_lesions(clerk, imaging, assessment)
    yield from _report(clerk, words, assessment)


def readable_imaging(clerk: Clerk, imaging: ImagingWords, on: ClinicalDate) -> tuple[Piece, ...]:
    """Return what can be read so far of the imaging of the day; the rest is passed over.

    This is what the sums below the lesions are computed from while a person types.
    """
    if not imaging.modality:
        return ()
    assessment = read_assessment(clerk, imaging, on)
    pieces = [Piece("imaging", assessment)]
    for line in imaging.sizes:
        with suppress(Refused):
            pieces += read_size_line(clerk, line, assessment)
    for n, new in enumerate(imaging.new):
        with suppress(Refused):
            pieces += read_lesion_line(clerk, new, assessment, clean(new.label) or f"new {n}")
    return tuple(pieces)


def read_assessment(clerk: Clerk, imaging: ImagingWords, on: ClinicalDate) -> Assessment:
    """Return the assessment of the day, new in the record."""
    findings = imaging.findings.strip()
    return Assessment(EntityId(clerk.new_id()), clerk.record.patient.id, on, findings=findings)


def read_size_line(clerk: Clerk, line: SizeLine, assessment: Assessment) -> Iterator[Piece]:
    """Yield the measurement of a lesion that is known; an empty line says nothing.

    Raises:
        Refused: At the line.
    """
    if not line.text.strip():
        return
    with at(place := f"imaging/sizes/{line.lesion_id}"):
        lesion = next((x for x in clerk.record.lesions if x.id == line.lesion_id), None)
        if lesion is None:
            raise Refused("This lesion is no longer in the record.", "size")
        yield Piece(place, measured(clerk, lesion, assessment.id, line.text))


def read_lesion_line(
    clerk: Clerk, line: LesionLine, assessment: Assessment, label: str
) -> Iterator[Piece]:
    """Yield a lesion that is new, its role and its size.

    Raises:
        Refused: At the line and its field.
    """
    with at(place := f"imaging/new/{line.key}"):
        organ = read_organ(line.organ)
        kind = LesionKind.NODE if organ == _NODES else LesionKind.MASS
        patient_id = clerk.record.patient.id
        lesion_id = EntityId(clerk.new_id())
        lesion = Lesion(lesion_id, patient_id, label, organ, read_site(line.site), kind)
        yield Piece(place, lesion)
        series = newest_series(clerk.record, clerk.chronology)
        if series is not None:
            role_id = EntityId(clerk.new_id())
            role = SeriesLesion(role_id, patient_id, series.id, lesion.id, LesionRole.NEW)
            yield Piece(place, role)
        if line.size.strip():
            yield Piece(place, measured(clerk, lesion, assessment.id, line.size))


def _new_lesions(clerk: Clerk, imaging: ImagingWords, assessment: Assessment) -> Iterator[Piece]:
    taken: list[str] = [clean(line.label) for line in imaging.new if line.label.strip()]
    for line in imaging.new:
        if not says_lesion(line):
            continue
        label = clean(line.label)
        if not label:
            label = next_label(clerk.record, taken)
            taken.append(label)
        yield from read_lesion_line(clerk, line, assessment, label)


def says_lesion(line: LesionLine) -> bool:
    """Return whether anything was typed into a line for a new lesion."""
    return any(text.strip() for text in (line.label, line.organ, line.site, line.size))


def _scan(clerk: Clerk, imaging: ImagingWords, assessment: Assessment) -> Scan:
    modality = one_of(imaging.modality, Modality, _NO_MODALITY, "modality")
    return Scan(
        EntityId(clerk.new_id()),
        clerk.record.patient.id,
        assessment.id,
        modality,
        slice_thickness_mm=_slices(clerk, imaging.slices),
    )


def _slices(clerk: Clerk, text: str) -> Decimal | None:
    if not text.strip():
        return None
    return settled(read_diameter_mm, text, clerk.choose, "slices").value


def _says_something(imaging: ImagingWords) -> bool:
    typed = (imaging.slices, imaging.findings, *(line.text for line in imaging.sizes))
    return any(text.strip() for text in typed) or any(map(says_lesion, imaging.new))


def _report(clerk: Clerk, words: VisitWords, assessment: Assessment) -> Iterator[Piece]:
    report = words.report
    if not report.category:
        if report.reader.strip():
            raise Refused(_NO_CATEGORY, "report/category")
        return
    with at("report"):
        criteria = one_of(
            report.criteria or Criteria.NOT_STATED, Criteria, "Choose the criteria.", "criteria"
        )
        reported = ReportedResponse(
            EntityId(clerk.new_id()),
            clerk.record.patient.id,
            assessment.id,
            assessment.on,
            criteria,
            one_of(report.category, Category, _NO_CATEGORY, "category"),
            reader=clean(report.reader),
        )
        yield Piece("report", reported)
