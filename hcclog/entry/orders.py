"""An order on one line: agent, dose and schedule, such as ``lenvatinib 8 mg daily``."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hcclog.catalogue.drugs import find_drug
from hcclog.commands.refused import Refused
from hcclog.entry.doses import read_dose
from hcclog.entry.lengths import MOST_CHARACTERS
from hcclog.entry.schedules import read_schedule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hcclog.entry.clerk import Clerk


class Order(NamedTuple):
    """The three parts as they were typed."""

    agent: str
    dose: str
    schedule: str


def parted_order(clerk: Clerk, text: str) -> Order | None:
    """Return the parts of an order; None where the text is not an agent with more behind it."""
    if len(text) > MOST_CHARACTERS:
        return None
    words = text.split()
    for n in range(len(words) - 1, 0, -1):
        agent = " ".join(words[:n])
        if find_drug(agent) is not None:
            return _with_rest(clerk, agent, words[n:])
    return None


def _with_rest(clerk: Clerk, agent: str, rest: Sequence[str]) -> Order | None:
    """Return the order where what stands behind the agent reads as dose, schedule, or both."""
    for n in range(len(rest), -1, -1):
        order = Order(agent, " ".join(rest[:n]), " ".join(rest[n:]))
        try:
            read_dose(clerk, order.dose)
            read_schedule(order.schedule)
        except Refused:
            continue
        return order
    return None
