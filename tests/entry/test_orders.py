"""A whole order on one line."""

import pytest

from hcclog.domain.record import PatientRecord
from hcclog.entry.asking import no_choice
from hcclog.entry.clerk import Clerk
from hcclog.entry.orders import Order, parted_order
from tests.books import TODAY, a_patient

CLERK = Clerk(PatientRecord(a_patient("order-01")), TODAY, lambda: "1", no_choice)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "lenvatinib 8 mg daily", Order("lenvatinib", "8 mg", "daily"), id="dose and schedule"
        ),
        pytest.param(
            "sintilimab 200 mg every 21 days",
            Order("sintilimab", "200 mg", "every 21 days"),
            id="a schedule of several words",
        ),
        pytest.param(
            "regorafenib 160 mg daily, 21 on 7 off",
            Order("regorafenib", "160 mg", "daily, 21 on 7 off"),
            id="a cycle",
        ),
        pytest.param(
            "sorafenib 800 mg/day", Order("sorafenib", "800 mg/day", ""), id="only a dose"
        ),
        pytest.param("sintilimab q3w", Order("sintilimab", "", "q3w"), id="only a schedule"),
        pytest.param("仑伐替尼 8 mg daily", Order("仑伐替尼", "8 mg", "daily"), id="in Chinese"),
        pytest.param("lenvatinib mesylate", None, id="a name of two words"),
        pytest.param("lenvatinib", None, id="a name alone"),
        pytest.param("lenvatinib 400 mg bid", None, id="a dose that is refused"),
        pytest.param("aspirin 100 mg", None, id="no agent that is known"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_an_order_is_parted(text: str, expected: Order | None) -> None:
    assert parted_order(CLERK, text) == expected
