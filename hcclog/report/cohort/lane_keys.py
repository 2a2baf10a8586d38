"""The legend of a swimmer plot: its agents, then its signs."""

from __future__ import annotations

from collections.abc import Sequence

from hcclog.cohort.views import SwimmerLane
from hcclog.report.cohort.legend import Key, Swatch
from hcclog.report.cohort.swimmer_facts import facts_of
from hcclog.report.cohort.swimmer_signs import SIGN_NAMES, sign_swatch
from hcclog.report.naming import drug_colour, drug_name
from hcclog.report.palette import Palette


def agent_keys(lanes: Sequence[SwimmerLane]) -> tuple[Key, ...]:
    """Return every agent with its colour, the one that most courses have first."""
    ranked = facts_of(lanes).agents
    return tuple(Key((drug_name(code),), Swatch("box", drug_colour(code))) for code in ranked)


def sign_keys(lanes: Sequence[SwimmerLane], palette: Palette) -> tuple[Key, ...]:
    """Return the signs that occur."""
    facts = facts_of(lanes)
    keys = [
        Key((name,), sign_swatch(kind, palette))
        for kind, name in SIGN_NAMES.items()
        if kind in facts.kinds
    ]
    if facts.ongoing:
        keys.append(Key(("treatment goes on",), sign_swatch("ongoing", palette)))
    if facts.open_ends:
        hatched = Swatch("box", palette.neutral_fill, hatch=palette.muted)
        keys.append(Key(("end not known",), hatched))
    return tuple(keys)
