"""What a dropped image fills into the form of an assessment; nothing that is typed is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.commands.refused import Refused

if TYPE_CHECKING:
    from hcclog.domain.dates import ClinicalDate
    from hcclog.entry.clerk import Clerk
    from hcclog.exchange.dicom.image import ImageFacts
    from hcclog.ui.dialogs.scan_rows import ScanRow, ScanRows


def day_to_show(
    facts: ImageFacts, typed: ClinicalDate | None, clerk: Clerk, *, is_proposed: bool
) -> ClinicalDate | None:
    """Return the day that the date field takes; None where it stays as it is.

    Args:
        facts: What the image says.
        typed: What stands in the field; None where it cannot be read.
        clerk: Whose record it is.
        is_proposed: The field stands as it was filled when the form was opened.

    Raises:
        Refused: The image is of another day than the one that was typed.
    """
    if facts.on is None or clerk.is_relative or (typed is not None and typed.form == facts.on.form):
        return None
    if is_proposed or typed is None:
        return facts.on
    span, day = clerk.chronology.span(typed), clerk.chronology.span(facts.on)
    if span is not None and day is not None and span.earliest <= day.earliest <= span.latest:
        return None
    said = clerk.chronology.label(typed)
    raise Refused(f"{facts.name} is of {facts.on}; this assessment is of {said}.", "on")


def fill_scan(facts: ImageFacts, rows: ScanRows, clerk: Clerk) -> ScanRow:
    """Put an image's facts into the line of its scan, or into a new one; return the line."""
    row = _row_for(facts, rows, clerk)
    row.fields["modality"].show_value(facts.modality, clerk)
    if facts.slice_thickness_mm is not None:
        row.fields["slice_thickness_mm"].show_value(facts.slice_thickness_mm, clerk)
    if facts.region and row.fields["region"].is_empty:
        row.fields["region"].show_value(facts.region, clerk)
    row.study_uid = facts.study_uid or row.study_uid
    return row


def words_of(facts: ImageFacts, clerk: Clerk) -> str:
    """Return a sentence on what was taken, and what was not said."""
    taken = [str(facts.modality)]
    if facts.on is not None and not clerk.is_relative:
        taken.append(f"of {facts.on}")
    if facts.slice_thickness_mm is not None:
        taken.append(f"in slices of {facts.slice_thickness_mm:f} mm")
    parts = [f"Taken from {facts.name}: {' '.join(taken)}."]
    if facts.study_uid:
        parts.append("Its study is kept with the scan.")
    if not facts.codes:
        parts.append("The image names no patient.")
    if facts.on is not None and clerk.is_relative:
        parts.append(f"Its day {facts.on} has no place: days are counted from day 0.")
    return " ".join(parts)


def _row_for(facts: ImageFacts, rows: ScanRows, clerk: Clerk) -> ScanRow:
    """Return the line of the same study, else the first of its kind, else a bare one."""
    of_study = [row for row in rows.rows if row.study_uid and row.study_uid == facts.study_uid]
    open_rows = [row for row in rows.rows if not row.study_uid or not facts.study_uid]
    of_kind = [x for x in open_rows if x.fields["modality"].value(clerk) is facts.modality]
    bare = [row for row in open_rows if row.is_bare]
    found = [*of_study, *of_kind, *bare]
    return found[0] if found else rows.add_row()
