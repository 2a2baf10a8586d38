"""Patients with few and with many laboratory values, and the value that is entered next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from hcclog.domain.dates import ClinicalDate
from hcclog.domain.labs import LabResult
from hcclog.domain.record import NOUNS, PatientRecord
from hcclog.logbook import Logbook
from hcclog.store.codec import to_row
from tests.books import an_id, file_of
from tests.report.samples import measured_case

# Test, unit, upper limit and a usual value; the markers, which are drawn, stand first.
TESTS = (
    ("afp", "ng/mL", "7", 400.0),
    ("pivka-ii", "mAU/mL", "40", 900.0),
    ("afp-l3", "%", "10", 18.0),
    ("cea", "ng/mL", "5", 3.0),
    ("bilirubin", "µmol/L", "21", 19.0),
    ("albumin", "g/L", "52", 38.0),
    ("inr", "INR", "1.2", 1.1),
    ("alt", "U/L", "50", 60.0),
    ("ast", "U/L", "50", 70.0),
    ("alp", "U/L", "130", 120.0),
    ("ggt", "U/L", "60", 150.0),
    ("platelets", "10^9/L", "400", 140.0),
)
LAST_DAY = date(2026, 6, 30)


def patient_with(n_values: int, n_tests: int, every_days: int) -> PatientRecord:
    """Return a patient with courses, imaging and so many values of the first tests."""
    record = measured_case()
    chance = Random(1)
    amounts = {code: usual for code, _, _, usual in TESTS}
    n_dates = -(-n_values // n_tests)
    labs = []
    for k in range(n_values):
        at, test = divmod(k, n_tests)
        day = LAST_DAY - timedelta(every_days * (n_dates - 1 - at))
        code = TESTS[test][0]
        amounts[code] *= chance.uniform(0.8, 1.25)
        labs.append(a_value(record, test, day, f"{amounts[code]:.2f}"))
    return replace(record, labs=tuple(labs))


def a_value(record: PatientRecord, test: int, day: date, value: str) -> LabResult:
    """Return one value of one test."""
    code, unit, limit, _ = TESTS[test]
    return LabResult(
        an_id(),
        record.patient.id,
        ClinicalDate.of(day.year, day.month, day.day),
        code,
        Decimal(value),
        unit,
        reference_low=Decimal(0),
        reference_high=Decimal(limit),
        as_typed=value,
    )


def few() -> PatientRecord:
    """Return a patient with 50 values: 5 tests on 10 dates."""
    return patient_with(50, 5, 30)


def many() -> PatientRecord:
    """Return a patient with 10,000 values: 12 tests on more than 800 dates."""
    return patient_with(10_000, 12, 4)


def next_value(record: PatientRecord, number: int) -> LabResult:
    """Return a new value of the first marker, each a day later than the one before."""
    return a_value(record, 0, LAST_DAY + timedelta(1 + number), f"{400 + number}.5")


def write_into(book: Logbook, record: PatientRecord) -> None:
    """Put a record straight into the tables: its journal is not what is measured."""
    raw = file_of(book).raw
    raw.execute("BEGIN IMMEDIATE")
    for noun in NOUNS:
        held: Any = getattr(record, noun.attribute)
        rows = [to_row(one) for one in ((held,) if noun.attribute == "patient" else held)]
        if rows:
            names = ", ".join(f'"{name}"' for name in rows[0])
            marks = ", ".join("?" * len(rows[0]))
            values = [tuple(row.values()) for row in rows]
            raw.executemany(f"INSERT INTO {noun.table} ({names}) VALUES ({marks})", values)
    key = (record.patient.id, record.patient.code.casefold(), record.patient.code.casefold())
    raw.execute("INSERT INTO patient_search VALUES (?, ?, ?)", key)
    raw.execute("COMMIT")
