"""Records entered into stores, and desks on them."""

from typing import Any

from hcclog.commands.base import Add
from hcclog.domain.record import NOUNS, PatientRecord
from hcclog.logbook import Logbook
from hcclog.ui.desk import Desk


def add_record(book: Logbook, record: PatientRecord) -> None:
    """Enter a whole record, parents first."""
    entities: list[Any] = [record.patient]
    for noun in NOUNS[1:]:
        entities += getattr(record, noun.attribute)
    book.do(Add(tuple(entities)))


def chosen(book: Logbook, code: str) -> Desk:
    """Return a desk with a patient chosen, at which every correction is said to be a slip."""
    desk = Desk(book)
    desk.confirm = lambda _title, _sentences, _needs_reason: "typing error"
    desk.choose_patient(book.find(code) or "")
    return desk
