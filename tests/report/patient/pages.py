"""From a record to the pages of its report, and what they say, as tests ask for it."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from hcclog.domain.record import PatientRecord
from hcclog.report.drawing import TextRole, Words
from hcclog.report.patient.choices import Choices, Printing
from hcclog.report.patient.clean import clean
from hcclog.report.patient.document import Document
from hcclog.report.patient.report import report_of

PRINTING = Printing(date(2026, 11, 21), 41)
needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="poppler-utils are not installed"
)


def printed(record: PatientRecord, **choices: object) -> Document:
    """Return the report of a record."""
    return report_of(record, PRINTING, Choices(**choices))  # type: ignore[arg-type]


def said(document: Document) -> str:
    """Return all texts of all pages without spaces, which lines may break at.

    What a page break puts between, feet and heads of tables, stands at the end.
    """
    bottom = document.paper.body.bottom
    own = [words for page in own_words(document) for words in page]
    between = [w for w in own if w.role is TextRole.BAR or w.rect.top > bottom]
    body = [w for w in own if w.role is not TextRole.BAR and w.rect.top <= bottom]
    placed = [
        words for page in document.pages for each in page.placed for words in each.drawing.words()
    ]
    return without_spaces("".join(words.text for words in (*body, *between, *placed)))


def without_spaces(text: str) -> str:
    """Return a text as `said` gives it."""
    return "".join(clean(text).split())


def own_words(document: Document) -> list[list[Words]]:
    """Return the texts of each page, but for those of charts."""
    return [page.drawing.words() for page in document.pages]


def output(*command: str | Path) -> str:
    """Return what a program prints."""
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout
