"""The language of a PDF: said in its root, by a change at the end of the file."""

from __future__ import annotations

import re

import pytest

from hcclog.report.pdf_language import with_language

PDF = (
    b"%%PDF-1.4\n3 0 obj\n<<\n/Type /Catalog\n/Names << /A 1 0 R >>\n/Pages 4 0 R\n>>\nendobj\n"
    b"xref\n0 1\n0000000000 65535 f \ntrailer\n<<\n/Size 5\n/Root 3 0 R\n>>\n"
    b"startxref\n%d\n%%%%EOF\n"
)


def test_the_root_is_written_again_with_the_language_and_found_by_the_new_table() -> None:
    table_at = (PDF % 0).index(b"xref")
    done = with_language(PDF % table_at, "en")
    assert done.startswith(PDF % table_at)
    last = int(re.findall(rb"startxref\n(\d+)", done)[-1])
    assert done[last:].startswith(b"xref\n3 1\n")
    entry = re.match(rb"xref\n3 1\n(\d{10}) 00000 n \n", done[last:])
    assert entry is not None
    root = done[int(entry[1]) :]
    assert root.startswith(b"3 0 obj\n<<\n/Lang (en)\n")
    assert root[: root.index(b"endobj")].count(b"/Pages 4 0 R") == 1
    assert done.rstrip().endswith(b"%%EOF")
    assert b"/Prev %d\n" % table_at in done[last:]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.4\n",
        (PDF % 9).replace(b"/Root 3", b"/Root 7"),
        (PDF % 9).replace(b"/R", b"/Q"),
    ],
    ids=["nothing", "a head alone", "a root that is not there", "no root"],
)
def test_what_is_no_such_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="a PDF without"):
        with_language(content, "en")
