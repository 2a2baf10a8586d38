"""What came of one response: what confirmed it, or what stood in the way."""

from __future__ import annotations

import pytest

from hcclog.domain.chronology import DaySpan
from hcclog.rules.best_response.confirmation import Confirmation, confirmation
from hcclog.rules.best_response.facts import BestFacts, distances, in_order
from hcclog.rules.best_response.options import BestResponseOptions
from tests.rules.best_response.courses import course

CASES = [
    pytest.param("60 CR, 88 CR", Confirmation(0, 1, 0), id="confirmed"),
    pytest.param("60 CR, 70 NE, 88 CR", Confirmation(0, 2, 1), id="confirmed over NE"),
    pytest.param(
        "60 CR, 87 CR",
        Confirmation(0, None, 0, "CR on day 87 is 27 days later, of at least 28"),
        id="too early",
    ),
    pytest.param(
        "60 PR, 70 NE, 80 NE", Confirmation(0, None, 2, "only NE followed"), id="only NE after it"
    ),
    pytest.param("60 PR", Confirmation(0, None, 0, "no assessment followed"), id="nothing after"),
    pytest.param(
        "60 PR, 70 NE, 80 SD", Confirmation(0, None, 1, "SD on day 80 followed"), id="lost"
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_came_of_the_first_response(text: str, expected: Confirmation) -> None:
    assessed, options = course(text), BestResponseOptions(confirmed=True)
    order, between = in_order(assessed, options.names), distances(assessed, DaySpan(0, 0))
    assert confirmation(BestFacts(assessed, order, between, options), 0) == expected


def test_a_later_response_is_told_by_its_own_position() -> None:
    assessed, options = course("60 SD, 90 PR, 100 NE"), BestResponseOptions(confirmed=True)
    order, between = in_order(assessed, options.names), distances(assessed, DaySpan(0, 0))
    found = confirmation(BestFacts(assessed, order, between, options), 1)
    assert found == Confirmation(1, None, 1, "only NE followed")
