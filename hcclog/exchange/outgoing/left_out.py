"""What an export leaves out because it was retracted: said, so that nothing goes in silence."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hcclog.exchange.outgoing.order import Order

if TYPE_CHECKING:
    from hcclog.logbook import Logbook

_WHERE = "The format Everything (jsonl) holds what was retracted, with its history."


def left_out(order: Order) -> tuple[str, ...]:
    """Return a sentence for each patient of whom entries were retracted or undone.

    Without whose it is, they are counted together; so are patients who were retracted, where the
    whole store goes out.
    """
    if order.book is None:
        return ()
    gone = _retracted(order.book)
    wanted = {key: n for key, n in gone.items() if key in set(order.patient_ids)}
    told = [_sentence("", sum(wanted.values()))] if order.is_deidentified and wanted else []
    if not order.is_deidentified:
        told = [_sentence(_code(order.book, key), n) for key, n in wanted.items()]
    n_patients = len(gone) - len(wanted) if order.is_everybody else 0
    if n_patients:
        told.append(_sentence("", n_patients, "patient who", "patients who"))
    return (*told, _WHERE) if told else ()


def _retracted(book: Logbook) -> Counter[str]:
    """Return how many entries of each patient are retracted as the store stands."""
    reader = book.store.reader
    voids = reader.changes("kind", ("void",))
    heads = reader.heads(list(dict.fromkeys(change.entity_id for change in voids)))
    return Counter(each.patient_id for each in voids if heads.get(each.entity_id) == each.id)


def _code(book: Logbook, patient_id: str) -> str:
    patient = book.store.reader.get("patient", patient_id)
    return f"{patient.code}: " if patient is not None else ""


def _sentence(code: str, n: int, one: str = "entry that", many: str = "entries that") -> str:
    what = f"1 {one} was" if n == 1 else f"{n} {many} were"
    return f"{code}{what} retracted or undone {'is' if n == 1 else 'are'} left out."
