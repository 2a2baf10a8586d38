"""Say in a PDF file what it is and in which language, and nothing that changes by itself.

Qt writes the moment and a random number into each file, and has no word for the language. Here
both are set, so that one content has one sequence of bytes.
"""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from hcclog.rules.version import RULES_VERSION

if TYPE_CHECKING:
    from pikepdf import Pdf

DRAWN_BY = f"hcclog, rules {RULES_VERSION}"
LANGUAGE = "en"
_N_TAG = 6
_DAY = "D:%Y%m%d000000Z"


def finished(pdf: bytes, title: str, on: date | None = None) -> bytes:
    """Return a PDF that says its title and language, and shows the title in the window's frame.

    Args:
        pdf: As Qt's writer made it.
        title: What the file is.
        on: The day of printing; without it the file holds no date.

    Raises:
        pikepdf.PdfError: It is no PDF.
    """
    # The first picture of a window does without it.
    from pikepdf import Dictionary, Name, Pdf, String

    with Pdf.open(BytesIO(pdf)) as document:
        _name_fonts(document)
        # The first half of the old number is kept where there is one.
        del document.trailer.ID
        told = Dictionary(Title=String(title), Creator=String(DRAWN_BY))
        if on is not None:
            told.CreationDate = String(on.strftime(_DAY))
        document.trailer.Info = document.make_indirect(told)
        if Name.Metadata in document.Root:
            del document.Root.Metadata
        document.Root.Lang = String(LANGUAGE)
        document.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["dc:title"] = title
            metadata["dc:language"] = [LANGUAGE]
            metadata["xmp:CreatorTool"] = DRAWN_BY
            if on is not None:
                metadata["xmp:CreateDate"] = f"{on.isoformat()}T00:00:00Z"
        done = BytesIO()
        document.save(done, deterministic_id=True, fix_metadata_version=True)
    return done.getvalue()


def _name_fonts(document: Pdf) -> None:
    """Give each embedded font the tag of its place, for Qt's follow no order that stays."""
    from pikepdf import Dictionary, Name

    fonts = (each for each in document.objects if isinstance(each, Dictionary))
    whole = (each for each in fonts if each.get(Name.Subtype) == Name.Type0)
    for n, font in enumerate(whole):
        part = font.DescendantFonts[0]
        _, _, family = str(part.FontDescriptor.FontName).partition("+")
        name = Name(f"/{_tag(n)}+{family}")
        font.BaseFont = part.BaseFont = part.FontDescriptor.FontName = name


def _tag(n: int) -> str:
    """Return six capital letters, another for each number."""
    letters = [chr(ord("A") + n // 26**place % 26) for place in range(_N_TAG)]
    return "".join(reversed(letters))
