"""A table of lesions against what reads it only, and against pyrecist, which judges target sums.

Each patient has ten assessments of five target lesions; all are judged by RECIST 1.1.
"""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from hcclog.domain.response import Criteria
from hcclog.exchange.evaluate import evaluate_table
from hcclog.exchange.shares import n_processes_for
from tests.benchmarks.measuring import ratio, tell

pytestmark = pytest.mark.benchmark
ROOT = Path(__file__).parent.parent.parent
N_DATES, N_TARGETS = 10, 5
N_SHARED, N_ALONE, N_FEW, N_PEER = 10_000, 1_000, 1_000, 1_000  # patients
OURS = "patient,series,date,lesion,role,site,node,diameter_mm,viable_mm,state,baseline"
THEIRS = ("patient_id", "study_date", "measurement", "lesion_label_alias", "lesion_category")
SITES = ("liver", "liver", "lung", "adrenal gland", "spleen")

Measured = tuple[int, date, int, str]  # patient, day, number of the lesion, size in mm


def measured(n_patients: int) -> Iterator[Measured]:
    """Yield sizes that wander, patient by patient and date by date."""
    chance = Random(1)
    for patient in range(n_patients):
        day = date(2020, 1, 1) + timedelta(chance.randrange(900))
        sizes = [chance.uniform(12, 80) for _ in range(N_TARGETS)]
        for _ in range(N_DATES):
            for n in range(N_TARGETS):
                yield patient, day, n, f"{sizes[n]:.1f}"
                sizes[n] *= chance.uniform(0.8, 1.2)
            day += timedelta(chance.randrange(40, 80))


def our_table(path: Path, n_patients: int) -> Path:
    """Write the sizes as `hcclog evaluate` reads them."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(OURS.split(","))
        for patient, day, n, size in measured(n_patients):
            cells = (f"P{patient:05d}", 1, day, f"T{n + 1}", "target", SITES[n], "no", size)
            writer.writerow((*cells, "", "", ""))
    return path


def their_table(path: Path, n_patients: int) -> Path:
    """Write the same sizes as pyrecist reads them."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(THEIRS)
        for patient, day, n, size in measured(n_patients):
            writer.writerow((patient, f"{day:%Y%m%d}", size, "ABCDE"[n], "target"))
    return path


def judge(table: Path, *, n_processes: int = 1) -> None:
    """Judge a table as the command line does."""
    out = table.with_suffix(".out.csv")
    evaluate_table(table, (Criteria.RECIST_1_1,), out, n_processes=n_processes)


def read_only(table: Path) -> None:
    """Read a table as the standard library does."""
    with table.open(encoding="utf-8", newline="") as file:
        for _row in csv.reader(file):
            pass


def judge_by_pyrecist(table: Path) -> None:
    """Judge a table as pyrecist's command line does."""
    from pyrecist.assessment import Evaluator
    from pyrecist.data import Reader

    reader = Reader()
    reader.read_measurements(str(table))
    Evaluator(reader).evaluate_recist().to_csv(table.with_suffix(".out"), index=False)


def test_100_000_assessments_take_a_few_times_as_long_as_reading_them(tmp_path: Path) -> None:
    table = our_table(tmp_path / "lesions.csv", N_SHARED)
    n = n_processes_for(table)
    measured_ratio = ratio(
        lambda: judge(table, n_processes=n), lambda: read_only(table), n_pairs=5, warm_up=1
    )
    # The aim is 6, which a machine with nothing else to do meets; the bar leaves room for others.
    tell(f"100,000 assessments, {n} processes / csv.reader alone", measured_ratio, 12)


def test_one_process_alone_takes_not_much_longer(tmp_path: Path) -> None:
    table = our_table(tmp_path / "lesions.csv", N_ALONE)
    measured_ratio = ratio(lambda: judge(table), lambda: read_only(table))
    tell("10,000 assessments, one process / csv.reader alone", measured_ratio, 12)


@pytest.mark.filterwarnings("ignore:The inplace keyword")  # of pandas, to pyrecist
def test_pyrecist_takes_ten_times_as_long_for_the_same_targets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(os.environ.get("HCCLOG_PEERS", ""))
    pytest.importorskip("pyrecist", reason="no folder HCCLOG_PEERS with the extra of that name")
    ours = our_table(tmp_path / "ours.csv", N_PEER)
    theirs = their_table(tmp_path / "theirs.csv", N_PEER)
    measured_ratio = ratio(lambda: judge(ours), lambda: judge_by_pyrecist(theirs), n_pairs=5)
    # The aim is 0.1; the bar leaves room for what else the machine does.
    tell(f"{N_PEER * N_DATES:,} assessments, one process / pyrecist", measured_ratio, 0.2)


PEAK = """
import sys
from pathlib import Path
from tests.benchmarks.test_evaluate import judge
judge(Path(sys.argv[1]))
print(Path("/proc/self/status").read_text())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak stands where Linux tells it")
def test_ten_times_the_patients_need_the_same_memory(tmp_path: Path) -> None:
    few = our_table(tmp_path / "few.csv", N_FEW)
    many = our_table(tmp_path / "many.csv", 10 * N_FEW)
    tell("peak memory, 100,000 / 10,000 assessments", peak_kb(many) / peak_kb(few), 1.25)


def peak_kb(table: Path) -> int:
    """Return the most memory that judging a table in a process of its own needs."""
    command = [sys.executable, "-c", PEAK, str(table)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return int(re.search(r"VmHWM:\s+([0-9]+) kB", done.stdout)[1])  # type: ignore[index]  # Linux
