"""An order takes records as they stand, with the store's journal."""

from __future__ import annotations

from hcclog.exchange.outgoing.ordering import order_from
from hcclog.logbook import Logbook


def test_it_yields_the_records_that_are_there(cases: Logbook) -> None:
    ids = cases.store.reader.patient_ids()
    order = order_from(cases, (ids[1], "nobody", ids[0]))
    assert [record.patient.code for record in order.records()] == ["ikeda-2021", "fonc-2024"]
    assert (order.revision, order.is_everybody, order.is_deidentified) == (3, False, False)
    assert order.book is cases
    assert order.store_id == cases.store.reader.meta("store_id")
