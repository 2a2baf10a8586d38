"""Responses as chips: what readers reported, and a row for each set of criteria computed."""

from __future__ import annotations

from hcclog.domain.response import Category, Criteria, ReportedResponse
from hcclog.report.course.figure import ChipLane
from hcclog.report.course.marks import Captions, Chip
from hcclog.report.course.material import Material
from hcclog.report.entity_words import CRITERIA_NAMES
from hcclog.rules.verdict import Timepoint

_CAPTIONS: dict[Category, Captions] = {
    Category.NON_CR_NON_PD: ("non-CR/non-PD", "non-CR/PD"),
    Category.NON_ICR_NON_IUPD: ("non-iCR/non-iUPD", "non-iCR"),
    Category.NOT_APPLICABLE: ("not applicable", "n/a"),
}


def category_captions(category: Category) -> Captions:
    """Return a category's letters, the longest first."""
    return _CAPTIONS.get(category, (category.value,))


def reported_lane(material: Material) -> ChipLane | None:
    """Return what readers concluded; None where nothing was."""
    chips = [c for r in material.record.reported_responses if (c := _reported(material, r))]
    if not chips:
        return None
    return ChipLane("reported", "Reported", "by the reader", _sorted(chips))


def _reported(material: Material, response: ReportedResponse) -> Chip | None:
    words = str(response.category.value if response.category else response.wording or "no category")
    rests_on = f", by {response.basis}" if response.basis else ""
    reading = f"reported {words} ({CRITERIA_NAMES[response.criteria]}){rests_on}"
    mark = material.mark("reported_response", response.id, response.on, reading)
    if mark is None:
        return None
    captions = category_captions(response.category) if response.category else _shorter(words)
    return Chip(mark, response.category, captions)


def _shorter(words: str) -> Captions:
    """Return a text and what is left of it when words are taken from its end."""
    parts = words.split()
    cuts = (" ".join(parts[:n]) + "…" for n in range(len(parts) - 1, 0, -1))
    return tuple(dict.fromkeys((words, *cuts, "other")))


def computed_lanes(material: Material) -> list[ChipLane]:
    """Return one lane for each set of criteria, in the order of the timeline."""
    found = dict.fromkeys(response.criteria for response in material.timeline.responses)
    wanted = material.options.criteria or tuple(found)
    return [lane for criteria in wanted if (lane := _computed(material, criteria))]


def _computed(material: Material, criteria: Criteria) -> ChipLane | None:
    points = [p for response in material.timeline.of(criteria) for p in response.timepoints]
    chips = [c for p in points if not p.is_baseline and (c := _chip(material, criteria, p))]
    if not chips:
        return None
    return ChipLane(criteria.value, CRITERIA_NAMES[criteria], "computed", _sorted(chips))


def _chip(material: Material, criteria: Criteria, point: Timepoint) -> Chip | None:
    verdict = point.overall
    reading = f"{CRITERIA_NAMES[criteria]} {verdict.value.value}. {verdict.sentence}"
    if point.difference:
        reading += f" {point.difference}"
    mark = material.mark("assessment", point.assessment.id, point.assessment.on, reading)
    if mark is None:
        return None
    return Chip(
        mark, verdict.value, category_captions(verdict.value), differs=point.agrees is False
    )


def _sorted(chips: list[Chip]) -> tuple[Chip, ...]:
    return tuple(sorted(chips, key=lambda chip: chip.mark.day))
