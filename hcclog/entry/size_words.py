"""The words of a worksheet's cell: states and trends, their letters, what cytology said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from hcclog.commands.refused import Refused
from hcclog.domain.lesion import LesionState, Trend
from hcclog.domain.text_reading import code_key

LETTERS = {
    "a": LesionState.ABSENT,
    "p": LesionState.PRESENT,
    "t": LesionState.TOO_SMALL,
    "n": LesionState.NOT_EVALUABLE,
    "g": LesionState.PROGRESSED,
    "e": LesionState.EQUIVOCAL,
}
PARTNER_LETTERS = {"m": LesionState.MERGED, "s": LesionState.SPLIT}
LETTER_OF = {state: letter for letter, state in (LETTERS | PARTNER_LETTERS).items()}
_STATES = (
    LETTERS
    | {state.value: state for state in LETTERS.values()}
    | {state.value.replace("-", " "): state for state in LETTERS.values()}
    | {
        "gone": LesionState.ABSENT,
        "disappeared": LesionState.ABSENT,
        "ne": LesionState.NOT_EVALUABLE,
        "too small to measure": LesionState.TOO_SMALL,
        "clearly progressed": LesionState.PROGRESSED,
    }
)
_PARTNERED = PARTNER_LETTERS | {
    "merged": LesionState.MERGED,
    "merged into": LesionState.MERGED,
    "split": LesionState.SPLIT,
    "split from": LesionState.SPLIT,
}
_TRENDS = {trend.value: trend for trend in Trend} | {
    "bigger": Trend.LARGER,
    "same": Trend.UNCHANGED,
    "stable": Trend.UNCHANGED,
}
_CYTOLOGY = {
    "cytology positive": True,
    "c+": True,
    "cytology negative": False,
    "c-": False,
}
_MOST_WORDS = 4
_WORD = re.compile(r"[^\s;·,]+(?:,(?=\d)[^\s;·,]*)*")
_JOINED = re.compile(r"\b(m|s|merged|split):(?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SaidInWords:
    """What the words of a cell say.

    Attributes:
        rest: What is left, where the diameters stand.
    """

    state: LesionState | None = None
    partner_id: str | None = None
    trend: Trend | None = None
    cytology_positive: bool | None = None
    rest: str = ""


def read_words(text: str, id_of_label: Mapping[str, str]) -> SaidInWords:
    """Return what the words of a cell say, and what is left of it.

    Args:
        text: As typed.
        id_of_label: The lesions that one can merge into or be split from, by `code_key`.

    Raises:
        Refused: A state or a trend is said twice, or a partner is missing.
    """
    plain = _JOINED.sub(r"\1 ", text)
    words = list(_WORD.finditer(plain))
    said, rest, n = SaidInWords(), [], 0
    while n < len(words):
        used, found = _fact_at(plain, words[n:], id_of_label)
        if not used:
            rest.append(words[n][0])
        for name, value in found.items():
            if getattr(said, name) not in {None, value}:
                raise Refused(f"{text.strip()!r} says two things at once; say one.", name)
        said = replace(said, **found)  # type: ignore[arg-type]  # by the names of its fields
        n += used or 1
    return replace(said, rest=" ".join(rest))


def _fact_at(
    text: str, words: list[re.Match[str]], id_of_label: Mapping[str, str]
) -> tuple[int, dict[str, object]]:
    """Return how many words say one fact, and the fact; 0 where the first says none."""
    for n in range(min(_MOST_WORDS, len(words)), 0, -1):
        key = " ".join(word[0] for word in words[:n]).casefold()
        if key in _STATES:
            return n, {"state": _STATES[key]}
        if key in _TRENDS:
            return n, {"trend": _TRENDS[key]}
        if key in _CYTOLOGY:
            return n, {"cytology_positive": _CYTOLOGY[key]}
        if key in _PARTNERED:
            used, partner_id = _partner(text, words[n:], id_of_label, _PARTNERED[key])
            return n + used, {"state": _PARTNERED[key], "partner_id": partner_id}
    return 0, {}


def _partner(
    text: str, words: list[re.Match[str]], id_of_label: Mapping[str, str], state: LesionState
) -> tuple[int, str]:
    """Return how many words are the other lesion's label, and its id.

    Raises:
        Refused: No other lesion is called so.
    """
    letter = LETTER_OF[state]
    if not words:
        known = "T2" if not id_of_label else next(iter(id_of_label)).upper()
        msg = f"Which lesion? Write its label after it, such as {letter} {known}."
        raise Refused(msg, "other_lesion_id")
    for n in range(len(words), 0, -1):
        label = text[words[0].start() : words[n - 1].end()]
        if code_key(label) in id_of_label:
            return n, id_of_label[code_key(label)]
    raise Refused(f"No other lesion is called {words[0][0]!r}.", "other_lesion_id")
