"""The role of one lesion in one series, chosen in place: one entry, and advice never refuses it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hcclog.domain.ids import EntityId
from hcclog.domain.response import LesionRole, SeriesLesion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.domain.chronology import Chronology
    from hcclog.domain.record import PatientRecord
    from hcclog.ui.desk import Desk


def choose_role(desk: Desk, series_id: str, lesion_id: str, role: LesionRole | None) -> bool:
    """Give a lesion another role in a series; None takes its role away.

    A role that is there is changed with a reason, as any correction.
    """
    from hcclog.commands.series import ChangeSeries

    record = desk.record()
    series = next((s for s in record.series if s.id == series_id), None) if record else None
    lesion = next((x for x in record.lesions if x.id == lesion_id), None) if record else None
    if record is None or series is None or lesion is None:
        return False
    before = tuple(each for each in record.series_lesions if each.series_id == series.id)
    had = next((each for each in before if each.lesion_id == lesion.id), None)
    if role is (had.role if had is not None else None):
        return True
    others = tuple(each for each in before if each is not had)
    if role is None:
        roles = others
    elif had is not None:
        roles = (*others, replace(had, role=role))
    else:
        own = EntityId(desk.new_id())
        roles = (*others, SeriesLesion(own, record.patient.id, series.id, lesion.id, role))
    reason: str | None = ""
    if had is not None:
        new = role.value if role is not None else "no role"
        words = f"{lesion.label}: {had.role.value} becomes {new} in {series.label}"
        reason = desk.confirm(words, (), True)
    if reason is None:
        return False
    return desk.do(ChangeSeries(series, roles, series, before, reason))


def advice(record: PatientRecord, chronology: Chronology) -> tuple[str, ...]:
    """Return what speaks against the choice of targets, series by series, each sentence once."""
    return tuple(dict.fromkeys(_advice(record, chronology)))


def _advice(record: PatientRecord, chronology: Chronology) -> Iterator[str]:
    from hcclog.rules.series_proposal import breaches

    several = len(record.series) > 1
    for series in record.series:
        roles = [each for each in record.series_lesions if each.series_id == series.id]
        # That a person left a lesion out stands in its row; it is nothing to think of.
        left_out = {each.lesion_id for each in roles if each.role is LesionRole.NOT_FOLLOWED}
        lesions = tuple(each for each in record.lesions if each.id not in left_out)
        followed = [each for each in roles if each.lesion_id not in left_out]
        counted = replace(record, lesions=lesions)
        for sentence in breaches(counted, chronology, series, followed):
            yield f"{series.label}: {sentence}" if several else sentence
