"""The legend of a swimmer plot: its agents, then its signs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hcclog.cohort.views import SwimmerLane
from hcclog.report.cohort.draw_lanes import open_end
from hcclog.report.cohort.legend import Key, Swatch
from hcclog.report.cohort.swimmer_signs import SIGN_NAMES, sign_swatch
from hcclog.report.naming import drug_colour, drug_name
from hcclog.report.palette import Palette


def agent_keys(lanes: Sequence[SwimmerLane]) -> tuple[Key, ...]:
    """Return every agent with its colour, the one that most courses have first."""
    counts = Counter(code for lane in lanes for one in lane.stretches for code in one.agents)
    ranked = sorted(counts, key=lambda code: (-counts[code], code))
    return tuple(Key((drug_name(code),), Swatch("box", drug_colour(code))) for code in ranked)


def sign_keys(lanes: Sequence[SwimmerLane], palette: Palette) -> tuple[Key, ...]:
    """Return the signs that occur."""
    kinds = {sign.kind for lane in lanes for sign in lane.signs}
    keys = [
        Key((name,), sign_swatch(kind, palette))
        for kind, name in SIGN_NAMES.items()
        if kind in kinds
    ]
    if any(lane.ongoing for lane in lanes):
        keys.append(Key(("treatment goes on",), sign_swatch("ongoing", palette)))
    if any(open_end(lane, stretch) for lane in lanes for stretch in lane.stretches):
        hatched = Swatch("box", palette.neutral_fill, hatch=palette.muted)
        keys.append(Key(("end not known",), hatched))
    return tuple(keys)
