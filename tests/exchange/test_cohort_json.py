"""A cohort as JSON: the numbers of the views, and nothing that JSON lacks."""

from __future__ import annotations

import json

from hcclog.cohort.filters import Filter, choose
from hcclog.cohort.rates import response_table
from hcclog.cohort.survival import PLOTTED, Grouping, survival
from hcclog.domain.response import Criteria
from hcclog.exchange.cohort_json import cohort_json
from tests.cohort.crowds import CRITERIA, crowd

RECIST = Criteria.RECIST_1_1


def test_the_numbers_are_those_of_the_views() -> None:
    chosen = choose(crowd(80), Filter(bclc=frozenset("BC")))
    table = response_table(chosen.rows, CRITERIA, reported=True)
    curves = [survival(chosen.rows, key, RECIST, group=Grouping.LINE) for key in PLOTTED]
    found = json.loads(json.dumps(cohort_json(chosen, table, curves), allow_nan=False))
    assert found["patients"] == {"n": len(chosen.patients), "of": 80}
    assert found["lines"] == {"n": chosen.n_lines, "of": chosen.n_lines_of}
    assert found["fell_out"] == [chosen.dropped[0]._asdict()]
    first = table.rows[0]
    assert found["responses"][0]["orr"] == first.orr._asdict()
    assert found["responses"][0]["counts"] == {c.value: n for c, n in first.counts}
    assert found["reported"]["orr"]["of"] == 0
    assert [each["endpoint"] for each in found["survival"]] == ["PFS", "TTP", "OS", "DoR"]
    curve, of_json = curves[0].curves[0], found["survival"][0]["curves"][0]
    assert of_json["steps"] == [step._asdict() for step in curve.steps]
    assert of_json["median_days"] == curve.median_days._asdict()
    left_out = found["survival"][0]["left_out"]
    assert left_out[0] == {"patient": curves[0].left_out[0].code, "why": curves[0].left_out[0].why}


def test_without_readers_there_is_nothing_reported() -> None:
    chosen = choose(())
    assert cohort_json(chosen, response_table((), CRITERIA), ())["reported"] is None
