"""Cells of a CSV file that a spreadsheet opens without running them.

Written here and not by the `csv` module, which takes longer than all the rules: what `csv.writer`
reads back is the same.
"""

from __future__ import annotations

import re

# What a spreadsheet takes for the start of a formula, in the full width forms too.
_LEADS = frozenset("=+-@\t\r＝＋－＠")
_SPACES = " \u00a0\u3000"
_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")


def quoted(text: str) -> str:
    """Return a cell as it stands in a file, in quotes where it must."""
    if '"' in text:
        return '"' + text.replace('"', '""') + '"'
    if "," in text or "\n" in text or "\r" in text:
        return f'"{text}"'
    return text


def free_text(text: str) -> str:
    """Return a cell of free text: led by an apostrophe where it could run as a formula.

    A number stays as it is, also with a sign.
    """
    return quoted(guarded(text))


def guarded(text: str) -> str:
    """Return a text led by an apostrophe where a spreadsheet could run it, also after a trim."""
    bare = text.lstrip(_SPACES)
    if bare[:1] in _LEADS and not _NUMBER.fullmatch(bare):
        return f"'{text}"
    return text


def shielded(text: str) -> str:
    """Return a text that no spreadsheet runs, also after it trims it; `unshielded` takes it back.

    A sign alone runs nothing, and a text that begins with an apostrophe gets another one.
    """
    is_led = text[:1] == "'" or guarded(text) != text
    return f"'{text}" if is_led and text != "=" else text


def unshielded(text: str) -> str:
    """Return the text that `shielded` was given."""
    return text[1:] if text[:1] == "'" and shielded(text[1:]) == text else text
