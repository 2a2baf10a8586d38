"""The measurements of a report, a group for each lesion; what is no diameter is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from hcclog.exchange.dicom.codes import MEASURED, SITES, Coded
from hcclog.exchange.dicom.image import decimal_of
from hcclog.exchange.dicom.tree import Item, coded
from hcclog.exchange.incoming.plan import Line, Verdict

_GROUP = ("DCM", "125007")
_IDENTIFIER, _UID = ("DCM", "112039"), ("DCM", "112040")
_SITE = {("SCT", "363698007"), ("SRT", "G-C0E3")}
_PER_UNIT = {("UCUM", "mm"): 0, ("UCUM", "cm"): 1}
_FIELD_OF = {code.key: name for name, codes in MEASURED.items() for code in codes}
_RANK = {code.key: rank for codes in MEASURED.values() for rank, code in enumerate(codes)}
_ORGANS = {code.key: organ for organ, code in SITES.items()}
_ORGANS |= {
    ("SRT", "T-62000"): "liver",
    ("SRT", "T-28000"): "lung",
    ("SRT", "T-C4000"): "lymph node",
}
_NAMED = {name: codes[0].meaning.lower() for name, codes in MEASURED.items()}


@dataclass(slots=True)
class Group:
    """The diameters of one lesion.

    Attributes:
        place: ``group 3``.
        label: What the reader called it.
        uid: By which it is known from study to study.
        organ: Of the catalogue; empty where no site is named that it knows.
        diameters: In mm, by the field of a measurement.
        lines: What of the group is not taken, or refused.
    """

    place: str
    label: str = ""
    uid: str = ""
    organ: str = ""
    diameters: dict[str, Decimal] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)

    @property
    def words(self) -> str:
        """Its numbers as they are read."""
        sizes = [f"{_NAMED[name]} {mm:f} mm" for name, mm in self.diameters.items()]
        return f"{self.label or 'a lesion'}: {', '.join(sizes)}"


def groups_of(items: Sequence[Item]) -> Iterator[Group]:
    """Yield the groups of a report; a number outside all groups is one of its own."""
    heads = {item.number for item in items if item.name.key == _GROUP}
    alone = {item.number for item in items if item.kind == "NUM" and heads.isdisjoint(item.inside)}
    parts: dict[int, list[Item]] = {number: [] for number in sorted(heads | alone)}
    for item in items:
        for number in (*item.inside, item.number):
            if number in parts:
                parts[number].append(item)
                break
    for number, found in enumerate(parts.values(), start=1):
        yield _group(f"group {number}", found)


def _group(place: str, items: Sequence[Item]) -> Group:
    found = Group(place)
    for item in items:
        if item.name.key == _IDENTIFIER:
            found.label = found.label or item.text
        elif item.name.key == _UID:
            found.uid = found.uid or item.text
        elif item.name.key in _SITE and item.code is not None:
            found.organ = found.organ or _ORGANS.get(item.code.key, "")
    numbers = [item for item in items if item.kind == "NUM"]
    for item in sorted(numbers, key=lambda each: _RANK.get(each.name.key, 0)):
        _take(found, item)
    return found


def _take(group: Group, item: Item) -> None:
    """Take one number into its group, or tell why not."""
    amount, unit, said = _amount(item)
    name = _FIELD_OF.get(item.name.key)
    power = _PER_UNIT.get(unit.key) if unit is not None else None
    words = f"{item.name.meaning} {said} {unit.meaning if unit else ''}".strip()[:120]
    if name is None:
        group.lines.append(Line(group.place, words, Verdict.LEFT, "It is no diameter."))
    elif power is None:
        why = "It is not in millimetres or centimetres, so its length is not known."
        group.lines.append(Line(group.place, words, Verdict.REFUSED, why))
    elif amount is None:
        why = "Its value is no number, or below 0."
        group.lines.append(Line(group.place, words, Verdict.REFUSED, why))
    else:
        _put(group, name, Decimal(f"{amount.scaleb(power):f}"), words)


def _put(group: Group, name: str, mm: Decimal, words: str) -> None:
    before = group.diameters.setdefault(name, mm)
    if before != mm:
        why = f"The {_NAMED[name]} of this lesion is {before:f} mm here already."
        group.lines.append(Line(group.place, words, Verdict.LEFT, why))


def _amount(item: Item) -> tuple[Decimal | None, Coded | None, str]:
    """Return a number, its unit, and both as they were sent."""
    for value in item.dataset.get("MeasuredValueSequence", None) or ():
        number = value.get("NumericValue", None)
        said = str(getattr(number, "original_string", number)).strip()
        return decimal_of(number), coded(value, "MeasurementUnitsCodeSequence"), said
    return None, None, ""
