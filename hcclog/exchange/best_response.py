"""Best overall response over a table of responses, written as a table, a patient a line."""

from __future__ import annotations

import csv
from pathlib import Path

from hcclog.exchange.lesion_table import BadTable
from hcclog.exchange.response_table import PatientResponses, Progress, read_responses
from hcclog.rules.best_response.best import best_response
from hcclog.rules.best_response.options import BestResponseOptions

OUT_COLUMNS = ("patient", "best_response", "date", "why")


def best_response_table(
    source: Path,
    out: Path,
    options: BestResponseOptions,
    progress: Progress = lambda _n_bytes: None,
) -> None:
    """Judge every patient of a table; they stand in the order of their first rows.

    The answers stand under the final name only when all of them are written.

    Raises:
        BadTable: A cell cannot be read, or the file cannot be written; nothing is written.
    """
    if not out.name:
        raise BadTable(f"{out} is a folder; name a file.")
    if out.exists() and source.exists() and out.samefile(source):
        raise BadTable(f"{out} is the table that is read; name another file.")
    partial = out.with_name(f".{out.name}.partial")
    try:
        with partial.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(OUT_COLUMNS)
            for patient in read_responses(source, options.criteria, progress):
                writer.writerow(_row(patient, options))
        partial.replace(out)
    except OSError as error:
        raise BadTable(f"{out} cannot be written: {error.strerror}.") from None
    finally:
        partial.unlink(missing_ok=True)


def _row(patient: PatientResponses, options: BestResponseOptions) -> tuple[str, ...]:
    best = best_response(patient.assessed, patient.start, options)
    when = patient.assessed[best.at].label if best.at is not None else ""
    return patient.patient, best.value.value, when, best.why
