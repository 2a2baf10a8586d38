"""Texts of a record as they can be set: no character steers the page or hides another."""

from __future__ import annotations

import unicodedata

_UNSEEN = "\N{REPLACEMENT CHARACTER}"
_SPACES = {"\t": " ", "\N{LINE SEPARATOR}": "\n", "\N{PARAGRAPH SEPARATOR}": "\n", "\r": "\n"}
# Control, surrogate, private use, unassigned.
_NOT_SET = {"Cc", "Cs", "Co", "Cn"}
_STEERING = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}


def clean(text: str) -> str:
    """Return a text with plain line breaks, in which nothing else steers.

    What cannot be set is shown as such; marks that turn the order of letters are taken out.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_letter, text.replace("\r\n", "\n")))


def _letter(letter: str) -> str:
    if letter == "\n":
        return letter
    if letter in _SPACES:
        return _SPACES[letter]
    if letter in _STEERING:
        return ""
    return _UNSEEN if unicodedata.category(letter) in _NOT_SET else letter
