"""One small invented case file, and how it is read."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from hcclog.domain.record import PatientRecord
from hcclog.exchange.casefile import CaseFileError, read_case

SMALL = """
document: DOI 10.1000/example
patient: {code: example-01, place: Case report}
lines:
  - {key: line-1, number: 1, place: Case report}
courses:
  - key: first
    line_id: line-1
    agent: lenvatinib
    start_on: 2021-10
    place: Case report, paragraph 2
    holds:
      - {start_on: "course:first:start + 2 weeks # after 2 weeks", n_days: 14}
lesions:
  - {key: mass, label: L1, organ: liver, multiple: true, place: Figure 1}
assessments:
  - key: ct
    on: 2021-12
    n_lesions: 6
    n_lesions_comparator: ">"
    place: Figure 1
    scans:
      - {modality: CT, slice_thickness_mm: 2.50}
    measurements:
      - {lesion_id: mass, state: present, derived: true}
    reported_responses:
      - {category: SD, place: Abstract}
series:
  - key: series-1
    label: line 1
    baseline_assessment_id: ct
    place: Figure 1
    series_lesions:
      - {lesion_id: mass, role: non-target}
procedures:
  - {on: 2021-11, kind: haic, agents: [oxaliplatin, fluorouracil], place: Figure 2}
"""


def ids() -> Callable[[], str]:
    """Return a maker of ids that ascend."""
    numbers = count(1)
    return lambda: f"id-{next(numbers)}"


def small_case(folder: Path, old: str = "", new: str = "") -> PatientRecord:
    """Read the small case, with one part of it replaced."""
    assert not old or SMALL.count(old) == 1, f"{old!r} does not stand there once"
    path = folder / "example.yaml"
    path.write_text(SMALL.replace(old, new) if old else SMALL, encoding="utf-8")
    return read_case(path, ids())


def refusal(folder: Path, old: str, new: str) -> str:
    """Return the sentence with which the small case is refused after a replacement."""
    with pytest.raises(CaseFileError) as refused:
        small_case(folder, old, new)
    return str(refused.value)
