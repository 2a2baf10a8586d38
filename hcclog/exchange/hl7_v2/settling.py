"""How the results of a file stand to each other and to the record, and what is written of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from hcclog.commands.labels import lab_words
from hcclog.domain.labs import LabResult
from hcclog.domain.sources import SourceKind
from hcclog.entry.paste.preview import Standing
from hcclog.entry.paste.standing import Stood, key_of, said_of
from hcclog.exchange.incoming.plan import Line, Verdict

_ORDER = ", order "
_MOST_NAMED = 3
_VERDICTS = {
    Standing.NEW: Verdict.NEW,
    Standing.THERE: Verdict.THERE,
    Standing.OTHER: Verdict.ASKED,
    Standing.ASKED: Verdict.ASKED,
}


@dataclass(frozen=True, slots=True)
class Found:
    """One result of the file.

    Attributes:
        order: The laboratory's number of the order.
        is_correction: The laboratory says that it replaces an earlier result.
        doubts: What is to be asked about it, whatever the record says.
        standing: How it stands to the record.
        of_day: What the record has of this test and day.
    """

    place: str
    patient: str
    lab: LabResult
    order: str
    is_correction: bool
    doubts: tuple[str, ...]
    standing: Stood
    of_day: tuple[LabResult, ...]

    @property
    def key(self) -> tuple[str, tuple[str, str]]:
        """What results share that are of one patient, test and day."""
        return self.patient, key_of(self.lab)


@dataclass(frozen=True, slots=True)
class Settled:
    """What becomes of the results.

    Attributes:
        lines: One for each, in their order.
    """

    lines: tuple[Line, ...]
    created: tuple[LabResult, ...]
    amended: tuple[tuple[LabResult, LabResult], ...]


def order_words(order: str) -> str:
    """Return what stands at the end of a result's source, so that a correction finds it."""
    return f"{_ORDER}{order}" if order else ""


def settle(results: Sequence[Found]) -> Settled:
    """Compare each result with those before it in the file, and with the record."""
    corrected_by = _corrected_within(results)
    before: dict[object, dict[object, Found]] = {}
    lines: list[Line] = []
    created: list[LabResult] = []
    amended: list[tuple[LabResult, LabResult]] = []
    for number, each in enumerate(results):
        later = corrected_by.get(number)
        if later is not None:
            lines.append(_line(each, Verdict.LEFT, f"{later.place} corrects it."))
            continue
        alike = before.setdefault(each.key, {})
        line, seen = _settled(each, alike, [was.id for was, _ in amended])
        alike.setdefault(said_of(each.lab), each)
        if seen is not None:
            amended.append((seen, replace(each.lab, id=seen.id)))
        elif line.verdict in {Verdict.NEW, Verdict.ASKED}:
            created.append(each.lab)
            line = replace(line, makes=each.lab.id)
        lines.append(line)
    return Settled(tuple(lines), tuple(created), tuple(amended))


def _corrected_within(results: Sequence[Found]) -> dict[int, Found]:
    """Return by place in the file what a later message of the same file corrects."""
    last: dict[object, tuple[int, Found]] = {}
    for number, each in enumerate(results):
        if each.is_correction:
            last[each.key, each.order] = (number, each)
    found: dict[int, Found] = {}
    for number, each in enumerate(results):
        at, later = last.get((each.key, each.order), (-1, each))
        if number < at:
            found[number] = later
    return found


def _settled(
    each: Found, alike: Mapping[object, Found], gone: Sequence[str]
) -> tuple[Line, LabResult | None]:
    """Return the line of a result, and what of the record it replaces."""
    twin = alike.get(said_of(each.lab))
    if twin is not None:
        return _line(each, Verdict.THERE, f"{twin.place} says the same."), None
    standing, sentence = each.standing
    if standing is Standing.THERE:
        return _line(each, Verdict.THERE, sentence), None
    if each.is_correction:
        return _correction(each, [x for x in each.of_day if x.id not in gone])
    rivals = [
        f"{x.place} says {lab_words(x.lab)} of the same day."
        for x in islice(alike.values(), _MOST_NAMED)
    ]
    if len(alike) > _MOST_NAMED:
        rivals.append(f"So do {len(alike) - _MOST_NAMED} more, each otherwise.")
    doubts = " ".join((*each.doubts, *rivals, *([sentence] if sentence else [])))
    verdict = Verdict.ASKED if doubts else _VERDICTS[standing]
    return _line(each, verdict, doubts), None


def _correction(each: Found, of_day: Sequence[LabResult]) -> tuple[Line, LabResult | None]:
    """Return the line of a correction: asked about, whatever it corrects."""
    same_order = [x for x in of_day if x.source.place.endswith(order_words(each.order))]
    told_apart = [x for x in same_order if each.order and x.source.kind is SourceKind.IMPORTED]
    unnamed = [x for x in of_day if not each.order or _ORDER not in x.source.place]
    possible = told_apart or unnamed
    doubts = " ".join(each.doubts)
    if not possible:
        why = "It corrects an earlier result that the record does not have."
        return _line(each, Verdict.ASKED, f"{why} {doubts}".strip()), None
    words = " or ".join(lab_words(x) for x in possible)
    if len(possible) > 1:
        why = f"It corrects {words}; it does not say which. Correct it in the record."
        return _line(each, Verdict.REFUSED, why), None
    return _line(each, Verdict.ASKED, f"It corrects {words}. {doubts}".strip()), possible[0]


def _line(each: Found, verdict: Verdict, why: str) -> Line:
    reading = f"{each.lab.on.form} {lab_words(each.lab)}"
    return Line(each.place, reading, verdict, why, each.patient)
