"""The course chart of one patient into a file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hcclog.cli.refusal import InputError
from hcclog.rules.timeline import timeline

if TYPE_CHECKING:
    from pathlib import Path

    from hcclog.domain.record import PatientRecord
    from hcclog.domain.response import Criteria


def draw_chart(record: PatientRecord, criteria: tuple[Criteria, ...], out: Path) -> None:
    """Draw the course of a record into an SVG, PDF or PNG file.

    Raises:
        InputError: The name ends in something else, or the file cannot be written.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from hcclog.report.course.build import course_figure
    from hcclog.report.course.picture import CoursePicture
    from hcclog.report.figure_files import save_picture

    try:
        save_picture(CoursePicture(course_figure(record, timeline(record, criteria))), out)
    except ValueError as error:
        raise InputError(f"{out.name}: {error}") from error
    except OSError as error:
        raise InputError(f"{out} cannot be written: {error.strerror}.") from error
