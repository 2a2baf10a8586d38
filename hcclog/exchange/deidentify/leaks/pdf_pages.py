"""The texts of a PDF: what is printed, and every other string and stream in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from hcclog.exchange.deidentify.leaks.readings import readings

_RANGE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(<[0-9A-Fa-f]+>|\[[^\]]*\])")
_CHARACTER = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_BLOCK = re.compile(r"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
_TEXT = re.compile(r"<([0-9A-Fa-f]+)>")
_SHOWING = {"Tj", "TJ", "'", '"'}
_MOST_IN_RANGE = 65_536


def pdf_pages(file: BinaryIO) -> Iterator[tuple[str, str]]:
    """Yield place and text of each page, and of each string and stream beside them."""
    import pikepdf

    with pikepdf.open(file) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            parts = list(_printed(page))
            # Words of one name may be drawn together or each by itself.
            yield f"page {number}", "".join(parts)
            yield f"page {number}", "".join(part or " " for part in parts)
        for each in pdf.objects:
            yield from _of_object(each)


def _of_object(each: Any) -> Iterator[tuple[str, str]]:
    import pikepdf

    strings = list(_strings(each))
    if strings:
        yield "its properties", "\n".join(strings)
    if isinstance(each, pikepdf.Stream):
        try:
            data = each.read_bytes()
        except pikepdf.PdfError:
            # A picture has a packing of its own; what is written in its head is not packed.
            data = each.read_raw_bytes()
        yield from (("a stream", text) for text in readings(data))


def _strings(part: Any) -> Iterator[str]:
    """Yield the strings of an object; those it points to come by themselves."""
    import pikepdf

    if isinstance(part, pikepdf.String):
        yield str(part)
    elif isinstance(part, pikepdf.Array):
        for item in part.as_list():
            yield from _direct(item)
    elif isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
        for name in part.keys():  # noqa: SIM118 - a stream is none of Python's mappings
            yield from _direct(part[name])


def _direct(item: Any) -> Iterator[str]:
    if not getattr(item, "is_indirect", False):
        yield from _strings(item)


def _printed(page: Any) -> Iterator[str]:
    """Yield the letters that a page shows, in the order of drawing; empty after each text."""
    import pikepdf

    fonts = {name: _letters(font) for name, font in _fonts(page).items()}
    letters: tuple[int, Mapping[int, str]] = (1, {})
    for step in pikepdf.parse_content_stream(page):
        name, operands = str(step.operator), step.operands
        if name == "Tf":
            letters = fonts.get(str(operands[0]), (1, {}))
        elif name in _SHOWING:
            yield "".join(_shown(operands[-1], letters))
        elif name == "ET":
            yield ""


def _fonts(page: Any) -> dict[str, Any]:
    resources = page.get("/Resources", {})
    found: dict[str, Any] = dict(resources.get("/Font", {}).items())
    return found


def _shown(operand: Any, letters: tuple[int, Mapping[int, str]]) -> Iterator[str]:
    import pikepdf

    width, known = letters
    for item in operand if isinstance(operand, pikepdf.Array) else [operand]:
        if not isinstance(item, pikepdf.String):
            continue
        data = bytes(item)
        for start in range(0, len(data), width):
            code = int.from_bytes(data[start : start + width], "big")
            yield known.get(code) or (chr(code) if width == 1 else "")


def _letters(font: Any) -> tuple[int, Mapping[int, str]]:
    """Return how many bytes a letter has in a font, and what each code means."""
    table = font.get("/ToUnicode")
    width = 2 if str(font.get("/Subtype", "")) == "/Type0" else 1
    known: dict[int, str] = {}
    page = table.read_bytes().decode("latin-1") if table is not None else ""
    for kind, block in _BLOCK.findall(page):
        if kind == "bfchar":
            known.update({int(code, 16): _text(said) for code, said in _CHARACTER.findall(block)})
        else:
            for first, last, said in _RANGE.findall(block):
                known.update(_ranged(int(first, 16), int(last, 16), said))
    return width, known


def _ranged(first: int, last: int, said: str) -> dict[int, str]:
    texts = [_text(each) for each in _TEXT.findall(said)]
    codes = range(first, min(last, first + _MOST_IN_RANGE) + 1)
    if said.startswith("["):
        return dict(zip(codes, texts, strict=False))
    start = texts[0]
    return {code: start[:-1] + chr(ord(start[-1]) + place) for place, code in enumerate(codes)}


def _text(code: str) -> str:
    return bytes.fromhex(code.zfill(4)).decode("utf-16-be", "replace")
