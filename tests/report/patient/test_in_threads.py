"""Reports are made beside the window, several at a time, and each is the same."""

from threading import Thread

from hcclog.report.patient.choices import Printing
from hcclog.report.patient.report import report_of
from tests.books import TODAY
from tests.report.patient.big_patient import big_patient

N_THREADS, N_EACH = 3, 2


def test_reports_made_in_threads_at_once_are_the_same_bytes() -> None:
    record, printing = big_patient(), Printing(TODAY, 7)
    made: list[bytes] = []

    def make() -> None:
        made.extend(report_of(record, printing).pdf_bytes() for _ in range(N_EACH))

    threads = [Thread(target=make) for _ in range(N_THREADS)]
    for thread in threads:
        thread.start()
    make()
    for thread in threads:
        thread.join()
    assert len(made) == (N_THREADS + 1) * N_EACH
    assert len(set(made)) == 1
