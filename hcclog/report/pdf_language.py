"""Say in a PDF file in which language it is, for who has it read aloud.

Qt's writer has no word for it: the document's root is written once more behind the end of the
file, as the format provides for changes (ISO 32000-1, 7.5.6).
"""

from __future__ import annotations

import re

_ROOT = re.compile(rb"/Root (\d+) 0 R")
_SIZE = re.compile(rb"/Size (\d+)")
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")


def with_language(pdf: bytes, language: str) -> bytes:
    """Return a PDF that says its language and shows its title in the window's frame.

    Raises:
        ValueError: It is no PDF with a table of its objects at the end.
    """
    start, trailer_at = _START.search(pdf), pdf.rfind(b"trailer")
    if start is None or trailer_at < 0:
        raise ValueError("a PDF without a table of its objects")
    trailer = pdf[trailer_at : start.start()]
    number, size = _ROOT.search(trailer), _SIZE.search(trailer)
    if number is None or size is None:
        raise ValueError("a PDF without a root")
    root = re.search(rb"(?:^|\n)" + number[1] + rb" 0 obj\s*<<(.*?)>>\s*endobj", pdf, re.DOTALL)
    if root is None:
        raise ValueError("a PDF without a root")
    told = (
        b"/Lang (" + language.encode("ascii") + b")\n/ViewerPreferences <</DisplayDocTitle true>>"
    )
    at = len(pdf)
    added = number[1] + b" 0 obj\n<<\n" + told + root[1] + b">>\nendobj\n"
    table = b"xref\n" + number[1] + b" 1\n%010d 00000 n \n" % at
    previous = trailer.replace(size[0], size[0] + b"\n/Prev " + start[1])
    end = b"startxref\n%d\n%%%%EOF\n" % (at + len(added))
    return pdf + added + table + previous + end
