"""The report as a file: the same bytes, fonts in it, no pixels, nobody's name about it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pikepdf import Pdf

from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import EntityId
from hcclog.domain.visit import Visit
from hcclog.report.patient.choices import PageSize, Section
from tests.report.patient.big_patient import awkward_patient, big_patient, chinese_patient
from tests.report.patient.pages import needs_poppler, output, printed

_PRINT = """
import sys
from hashlib import sha256
from tests.report.patient.big_patient import chinese_patient
from tests.report.patient.pages import printed
sys.stdout.write(sha256(printed(chinese_patient()).pdf_bytes()).hexdigest())
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the reports of three patients."""
    made = tmp_path_factory.mktemp("reports")
    for make in (big_patient, chinese_patient, awkward_patient):
        (made / f"{make.__name__}.pdf").write_bytes(printed(make()).pdf_bytes())
    return made


def test_the_same_record_gives_the_same_bytes(folder: Path) -> None:
    again = printed(chinese_patient()).pdf_bytes()
    assert again == (folder / "chinese_patient.pdf").read_bytes()


def test_it_does_so_in_processes_that_hash_in_other_ways() -> None:
    seen = {
        subprocess.run(
            [sys.executable, "-c", _PRINT],
            env={**os.environ, "PYTHONHASHSEED": seed, "QT_HASH_SEED": qt_seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed, qt_seed in (("1", "0"), ("2", "1"), ("3", "1"))
    }
    assert len(seen) == 1
    assert all(len(each) == 64 for each in seen)


@pytest.mark.catalogue("X-04")
@pytest.mark.parametrize("name", ["big_patient", "chinese_patient", "awkward_patient"])
def test_what_the_file_says_of_itself_names_nobody(folder: Path, name: str) -> None:
    content = (folder / f"{name}.pdf").read_bytes()
    with Pdf.open(BytesIO(content)) as pdf:
        told = {str(key): str(value) for key, value in pdf.docinfo.items()}
        metadata = pdf.Root.Metadata.read_bytes().decode()
        assert str(pdf.Root.Lang) == "en"
    assert told["/Title"] == "Patient report, hcclog"
    assert told["/CreationDate"] == "D:20261121000000Z"
    for words in (*told.values(), metadata):
        assert not re.search("big-01|Ada|李|aaaa|hepatocellular", words)


@pytest.mark.catalogue("X-04", "T-05")
def test_long_words_odd_letters_and_hundreds_of_pages_make_a_whole_file() -> None:
    record = chinese_patient()
    # As an older program may have left them: they are refused where they are entered.
    odd = "x" * 2_000 + "\x00\x07\x1b[2J\u202e\ufffe" + "a" + "\u0301" * 200
    notes = (odd, *[f"{n} " * 2_400 for n in range(220)])
    visits = tuple(
        Visit(EntityId(f"v{n}"), record.patient.id, ClinicalDate.parse("2021"), note=note)
        for n, note in enumerate(notes)
    )
    document = printed(replace(record, visits=visits), sections=(Section.VISITS,))
    with Pdf.open(BytesIO(document.pdf_bytes())) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert len(pdf.pages) > 200


@needs_poppler
@pytest.mark.parametrize("name", ["big_patient", "chinese_patient", "awkward_patient"])
def test_every_font_is_embedded_and_nothing_is_pixels(folder: Path, name: str) -> None:
    fonts = output("pdffonts", folder / f"{name}.pdf").splitlines()[2:]
    assert fonts
    for font in fonts:
        embedded, subset, in_unicode = font.split()[-5:-2]
        assert (embedded, subset, in_unicode) == ("yes", "yes", "yes"), font
    assert len(output("pdfimages", "-list", folder / f"{name}.pdf").splitlines()) == 2


@pytest.mark.catalogue("T-02")
@needs_poppler
def test_names_in_any_script_can_be_selected(folder: Path) -> None:
    text = output("pdftotext", folder / "chinese_patient.pdf", "-")
    for words in ("李小龍", "上海-017", "患者拒绝手术", "山田"):
        assert words in text


@needs_poppler
@pytest.mark.parametrize(
    ("paper", "size"),
    [
        pytest.param(PageSize.A4, (595.28, 841.89), id="A4"),
        pytest.param(PageSize.LETTER, (612.0, 792.0), id="Letter"),
    ],
)
def test_pages_are_as_large_as_their_paper(
    tmp_path: Path, paper: PageSize, size: tuple[float, float]
) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(printed(chinese_patient(), paper=paper).pdf_bytes())
    found = re.search(r"Page size:\s+([0-9.]+) x ([0-9.]+) pts", output("pdfinfo", file))
    assert found is not None
    assert [float(length) for length in found.groups()] == pytest.approx(size, abs=0.6)


@needs_poppler
def test_lines_come_out_in_the_order_of_reading(folder: Path) -> None:
    text = output("pdftotext", "-layout", folder / "big_patient.pdf", "-")
    line = next(line for line in text.splitlines() if line.strip().startswith("2019-06-11  "))
    assert re.search(r"247\.6\s*H\s+1.306\s*H\s+165\.20\s*H", text), line
