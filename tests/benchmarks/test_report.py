"""The patient report against LibreOffice turning a workbook of the same patient into PDF.

Both are whole processes, from a store or a file to pages. The workbook is what a clinic keeps: a
sheet of results with a chart over them, one of diameters, one of treatment; its pages say less
than ours. Each run of LibreOffice has a profile of its own, made before: a left-over one makes the
next run falsely quick. Skipped where it is not installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from hcclog.domain.record import PatientRecord
from hcclog.entry.sizes import size_text
from tests.benchmarks.measuring import ratio, tell
from tests.books import new_book
from tests.report.patient.big_patient import big_patient
from tests.ui.desks import add_record

pytestmark = [
    pytest.mark.benchmark,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="not installed: soffice"),
]
N_PAIRS, BAR = 7, 1.0


def write_workbook(record: PatientRecord, path: Path) -> None:
    """Write results with a chart, diameters, and treatment."""
    from openpyxl import Workbook
    from openpyxl.chart import LineChart, Reference

    book = Workbook()
    sheet: Any = book.active
    tests = list(dict.fromkeys(lab.analyte for lab in record.labs))
    sheet.append(["When", *tests])
    days: dict[str, dict[str, float]] = {}
    for lab in record.labs:
        days.setdefault(str(lab.on), {})[lab.analyte] = float(lab.value or 0)
    for day, values in days.items():
        sheet.append([day, *(values.get(test) for test in tests)])
    chart = LineChart()
    chart.add_data(Reference(sheet, min_col=2, max_col=4, min_row=1, max_row=len(days) + 1), True)
    chart.y_axis.scaling.logBase = 10
    sheet.add_chart(chart, "B45")
    sizes: Any = book.create_sheet("Lesions")
    seen = {(m.lesion_id, m.assessment_id): m for m in record.measurements}
    sizes.append(["When", *(lesion.label for lesion in record.lesions)])
    for one in record.assessments:
        found = [(seen.get((lesion.id, one.id)), lesion) for lesion in record.lesions]
        sizes.append([str(one.on), *(size_text(m, x, {}) if m else "" for m, x in found)])
    treatment: Any = book.create_sheet("Treatment")
    for course in record.courses:
        treatment.append([course.agent, float(course.dose or 0), str(course.start_on)])
    book.save(path)


def test_a_report_is_printed_sooner_than_calc_prints_a_workbook(tmp_path: Path) -> None:
    record, store = big_patient(), tmp_path / "store.db"
    book = new_book(store)
    add_record(book, record)
    book.close()
    write_workbook(record, tmp_path / "big.xlsx")
    plain = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "QT_QPA_PLATFORM": "offscreen"}

    def run(*words: object) -> None:
        subprocess.run(
            [str(word) for word in words], check=True, capture_output=True, env=plain, timeout=120
        )

    def ours() -> None:
        out = tmp_path / "ours.pdf"
        run(sys.executable, "-m", "hcclog", "report", "big-01", "--store", store, "--out", out)

    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    to_pdf = ("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path)

    def calc() -> None:
        run(*to_pdf, tmp_path / "big.xlsx")

    measured = ratio(ours, calc, N_PAIRS, warm_up=1)
    assert (tmp_path / "big.pdf").exists()
    tell("report of 40 assessments / LibreOffice printing a workbook", measured, BAR)
