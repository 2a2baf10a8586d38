"""When two spellings are one name."""

import unicodedata

DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212")
FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_NOT_KEPT = {code: None for code in range(128) if chr(code).isspace() or chr(code) in DASHES}


def fold(text: str) -> str:
    """Return the form under which two spellings of one name are equal.

    NFC, letters without case, full-width letters as ASCII (Japanese and Chinese keyboards give
    them), no white space, no invisible characters, no hyphen of any kind. Not for numbers.
    """
    if text.isascii():
        # Most names, many times as fast, to the same form.
        return text.lower().translate(_NOT_KEPT)
    plain = unicodedata.normalize("NFC", text).translate(FULL_WIDTH).casefold()
    kept = (c for c in plain if not c.isspace() and unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFC", "".join(c for c in kept if c not in DASHES))
