"""The command that draws a course into a file, as journals want it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hcclog.cli.leaving import account_for_picture, leaving_of, leaving_options, tell
from hcclog.cli.marker_view import COURSE, NAMES, viewed
from hcclog.cli.opening import logbook_at
from hcclog.cli.options import Place, store_option, unopened_record_of
from hcclog.cli.paper_options import check_ending, paper_of, paper_options, save_on_paper
from hcclog.cli.refusal import InputError

if TYPE_CHECKING:
    from hcclog.domain.record import PatientRecord
    from hcclog.exchange.outgoing.deliver import Check
    from hcclog.logbook import Logbook
    from hcclog.report.course.figure import CourseFigure, Lane
    from hcclog.report.course.picture import CoursePicture


@click.command()
@store_option
@click.argument("patient")
@click.option("--out", required=True, type=Place(), metavar="FILE")
@click.option("--criteria", default="recist-1.1,mrecist", show_default=True)
@paper_options
@click.option("--since", default="", metavar="EVENT", help="Count days from: line 2, 2021-10 ...")
@click.option("--lanes", default="", metavar="NAMES", help="Only these, in order: AFP,VEGF ...")
@click.option("--view", type=click.Choice(NAMES), default=COURSE, show_default=True)
@click.option("--marker", default="", metavar="NAME", help="Of a view: AFP, VEGF ...")
@click.option("--numbers", type=click.Path(path_type=Path), metavar="FILE.csv")
@leaving_options
@click.pass_obj
def chart(settings: dict[str, str], /, patient: str, out: Path, **options: Any) -> None:
    """Draw the course chart, or a view of one marker, into a file: .svg, .pdf or .png."""
    from hcclog.ui.qt_import import import_qt_to_draw

    import_qt_to_draw()
    check_ending(out)
    with logbook_at(settings.get("store")) as book:
        leaving = leaving_of(book, options)
        record = unopened_record_of(book, patient)
        picture = _picture(book, leaving.prepare(record), options)
        for file in (out, options["numbers"]):
            if file is not None:
                account_for_picture(book, file, (record.patient.id,), leaving)
        if options["numbers"] is not None:
            _write_numbers(picture, options["numbers"], leaving.check)
        save_on_paper(picture, paper_of(options), out, leaving.check)
        tell(leaving)


def _write_numbers(picture: CoursePicture, path: Path, check: Check) -> None:
    from hcclog.exchange.outgoing.whole import looked_through
    from hcclog.report.number_files import save_numbers

    try:
        with looked_through(path, check) as made:
            save_numbers(picture.numbers(), made)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}.") from error


def _picture(book: Logbook, record: PatientRecord, options: dict[str, Any]) -> CoursePicture:
    from hcclog.cli.criteria_words import parse_criteria
    from hcclog.report.course.build import course_figure
    from hcclog.report.course.options import CourseOptions
    from hcclog.report.course.picture import CoursePicture
    from hcclog.rules.timeline import timeline

    criteria = parse_criteria(options["criteria"])
    counted = _counted_from(book, record, options["since"]) if options["since"] else {}
    found, chosen = timeline(record, criteria), CourseOptions(**counted)
    if options["view"] == COURSE:
        figure = course_figure(record, found, chosen)
    else:
        figure = viewed(options["view"], options["marker"], record, found, chosen)
    return CoursePicture(_with_lanes(figure, options["lanes"]) if options["lanes"] else figure)


def _counted_from(book: Logbook, record: PatientRecord, words: str) -> dict[str, Any]:
    """Return what the options say of the day that counts as 0.

    Raises:
        Refused: The words name no day or event of this record.
        InputError: The day has no place on the record's axis.
    """
    from hcclog.domain.chronology import Chronology
    from hcclog.entry.clerk import Clerk
    from hcclog.entry.dates import read_day

    clerk = Clerk(record, book.stamp().today, book.store.new_id)
    span = Chronology(record).span(read_day(clerk, words, "since"))
    if span is None:
        raise InputError(f"{words!r} has no day in this record that could be counted from.")
    slack = -(-(span.latest - span.earliest) // 2)
    return {
        "counted_from": float(span.day),
        "counted_label": words,
        "counted_slack_days": slack,
    }


def _with_lanes(figure: CourseFigure, names: str) -> CourseFigure:
    """Return a figure with the lanes of some names, in their order.

    Raises:
        InputError: There is no lane of a name.
    """
    wanted = [name.strip().casefold() for name in names.split(",") if name.strip()]
    lanes: list[Lane] = []
    for name in wanted:
        found = [lane for lane in figure.lanes if name in {lane.title.casefold(), lane.key}]
        if not found:
            there = ", ".join(dict.fromkeys(lane.title for lane in figure.lanes))
            raise InputError(f"There is no lane {name!r}; there are {there}.")
        lanes += [lane for lane in found if lane not in lanes]
    return figure._replace(lanes=tuple(lanes))
