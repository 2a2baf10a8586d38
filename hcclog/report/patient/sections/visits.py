"""Visits and stagings in order of time."""

from __future__ import annotations

from collections.abc import Iterator

from hcclog.domain.ordering import oldest_first
from hcclog.domain.staging import Staging
from hcclog.domain.visit import Visit
from hcclog.report.entity_words import staging_words
from hcclog.report.patient.content import (
    Align,
    Block,
    Cell,
    Column,
    Row,
    Table,
    without_empty,
)
from hcclog.report.patient.material import Material
from hcclog.report.wording import number

_COLUMNS = (
    Column("When"),
    Column("What"),
    Column("ECOG", Align.RIGHT),
    Column("Weight (kg)", Align.POINT),
    Column("Stage and liver"),
    Column("Note"),
)


def visits(material: Material) -> Iterator[Block]:
    """Yield the table."""
    items = (*material.record.visits, *material.record.stagings)
    if not items:
        return
    ordered = oldest_first(items, material.chronology)
    rows = (_row(item, material) for item in ordered)
    yield without_empty(Table(_COLUMNS, tuple(rows)))


def _row(item: Visit | Staging, material: Material) -> Row:
    weight, stage, note = "", "", item.note
    if isinstance(item, Visit):
        weight = "" if item.weight_kg is None else number(item.weight_kg)
        note = "; ".join(part for part in (item.note, item.author) if part)
    else:
        stage = ", ".join(part for part in (staging_words(item), *_liver(item)) if part)
    return Row(
        (
            Cell(material.when(item.on), strong=True),
            Cell("visit" if isinstance(item, Visit) else "staging", muted=True),
            Cell("" if item.ecog is None else str(item.ecog)),
            Cell(weight),
            Cell(stage),
            Cell(note, muted=True),
        )
    )


def _liver(staging: Staging) -> Iterator[str]:
    """Yield the parts that a staging states beside its stages."""
    parts = (
        ("bilirubin", staging.bilirubin_umol_l, " µmol/L"),
        ("albumin", staging.albumin_g_l, " g/L"),
        ("INR", staging.inr, ""),
    )
    yield from (f"{name} {number(v)}{unit}" for name, v, unit in parts if v is not None)
    if staging.ascites is not None:
        yield f"ascites {staging.ascites.value}"
    if staging.encephalopathy_grade is not None:
        yield f"encephalopathy grade {staging.encephalopathy_grade}"
    stated = (
        ("intrahepatic metastasis", staging.intrahepatic_metastasis),
        ("operable", staging.operable),
    )
    yield from (name if yes else f"not {name}" for name, yes in stated if yes is not None)
