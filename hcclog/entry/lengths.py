"""How long a typed text may be before it is read: beyond that it says nothing that could be meant.

A reader tries the words of a text in many ways. A page that was pasted into a field by mistake
would hold the window up, and the sentence that refuses it would repeat all of it.
"""

from __future__ import annotations

from hcclog.commands.refused import Refused

MOST_CHARACTERS = 200


def bounded(text: str, field: str = "") -> str:
    """Return a text that is short enough to be read.

    Raises:
        Refused: At the field.
    """
    if len(text) > MOST_CHARACTERS:
        raise Refused(
            f"{len(text)} characters were typed here; {MOST_CHARACTERS} are the most.", field
        )
    return text
