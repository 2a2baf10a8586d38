"""What is true of all lanes, against a plain look at each of them."""

from __future__ import annotations

from hypothesis import given, settings

from hcclog.cohort.views import Swimmer
from hcclog.report.cohort.draw_lanes import open_end
from hcclog.report.cohort.swimmer_facts import facts_of
from tests.report.cohort.any_view import swimmers


@settings(deadline=None)
@given(swimmers())
def test_facts_are_what_every_lane_says(view: Swimmer) -> None:
    facts, lanes = facts_of(view.lanes), view.lanes
    stretches = [(lane, one) for lane in lanes for one in lane.stretches]
    signs = [one for lane in lanes for one in lane.signs]
    starts = [one.start for _, one in stretches] + [one.earliest for one in signs]
    ends = [one.end for _, one in stretches] + [one.latest for one in signs]
    known = [lane.end for lane in lanes]
    assert (facts.first, facts.last) == (min([0.0, *starts, *known]), max([0.0, *ends, *known]))
    assert facts.kinds == {one.kind for one in signs}
    assert facts.unsure == any(one.latest > one.earliest for one in signs)
    assert facts.ongoing == sum(lane.ongoing for lane in lanes)
    assert facts.open_ends == any(open_end(lane, one) for lane, one in stretches)
    assert set(facts.agents) == {code for _, one in stretches for code in one.agents}
