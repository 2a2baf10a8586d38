"""A marker above, tumour burden and responses below, and between them which progressed first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hcclog.report.course.build import first_view
from hcclog.report.course.burden import burden_lane
from hcclog.report.course.figure import LeadLane
from hcclog.report.course.markers import marker_lanes
from hcclog.report.course.marks import Captions, Lead, Mark
from hcclog.report.course.regimens import regimen_lane
from hcclog.report.course.responses import computed_lanes
from hcclog.report.course.sizes import sizes_lane
from hcclog.report.entity_words import CRITERIA_NAMES
from hcclog.report.marker_views.assembly import note_lane, over_days
from hcclog.report.marker_views.kinds import MarkerView
from hcclog.report.naming import analyte_title
from hcclog.rules.markers.growth import RISE_PERCENT
from hcclog.rules.markers.lead import LeadAnswer, MarkerLead, lead_words
from hcclog.rules.markers.leads import marker_leads
from hcclog.rules.markers.rise import SOURCE, Rose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.report.course.figure import CourseFigure
    from hcclog.report.course.material import Material


def lead_figure(material: Material, code: str) -> CourseFigure:
    """Return the marker, its lead over imaging, and what imaging showed, over the record's days."""
    above = [regimen_lane(material), *marker_lanes(material, (code,)), lead_lane(material, code)]
    chips, burden = computed_lanes(material), burden_lane(material)
    drawn = [lane for lane in (*above, burden, *chips) if lane is not None]
    burden = burden or sizes_lane(material, first_view(material, drawn))
    definition = (
        f"Marker progression: the first result at least {RISE_PERCENT} % above the lowest of the "
        f"line so far ({SOURCE})."
    )
    return over_days(material, MarkerView.LEAD, (*above, burden, *chips, note_lane([definition])))


def lead_lane(material: Material, code: str) -> LeadLane | None:
    """Return where marker and imaging progressed in each line; None where neither did."""
    found = (_lead(material, same) for same in _alike(material, code))
    leads = tuple(lead for lead in found if lead is not None)
    if not leads:
        return None
    return LeadLane(f"lead:{code}", "Progression", f"▲ {analyte_title(code)}, ◆ imaging", leads)


class _Same(NamedTuple):
    """Leads of several criteria that come to the same."""

    first: MarkerLead
    names: str


def _alike(material: Material, code: str) -> Iterator[_Same]:
    """Yield the leads by what they say; where no imaging progressed, the marker alone is told."""
    wanted = material.options.criteria
    groups: dict[tuple[str, str | None, str], list[MarkerLead]] = {}
    for lead in marker_leads(material.record, material.timeline, (code,)):
        if not wanted or lead.criteria in wanted:
            key = lead.line.id, lead.assessment_id, lead_words(lead)
            groups.setdefault(key, []).append(lead)
    told = {line_id for line_id, seen, _ in groups if seen is not None}
    for (line_id, seen, _), leads in groups.items():
        if seen is not None or line_id not in told:
            yield _Same(leads[0], ", ".join(CRITERIA_NAMES[lead.criteria] for lead in leads))


def _lead(material: Material, same: _Same) -> Lead | None:
    lead = same.first
    rises = tuple(_rises(material, lead))
    seen = _seen(material, lead)
    if not rises and seen is None:
        return None
    return Lead(rises, seen, tuple(_captions(lead, same.names)))


def _rises(material: Material, lead: MarkerLead) -> Iterator[Mark]:
    for lab in (result.lab for result in lead.rise.results):
        yield from filter(None, (material.mark("lab_result", lab.id, lab.on, lead.sentence),))


def _seen(material: Material, lead: MarkerLead) -> Mark | None:
    on = (a.on for a in material.record.assessments if a.id == lead.assessment_id)
    when = next(on, None)
    if when is None or lead.assessment_id is None:
        return None
    return material.mark("assessment", lead.assessment_id, when, lead.sentence)


def _captions(lead: MarkerLead, names: str) -> Captions:
    """Return what is written beside a bracket, the longest first."""
    line, marker = f"line {lead.line.number}", analyte_title(lead.analyte)
    said = _said(lead, marker)
    short = lead_words(lead)
    full = f"{line}: {said} ({names})" if lead.has_series else f"{line}: {said}"
    return full, f"{line}: {said}", f"{line}: {short}", short


def _said(lead: MarkerLead, marker: str) -> str:
    if lead.days is not None:
        when = "on the day of" if lead.value is LeadAnswer.SAME_DAY else lead_words(lead)
        where = "somewhere from " if lead.value is LeadAnswer.ORDER_UNSURE else ""
        return f"{marker} rose {where}{when} imaging"
    if not lead.has_series:
        return f"{marker} rose, no response series of this line"
    if lead.imaging is None:
        return f"{marker} rose, imaging did not progress"
    rose = {Rose.NO: "did not rise", Rose.CANNOT_TELL: "cannot be told"}
    return f"progression on imaging, {marker} {rose.get(lead.rise.value, '')}"
