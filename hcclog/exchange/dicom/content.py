"""The content of a report (TID 1500): a group for each lesion, with its diameters as decimals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hcclog.domain.assessment import Modality
from hcclog.domain.dates import Offset, TimeUnit
from hcclog.domain.lesion import Lesion, Measurement
from hcclog.exchange.dicom.codes import DAY_ZERO, MEASURED, MM, PROCEDURES, SITES, TUMOUR, Coded
from hcclog.exchange.dicom.uids import derived_uid, tracking_uid

Dataset = Any
MOST_DIGITS = 16
_OBSERVER = "hcclog"


@dataclass(frozen=True, slots=True)
class Measured:
    """One lesion of an assessment and its numbers.

    Attributes:
        diameters: In mm, by the name of the measurement's field.
    """

    lesion: Lesion
    diameters: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class TimePoint:
    """When an assessment was, in words; and the day from day 0 where that is what is known."""

    words: str
    day: int | None = None


def time_point(words: str, form: object) -> TimePoint:
    """Return the time point of a date."""
    is_day = isinstance(form, Offset) and form.anchor is None and form.unit is TimeUnit.DAY
    return TimePoint(words, form.amount if is_day and isinstance(form, Offset) else None)


def sizes_of(measurement: Measurement) -> dict[str, Decimal]:
    """Return the diameters of a measurement by their fields."""
    found = {name: getattr(measurement, name) for name in MEASURED}
    return {name: mm for name, mm in found.items() if mm is not None}


def diameters_of(measurement: Measurement) -> tuple[tuple[str, Decimal], ...]:
    """Return those diameters that the format can hold exactly."""
    sizes = sizes_of(measurement).items()
    return tuple((name, mm) for name, mm in sizes if len(f"{mm:f}") <= MOST_DIGITS)


def content_of(
    measured: Sequence[Measured], point: TimePoint, modalities: Sequence[Modality]
) -> Dataset:
    """Return the root of a report's content."""
    from highdicom.sr import MeasurementReport, templates
    from pydicom.sr.codedict import codes

    observer = templates.ObserverContext(
        observer_type=codes.DCM.Device,
        observer_identifying_attributes=templates.DeviceObserverIdentifyingAttributes(
            uid=derived_uid(_OBSERVER), name=_OBSERVER, manufacturer_name=_OBSERVER
        ),
    )
    procedures = [_code(PROCEDURES[each]) for each in modalities]
    report = MeasurementReport(
        observation_context=templates.ObservationContext(observer_device_context=observer),
        procedure_reported=procedures or [_code(PROCEDURES[Modality.NOT_STATED])],
        imaging_measurements=[_group(each, point) for each in measured],
        title=codes.DCM.OncologyMeasurementReport,
    )
    return report[0]


def _group(each: Measured, point: TimePoint) -> Any:
    from highdicom.sr import MeasurementsAndQualitativeEvaluations, TrackingIdentifier
    from highdicom.sr.content import FindingSite

    site = SITES.get(each.lesion.organ)
    return MeasurementsAndQualitativeEvaluations(
        tracking_identifier=TrackingIdentifier(
            uid=tracking_uid(each.lesion), identifier=each.lesion.label
        ),
        time_point_context=_context(point),
        finding_type=_code(TUMOUR),
        finding_sites=[FindingSite(_code(site))] if site is not None else None,
        measurements=list(_measurements(each)),
    )


def _context(point: TimePoint) -> Any:
    from highdicom.sr.content import LongitudinalTemporalOffsetFromEvent
    from highdicom.sr.templates import TimePointContext
    from pydicom.sr.codedict import codes

    offset = None
    if point.day is not None:
        unit = codes.UCUM.Day
        offset = LongitudinalTemporalOffsetFromEvent(0, unit, _code(DAY_ZERO))
        _say_exactly(offset, str(point.day))
    return TimePointContext(time_point=point.words, temporal_offset_from_event=offset)


def _measurements(each: Measured) -> Iterator[Any]:
    from highdicom.sr import Measurement as Group

    for name, mm in each.diameters:
        group = Group(name=_code(MEASURED[name][0]), value=0, unit=_code(MM))
        _say_exactly(group[0], f"{mm:f}")
        yield group


def _say_exactly(item: Dataset, number: str) -> None:
    """Put a number's own text in: the library takes a number of the machine."""
    from pydicom.valuerep import DSdecimal

    item.MeasuredValueSequence[0].NumericValue = DSdecimal(number)


def _code(coded: Coded) -> Any:
    from pydicom.sr.coding import Code

    return Code(coded.value, coded.scheme, coded.meaning)
