"""What was confirmed although it is unlikely stays marked, as long as it stands."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from hcclog.domain.adverse_event import AdverseEvent
from hcclog.domain.assessment import Assessment
from hcclog.domain.chronology import Chronology
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import EntityId
from hcclog.domain.lesion import Lesion, Measurement
from hcclog.domain.record import PatientRecord
from hcclog.domain.therapy import Course, DoseStep, Hold
from hcclog.entry.questions.standing import event_doubts, size_doubts, treatment_doubts
from tests.books import a_patient

PATIENT = a_patient("doubted-01")


def on(text: str) -> ClinicalDate:
    return ClinicalDate.parse(text)


def own(key: str, **fields: Any) -> dict[str, Any]:
    return {"id": EntityId(key), "patient_id": PATIENT.id, **fields}


USUAL = Course(
    **own("course", agent="lenvatinib", line_id=None, start_on=on("2021-03-02")),
    end_on=on("2021-08-30"),
    dose=Decimal(8),
    dose_unit="mg",
)
STEP = DoseStep(**own("step", course_id=USUAL.id, on=on("2021-05-01")), dose=Decimal(4))
HOLD = Hold(**own("hold", course_id=USUAL.id, start_on=on("2021-06-01")))
AGAIN = replace(USUAL, id=EntityId("again"), start_on=on("2021-04-01"))


@pytest.mark.parametrize(
    ("parts", "doubted"),
    [
        pytest.param({"courses": (USUAL,), "dose_steps": (STEP,), "holds": (HOLD,)}, {}, id="none"),
        pytest.param(
            {"courses": (replace(USUAL, dose=Decimal(800)),)},
            {"course": "800 mg of Lenvatinib is unusual"},
            id="C-01 a dose",
        ),
        pytest.param(
            {"courses": (replace(USUAL, agent="sintilimab", dose=None, every_days=147),)},
            {"course": "every 147 days is unusual"},
            id="C-03 an interval",
        ),
        pytest.param(
            {"courses": (USUAL, AGAIN)},
            {"course": "already given", "again": "already given"},
            id="C-04 one agent twice",
        ),
        pytest.param(
            {"courses": (USUAL,), "dose_steps": (replace(STEP, dose=Decimal(400)),)},
            {"step": "400 mg of Lenvatinib is unusual"},
            id="C-01 a dose that was changed",
        ),
        pytest.param(
            {"courses": (USUAL,), "holds": (replace(HOLD, end_on=on("2021-12-01")),)},
            {"hold": "lies after its course"},
            id="C-05 a hold longer than its course",
        ),
    ],
)
def test_treatment_in_doubt(parts: dict[str, Any], doubted: dict[str, str]) -> None:
    found = treatment_doubts(PatientRecord(PATIENT, **parts))
    assert list(found) == list(doubted)
    assert all(words in found[key] for key, words in doubted.items())


@pytest.mark.parametrize(
    ("version", "doubted"), [("", ["event"]), ("5.0", [])], ids=["C-18 no version", "a version"]
)
def test_a_grade_in_doubt(version: str, doubted: list[str]) -> None:
    event = AdverseEvent(EntityId("event"), PATIENT.id, "proteinuria", 2, version)
    assert list(event_doubts(PatientRecord(PATIENT, adverse_events=(event,)))) == doubted


def sizes(*texts: str) -> PatientRecord:
    """Return a lesion that was measured once a year."""
    lesion = Lesion(**own("lesion", label="T1", organ="liver"))
    when = [f"{2021 + n}-03-02" for n in range(len(texts))]
    looks = tuple(Assessment(**own(f"a{n}", on=on(day))) for n, day in enumerate(when))
    seen = tuple(
        Measurement(
            **own(f"m{n}", assessment_id=EntityId(f"a{n}"), lesion_id=lesion.id),
            longest_mm=Decimal(text) if text else None,
        )
        for n, text in enumerate(texts)
    )
    # In the order of entry, which is not that of time.
    return PatientRecord(PATIENT, lesions=(lesion,), assessments=looks, measurements=seen[::-1])


@pytest.mark.parametrize(
    ("record", "doubted"),
    [
        pytest.param(sizes("21", "17", "19"), {}, id="none"),
        pytest.param(sizes("21", "2.1"), {"m1": "about a tenth"}, id="C-08 the later of two"),
        pytest.param(sizes("2.1", "", "21"), {"m2": "ten times"}, id="C-08 after one not measured"),
        pytest.param(sizes("380", "400"), {"m0": "300 mm", "m1": "300 mm"}, id="C-08 very long"),
    ],
)
def test_a_size_in_doubt(record: PatientRecord, doubted: dict[str, str]) -> None:
    found = size_doubts(record, Chronology(record))
    assert sorted(found) == sorted(doubted)
    assert all(words in found[key] for key, words in doubted.items())
