"""Outside judges of reports: qpdf for the file, poppler for fonts, pictures and text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from judging import Judged, is_here, ran

_QPDF = "wants qpdf (apt-get install qpdf)"
_POPPLER = "wants poppler (apt-get install poppler-utils)"
_EMBEDDED = 4  # from the right of a line of pdffonts: emb sub uni object ID


def judge_pdf(exports: Path, tools: Path) -> Iterator[Judged]:
    """Yield whether the pages are sound, their fonts embedded, their charts vectors."""
    pages = sorted(exports.rglob("*.pdf"))
    if is_here("qpdf"):
        found = {page.name: ran(["qpdf", "--check", str(page)], tools) for page in pages}
        faults = tuple(f"{name}: {said}" for name, (status, said) in found.items() if status)
        version = ran(["qpdf", "--version"], tools)[1].splitlines()[0].split()[-1]
        yield Judged("qpdf --check", version, not faults, f"{len(pages)} reports", faults)
    else:
        yield Judged("qpdf --check", "", None, _QPDF)
    if not is_here("pdffonts"):
        yield Judged("poppler", "", None, _POPPLER)
        return
    loose = tuple(fault for page in pages for fault in _loose_fonts(page, tools))
    yield Judged("pdffonts", "", not loose, "every font is embedded", loose)
    rasters = tuple(
        f"{page.name}: {line}"
        for page in pages
        for line in ran(["pdfimages", "-list", str(page)], tools)[1].splitlines()[2:]
    )
    yield Judged("pdfimages", "", not rasters, "no chart is a raster", rasters)
    silent = tuple(page.name for page in pages if page.stem not in _text(page, tools))
    yield Judged("pdftotext", "", not silent, "every report says whose it is", silent)


def _loose_fonts(page: Path, tools: Path) -> Iterator[str]:
    lines = ran(["pdffonts", str(page)], tools)[1].splitlines()[2:]
    if not lines:
        yield f"{page.name} has no font"
    for line in lines:
        if line.split()[-1 - _EMBEDDED] != "yes":
            yield f"{page.name}: {line.split()[0]} is not embedded"


def _text(page: Path, tools: Path) -> str:
    return ran(["pdftotext", str(page), "-"], tools)[1]
