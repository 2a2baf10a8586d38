"""Large and unusual patients as real records: 40 assessments, 12 lesions, 600 results."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hcclog.domain.adverse_event import ActionTaken, AdverseEvent
from hcclog.domain.assessment import Assessment, Modality, Scan
from hcclog.domain.discrepancy import DiscrepancyNote
from hcclog.domain.ids import EntityId
from hcclog.domain.labs import LabResult
from hcclog.domain.lesion import Lesion, LesionKind, LesionState, Measurement
from hcclog.domain.patient import Aetiology, Patient, Serology, Sex
from hcclog.domain.procedure import Procedure
from hcclog.domain.quantities import Comparator
from hcclog.domain.record import PatientRecord
from hcclog.domain.response import (
    Category,
    Criteria,
    LesionRole,
    ReportedResponse,
    ResponseSeries,
    SeriesLesion,
)
from hcclog.domain.staging import Staging
from hcclog.domain.therapy import Course, DoseStep, Hold, LineOfTherapy, StopReason
from hcclog.domain.visit import Visit
from tests.report.samples import PATIENT, new_id, on

N_ASSESSMENTS, N_LESIONS, N_LAB_DAYS = 40, 12, 40
_FIRST = date(2019, 6, 11)
_TESTS = (
    ("afp", "ng/mL", "412.7", "0", "7"),
    ("pivka-ii", "mAU/mL", "1840", "0", "40"),
    ("vegf", "pg/mL", "201.46", "0", "160"),
    ("bilirubin", "umol/L", "17.3", "3", "21"),
    ("albumin", "g/L", "38.2", "35", "50"),
    ("inr", "", "1.08", "0.8", "1.2"),
    ("alt", "U/L", "44", "0", "40"),
    ("ast", "U/L", "61", "0", "40"),
    ("alp", "U/L", "122", "40", "130"),
    ("ggt", "U/L", "98", "0", "60"),
    ("platelets", "10^9/L", "104", "150", "400"),
    ("haemoglobin", "g/L", "118", "130", "175"),
    ("creatinine", "umol/L", "81", "59", "104"),
    ("sodium", "mmol/L", "139", "136", "145"),
    ("wbc", "10^9/L", "4.35", "4", "10"),
)
_LINES = (
    ("lenvatinib", "12", 1, 0, 12),
    ("sorafenib", "800", 1, 12, 22),
    ("regorafenib", "160", 1, 22, 31),
    ("lenvatinib", "8", 1, 31, 40),
)


def big_patient() -> PatientRecord:
    """Return a patient who was followed for six years."""
    days = [_FIRST + timedelta(days=56 * n) for n in range(N_ASSESSMENTS)]
    record = PatientRecord(
        Patient(
            PATIENT,
            "big-01",
            name="Ada Example",
            sex=Sex.FEMALE,
            birth_on=on("1957-03-09"),
            aetiologies=(Aetiology.MASH,),
            hbv=Serology.NEGATIVE,
            hcv=Serology.NEGATIVE,
            cirrhosis=True,
        ),
        labs=tuple(_labs()),
        visits=tuple(
            Visit(new_id(), PATIENT, on(day.isoformat()), n % 3, Decimal(62 + n % 5))
            for n, day in enumerate(days[::2])
        ),
        stagings=(
            Staging(
                new_id(),
                PATIENT,
                on(days[0].isoformat()),
                bclc="C",
                ecog=0,
                child_pugh_class="A",
                child_pugh_points=6,
                vp=3,
            ),
        ),
        adverse_events=tuple(
            AdverseEvent(
                new_id(),
                PATIENT,
                ("hypertension", "fatigue", "diarrhea")[n % 3],
                1 + n % 3,
                "5.0",
                on((days[2 * n] + timedelta(days=9)).isoformat()),
                agents=(_LINES[n // 5][0],),
                action=list(ActionTaken)[n % 4],
            )
            for n in range(18)
        ),
        procedures=tuple(
            Procedure(new_id(), PATIENT, on((days[4 * n] + timedelta(days=20)).isoformat()), "tace")
            for n in range(6)
        ),
        discrepancies=(DiscrepancyNote(new_id(), PATIENT, "Two reports name segment 6 and 7."),),
    )
    return _with_imaging(_with_lines(record, days), days)


def _labs() -> list[LabResult]:
    results = []
    for n in range(N_LAB_DAYS):
        day = on((_FIRST + timedelta(days=55 * n)).isoformat())
        for k, (analyte, unit, start, low, high) in enumerate(_TESTS):
            base = Decimal(start)
            share = Decimal((n * 37 + k * 11) % 100 - 40) / 100
            value = (base * (1 + share)).quantize(base)
            is_low = analyte == "afp" and n == 3
            results.append(
                LabResult(
                    new_id(),
                    PATIENT,
                    day,
                    analyte,
                    Decimal("0.8") if is_low else value,
                    unit,
                    Comparator.LESS if is_low else Comparator.EQUAL,
                    reference_low=Decimal(low),
                    reference_high=Decimal(high),
                )
            )
    return results


def _with_lines(record: PatientRecord, days: list[date]) -> PatientRecord:
    lines, courses = [], []
    for n, (agent, amount, every, first, last) in enumerate(_LINES, 1):
        is_last = n == len(_LINES)
        lines.append(LineOfTherapy(EntityId(f"L{n}"), PATIENT, n))
        courses.append(
            Course(
                EntityId(f"C{n}"),
                PATIENT,
                EntityId(f"L{n}"),
                agent,
                on((days[first] + timedelta(days=3)).isoformat()),
                None if is_last else on(days[last].isoformat()),
                Decimal(amount),
                every_days=every,
                stop_reason=None if is_last else StopReason.PROGRESSION,
            )
        )
    step = DoseStep(
        new_id(),
        PATIENT,
        EntityId("C1"),
        on((days[3] + timedelta(days=14)).isoformat()),
        Decimal(8),
        every_days=1,
        direction="lowered",
        reason="hypertension, grade 3",
    )
    hold = Hold(
        new_id(),
        PATIENT,
        EntityId("C2"),
        on((days[14] + timedelta(days=5)).isoformat()),
        n_days=14,
        reason="diarrhoea, grade 3",
    )
    return replace(
        record, lines=tuple(lines), courses=tuple(courses), dose_steps=(step,), holds=(hold,)
    )


def _with_imaging(record: PatientRecord, days: list[date]) -> PatientRecord:
    assessments = [
        Assessment(EntityId(f"A{n:02}"), PATIENT, on(day.isoformat()), findings="")
        for n, day in enumerate(days)
    ]
    scans = [
        Scan(new_id(), PATIENT, a.id, (Modality.CT, Modality.MRI)[n % 5 == 4])
        for n, a in enumerate(assessments)
    ]
    lesions = [_lesion(n) for n in range(N_LESIONS)]
    series = [
        ResponseSeries(EntityId(f"S{n}"), PATIENT, f"line {n}", assessments[first].id)
        for n, (_, _, _, first, _) in enumerate(_LINES, 1)
    ]
    roles = [
        SeriesLesion(new_id(), PATIENT, each.id, lesion.id, _role(n))
        for each in series
        for n, lesion in enumerate(lesions)
    ]
    measured = [
        _measurement(n, k, lesion, assessment)
        for n, assessment in enumerate(assessments)
        for k, lesion in enumerate(lesions)
    ]
    reported = [
        ReportedResponse(
            new_id(),
            PATIENT,
            a.id,
            a.on,
            Criteria.RECIST_1_1,
            (Category.SD, Category.PR, Category.SD, Category.PD)[n % 4],
        )
        for n, a in enumerate(assessments)
        if n
    ]
    return replace(
        record,
        assessments=tuple(assessments),
        scans=tuple(scans),
        lesions=tuple(lesions),
        series=tuple(series),
        series_lesions=tuple(roles),
        measurements=tuple(measured),
        reported_responses=tuple(reported),
    )


def _lesion(n: int) -> Lesion:
    organs = ("liver", "liver", "lung", "lung", "lymph node", "liver", "bone", "adrenal gland")
    organ = organs[n % len(organs)]
    kind = LesionKind.NODE if organ == "lymph node" else LesionKind.MASS
    label = f"T{n + 1}" if n < 5 else f"N{n - 4}"
    return Lesion(EntityId(f"X{n:02}"), PATIENT, label, organ, f"site {n + 1}", kind)


def _role(n: int) -> LesionRole:
    return LesionRole.TARGET if n < 5 else LesionRole.NON_TARGET


def _measurement(n: int, k: int, lesion: Lesion, assessment: Assessment) -> Measurement:
    size = Decimal(240 + 35 * k + (n * 17 + k * 29) % 90) / 10
    if k >= 5:
        return Measurement(new_id(), PATIENT, assessment.id, lesion.id, state=LesionState.PRESENT)
    is_node = lesion.kind is LesionKind.NODE
    return Measurement(
        new_id(),
        PATIENT,
        assessment.id,
        lesion.id,
        longest_mm=None if is_node else size,
        short_axis_mm=size if is_node else None,
        viable_mm=None if is_node else size - Decimal("6.5"),
    )


def chinese_patient() -> PatientRecord:
    """Return a patient whose name and notes are in Chinese, Japanese and Arabic."""
    patient = Patient(
        PATIENT, "上海-017", name="李小龍", sex=Sex.MALE, birth_on=on("1961"), note="患者拒绝手术。"
    )
    return PatientRecord(
        patient,
        visits=(
            Visit(new_id(), PATIENT, on("2024-03-01"), 1, note="肝细胞癌の経過観察", author="山田"),
            Visit(
                new_id(), PATIENT, on("2024-04-01"), 1, note="مريض سرطان الكبد", author="د. أمين"
            ),
        ),
    )


def awkward_patient() -> PatientRecord:
    """Return a patient of hostile texts: endless words, control characters, many lines."""
    long_word = "hepatocellular" * 143
    notes = "\n".join(f"line {n} of a very long note" for n in range(600))
    patient = Patient(PATIENT, "a" * 300, name=long_word, note="bell\x07 null\x00 tab\t emoji 🩺")
    return PatientRecord(
        patient,
        visits=(
            Visit(new_id(), PATIENT, on("2024-03-01"), 1, note=long_word, author=long_word),
            Visit(new_id(), PATIENT, on("2024-04-01"), 1, note=notes),
            Visit(new_id(), PATIENT, on("2024-05-01"), 1, note="\u202eturned\u2066 round"),
        ),
        discrepancies=(DiscrepancyNote(new_id(), PATIENT, f"{long_word} {long_word}"),),
    )
