"""What a PDF says of itself: its title and language, one day, and nothing that changes."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pikepdf import Dictionary, Name, Pdf, PdfError

from hcclog.report.course.picture import CoursePicture
from hcclog.report.figure_files import save_picture
from hcclog.report.pdf_about import DRAWN_BY, finished
from tests.report.course.charts import figure_of
from tests.report.samples import relative_case

DAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return a PDF of a figure."""
    path = tmp_path_factory.mktemp("pdf") / "a.pdf"
    save_picture(CoursePicture(figure_of(relative_case())), path)
    return path.read_bytes()


def test_it_says_its_language_and_shows_its_title(made: bytes) -> None:
    with Pdf.open(BytesIO(finished(made, "A title", DAY))) as pdf:
        assert str(pdf.Root.Lang) == "en"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle) is True
        told = {str(key): str(value) for key, value in pdf.docinfo.items()}
        assert told == {
            "/Title": "A title",
            "/Creator": DRAWN_BY,
            "/CreationDate": "D:20261121000000Z",
        }
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "A title"
            assert list(metadata["dc:language"]) == ["en"]


def test_without_a_day_it_holds_none(made: bytes) -> None:
    with Pdf.open(BytesIO(finished(made, "A title"))) as pdf:
        assert Name.CreationDate not in pdf.docinfo
        assert b"CreateDate" not in pdf.Root.Metadata.read_bytes()


def test_the_same_figure_gives_the_same_bytes(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a.pdf", "b.pdf")]
    for file in files:
        save_picture(CoursePicture(figure_of(relative_case())), file)
    first, second = (file.read_bytes() for file in files)
    assert first == second


def test_every_font_has_a_tag_of_its_own(made: bytes) -> None:
    with Pdf.open(BytesIO(made)) as pdf:
        found = (each for each in pdf.objects if isinstance(each, Dictionary))
        fonts = [each for each in found if each.get(Name.Subtype) == Name.Type0]
        names = [str(each.DescendantFonts[0].FontDescriptor.FontName) for each in fonts]
    assert [name[1:7] for name in names] == ["AAAAAA", "AAAAAB", "AAAAAC", "AAAAAD"][: len(names)]
    assert len(names) > 1


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4\n"], ids=["nothing", "a head alone"])
def test_what_is_no_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(PdfError):
        finished(content, "A title")
