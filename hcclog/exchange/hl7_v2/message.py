"""One message in its segments; fields are read with their escapes resolved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hcclog.commands.refused import Refused
from hcclog.exchange.hl7_v2.letters import Letters

_READ = ("MSH", "PID", "ORC", "OBR", "OBX", "NTE", "SPM")
_SIGNS_AT, _FEWEST_SIGNS, _MOST_SIGNS = 3, 4, 6
_USUAL_FIFTH = "&"
_MOST_PARTS = 300_000  # fields and what they are parted into; the library keeps each as an object
_HEX = re.compile(r"X((?:[0-9A-Fa-f]{2})+)")
_DELETED = '""'


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment.

    Attributes:
        kind: ``OBX``.
        fields: As the library splits them; field 0 is the kind.
        codec: How escaped bytes are read.
    """

    kind: str
    fields: Any
    codec: str

    def text(self, field: int, component: int = 1, repetition: int = 1) -> str:
        """Return a component as a person reads it; empty where there is none."""
        node: Any = self._field(field)
        for index in (repetition - 1, component - 1):
            if isinstance(node, str):
                node = node if index == 0 else ""
            else:
                node = node[index] if index < len(node) else ""
        text = self._unescaped(str(node)).strip()
        return "" if text == _DELETED else text

    def n_repetitions(self, field: int) -> int:
        """Return how often a field is given."""
        found = self._field(field)
        return len(found) if str(found) else 0

    def n_components(self, field: int) -> int:
        """Return how many components the first repetition of a field has."""
        found = self._field(field)
        if isinstance(found, str) or isinstance(found[0], str):
            return 1
        return len(found[0])

    def whole(self, field: int) -> str:
        """Return a field with all that it is parted into, where it should have been one text."""
        n = range(1, self.n_repetitions(field) + 1)
        said = ("^".join(self._components(field, each)).rstrip("^") for each in n)
        return "~".join(said).rstrip("~")

    def _components(self, field: int, repetition: int) -> Iterator[str]:
        node = self._field(field)
        repeated = node if isinstance(node, str) else node[repetition - 1]
        for n in range(1, (1 if isinstance(repeated, str) else len(repeated)) + 1):
            yield self.text(field, n, repetition)

    def _field(self, field: int) -> Any:
        return self.fields[field] if field < len(self.fields) else ""

    def _unescaped(self, text: str) -> str:
        esc = self.fields.esc
        if not esc or esc not in text:
            return text
        _segment, field, repetition, component, sub = self.fields.separators
        signs = {"F": field, "R": repetition, "S": component, "T": sub, "E": esc}
        signs |= {"H": "", "N": "", ".br": " ", ".sp": " "}

        def resolved(match: re.Match[str]) -> str:
            said = match[1]
            if said in signs:
                return str(signs[said])
            coded = _HEX.fullmatch(said)
            # What is not known stays as it was sent: a letter is never guessed.
            return bytes.fromhex(coded[1]).decode(self.codec, "replace") if coded else match[0]

        mark = re.escape(esc)
        return re.sub(rf"{mark}([^{mark}]{{1,200}}){mark}", resolved, text)


def segments_of(letters: Letters, name: str) -> Iterator[Segment]:
    """Yield the segments of a message that say something of a result, the header first.

    Raises:
        Refused: Its header names no separators, or it is parted into too much.
    """
    import hl7

    where = f"{name}, message {letters.number}"
    signs = _signs(letters.lines[0], where)
    told = [line for line in letters.lines if line.startswith(_READ)]
    if sum(line.count(sign) for line in told for sign in signs) > _MOST_PARTS:
        raise Refused(f"{where} has more than {_MOST_PARTS:,} fields and parts of fields.")
    message = hl7.parse("\r".join(told))
    for segment in message:
        yield Segment(str(segment[0]), segment, letters.codec)


def _signs(header: str, where: str) -> str:
    """Return the separators; refuse those that part nothing, or stand for two things at once."""
    sign = header[_SIGNS_AT : _SIGNS_AT + 1]
    told, ended, _ = header[_SIGNS_AT + 1 :].partition(sign or " ")
    # Without an end the library would look for one in the segments behind.
    signs = sign + told if sign.strip() and ended else ""
    # Where the fifth is not told, it is the usual one, which none of the others may be.
    used = signs + _USUAL_FIFTH if len(signs) == _FEWEST_SIGNS else signs
    is_known = _FEWEST_SIGNS <= len(signs) <= _MOST_SIGNS and len(set(used)) == len(used)
    if not is_known or any(each.isalnum() or each.isspace() for each in signs):
        raise Refused(f"{where}: MSH names no separators that can be used; usual is MSH|^~\\&.")
    return signs
