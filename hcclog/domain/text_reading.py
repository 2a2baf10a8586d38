"""Names, codes and notes: cleaned of what cannot be seen, and made comparable."""

import re
import unicodedata

_LEFT_OUT = {"Cc", "Cf", "Cs", "Mn", "Me"}


def search_key(text: str) -> str:
    """Return a text without case, marks and doubled spaces, for search and for likely doubles."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(
        letter
        for letter in folded
        if letter.isspace() or unicodedata.category(letter) not in _LEFT_OUT
    )
    return re.sub(r"\s+", " ", bare).strip()


def code_key(text: str) -> str:
    """Return a record number without case and spaces, by which two are the same."""
    return search_key(text).replace(" ", "")
