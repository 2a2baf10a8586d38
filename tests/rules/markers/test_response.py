"""The published cut-offs: at, just below and just above each threshold."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.domain.chronology import DaySpan
from hcclog.rules.markers.cutoffs import CUT_OFFS, cut_offs_of
from hcclog.rules.markers.response import RESPONSE_RULES, Answer
from hcclog.rules.markers.verdict import MarkerVerdict
from tests.rules.markers.series import line_one

CHAN, RIAZ, ZHU, REACH = (cut.key for cut in CUT_OFFS)
YES, NO, TELL = Answer.YES, Answer.NO, Answer.CANNOT_TELL


def answer(text: str, key: str) -> MarkerVerdict:
    """Return the answer of line 1 to one cut-off."""
    return next(v for v in line_one(text).responses if v.cut_off.key == key)


ANSWERS = [
    pytest.param("day 0: 100 | day 50: 80", CHAN, YES, id="a fall of 20 %"),
    pytest.param("day 0: 100 | day 50: 80.01", CHAN, NO, id="a little less"),
    pytest.param("day 0: 100 | day 50: 79.99", CHAN, YES, id="a little more"),
    pytest.param("day 0: 20 | day 50: 16", CHAN, YES, id="from the least start value"),
    pytest.param("day 0: 19.99 | day 50: 1", CHAN, TELL, id="from a little less"),
    pytest.param("day 0: 20.01 | day 50: 1", CHAN, YES, id="from a little more"),
    pytest.param("day 0: 100 | day 50: 90 | day 80: 70", CHAN, YES, id="any result counts"),
    pytest.param("day 0: 100 | day 50: 70 | day 80: 900", CHAN, YES, id="a later rise too"),
    pytest.param("day 0: 100 | day 50: 900", CHAN, NO, id="a rise"),
    pytest.param("day 0: 100", CHAN, TELL, id="nothing after the start"),
    pytest.param("day 50: 100", CHAN, TELL, id="no start value"),
    pytest.param("day 0: raised | day 50: 100", CHAN, TELL, id="a start in words"),
    pytest.param("day 0: 100 | day 50: falling", CHAN, TELL, id="a result in words"),
    pytest.param("day 0: 100 | day 50: falling | day 60: 10", CHAN, YES, id="and a number"),
    pytest.param("day 0: 100 | day 50: 95 | day 60: 10 IU/mL", CHAN, TELL, id="IU is not compared"),
    pytest.param("day 0: 100 IU/mL | day 50: 10 IU/mL", CHAN, TELL, id="IU is not converted"),
    pytest.param("day 0: 100 x | day 50: 10 x", CHAN, TELL, id="nor an unknown unit"),
    pytest.param("day 0: 0.1 ug/mL | day 50: 80", CHAN, YES, id="an exact conversion counts"),
    pytest.param("day 0: <30 | day 50: 1", CHAN, TELL, id="a start bound that does not decide"),
    pytest.param("day 0: <20 | day 50: 1", CHAN, TELL, id="a start surely below"),
    pytest.param("day 0: >20 | day 50: 16", CHAN, YES, id="a start surely above"),
    pytest.param("day 0: >20 | day 50: 16.01", CHAN, TELL, id="a fall of unknown size"),
    pytest.param("day 0: 100 | day 50: <80", CHAN, YES, id="a bound that decides"),
    pytest.param("day 0: 100 | day 50: <80.01", CHAN, TELL, id="a bound that does not"),
    pytest.param("day 0: 100 | day 50: <=80", CHAN, YES, id="at most that is enough"),
    pytest.param("day 0: 100 | day 50: >80", CHAN, NO, id="more than that is too little a fall"),
    pytest.param("day 0: 100 | day 50: >=80", CHAN, TELL, id="at least that may be a response"),
    pytest.param("day 0: 200 | day 50: 100", RIAZ, YES, id="a fall of 50 %"),
    pytest.param("day 0: 200 | day 50: 100.01", RIAZ, NO, id="less than 50 %"),
    pytest.param("day 0: 199.99 | day 50: 1", RIAZ, TELL, id="below 200"),
    pytest.param("day 0: 100 | day 42: 25", ZHU, YES, id="a fall of 75 % at 6 weeks"),
    pytest.param("day 0: 100 | day 42: 25.01", ZHU, NO, id="less than 75 %"),
    pytest.param("day 0: 100 | day 42: 24.99", ZHU, YES, id="more than 75 %"),
    pytest.param("day 0: 19.99 | day 42: 1", ZHU, TELL, id="below 20"),
    pytest.param("day 0: 100 | day 32: 25", ZHU, YES, id="10 days early"),
    pytest.param("day 0: 100 | day 31: 25", ZHU, TELL, id="11 days early"),
    pytest.param("day 0: 100 | day 52: 25", ZHU, YES, id="10 days late"),
    pytest.param("day 0: 100 | day 53: 25", ZHU, TELL, id="11 days late"),
    pytest.param("day 0: 100 | day 33: 25 | day 43: 90", ZHU, NO, id="the nearest decides"),
    pytest.param("day 0: 100 | day 42: raised | day 50: 25", ZHU, YES, id="a number before words"),
    pytest.param("day 0: 100 | month 1: 90 | day 50: 25", ZHU, YES, id="a sure one before others"),
    pytest.param("day 0: 100 | week 6: 25", ZHU, YES, id="a week lies in the window"),
    pytest.param("day 0: 100 | month 1: 25", ZHU, TELL, id="a month may lie outside"),
    pytest.param("day 0: 100 | day 42: <30", ZHU, TELL, id="a bound at 6 weeks"),
    pytest.param("day 0: 100 | day 42: raised", ZHU, TELL, id="words at 6 weeks"),
    pytest.param("day 0: 100 | day 42: 25 IU/mL", ZHU, TELL, id="IU at 6 weeks"),
    pytest.param("day 0: 400", REACH, YES, id="high at 400"),
    pytest.param("day 0: 399.99", REACH, NO, id="not below"),
    pytest.param("day 0: 400.01", REACH, YES, id="above"),
    pytest.param("day 0: >400", REACH, YES, id="more than 400"),
    pytest.param("day 0: <400", REACH, NO, id="less than 400"),
    pytest.param("day 0: <=400", REACH, TELL, id="at most 400"),
    pytest.param("day 0: >399", REACH, TELL, id="more than 399"),
    pytest.param("day 0: 500 IU/mL", REACH, TELL, id="high in IU is not told"),
    pytest.param("day 0: 0.4 ug/mL", REACH, YES, id="high in another mass unit"),
    pytest.param("day 0: raised", REACH, TELL, id="raised without a number"),
]


@pytest.mark.parametrize(("text", "key", "expected"), ANSWERS)
def test_the_answer_to_a_cut_off(text: str, key: str, expected: Answer) -> None:
    assert answer(text, key).value is expected


SENTENCES = [
    pytest.param(
        "day 0: 379 | week 4: 117",
        CHAN,
        "AFP fell by 69.1 %: from 379 ng/mL (day 0) to 117 ng/mL (week 4).",
        id="yes",
    ),
    pytest.param(
        "day 0: 100 | day 50: 80",
        CHAN,
        "AFP fell by 20.0 %: from 100 ng/mL (day 0) to 80 ng/mL (day 50). This is exactly at the "
        "cut-off; papers that use this cut-off also write a fall of more than 20 %.",
        id="exactly at the cut-off",
    ),
    pytest.param(
        "day 0: 200 | day 50: 80",
        RIAZ,
        "AFP fell by 60.0 %: from 200 ng/mL (day 0) to 80 ng/mL (day 50). This is exactly at the "
        "cut-off; the abstract writes more than 200 ng/mL and a fall of more than 50 %.",
        id="exactly at the least start value",
    ),
    pytest.param(
        "day 0: 100 | day 42: 25",
        ZHU,
        "AFP fell by 75.0 %: from 100 ng/mL (day 0) to 25 ng/mL (day 42). "
        "25 ng/mL (day 42) stands for 6 weeks: 42 days after line 1 began.",
        id="what stands for 6 weeks",
    ),
    pytest.param(
        "day 0: 100 | day 42: 25.03",
        ZHU,
        "AFP fell by 74.97 %: from 100 ng/mL (day 0) to 25.03 ng/mL (day 42). "
        "25.03 ng/mL (day 42) stands for 6 weeks: 42 days after line 1 began.",
        id="not rounded onto the cut-off",
    ),
    pytest.param(
        "day 0: 100 | day 40: 90 | day 80: 95",
        CHAN,
        "AFP fell by 10.0 %: from 100 ng/mL (day 0) to 90 ng/mL (day 40). "
        "That is the lowest of 2 results after the start.",
        id="the largest fall of several",
    ),
    pytest.param(
        "day 0: 100 | day 50: <90",
        CHAN,
        "AFP fell by more than 10.0 %: from 100 ng/mL (day 0) to <90 ng/mL (day 50). "
        "That does not decide on a fall of 20 %.",
        id="a bound that does not decide",
    ),
    pytest.param(
        "day 0: <30 | day 50: 1",
        CHAN,
        "AFP <30 ng/mL (day 0) may be below 20 ng/mL or not: the bound does not decide.",
        id="a start bound that does not decide",
    ),
    pytest.param(
        "day 0: 19 ug/L | day 50: 1",
        CHAN,
        "AFP 19 ug/L (day 0), 1 ug/L being 1 ng/mL exactly, is below 20 ng/mL, "
        "from which the cut-off applies.",
        id="below the least start value, in another unit",
    ),
    pytest.param(
        "day 0: 100 IU/mL | day 50: 10 IU/mL",
        CHAN,
        "AFP 100 IU/mL (day 0) is not converted: the cut-off is in ng/mL, "
        "and no conversion is exact.",
        id="international units",
    ),
    pytest.param(
        "day 0: raised | day 50: 10",
        CHAN,
        'AFP "raised" (day 0), the start value, is no number.',
        id="words",
    ),
    pytest.param(
        "day 0: 100",
        CHAN,
        "There is no result after AFP 100 ng/mL (day 0) in line 1.",
        id="nothing after",
    ),
    pytest.param(
        "day 0: 100 | week 4: 10 | day 90: 5",
        ZHU,
        "No result is near: 6 weeks mean 32 to 52 days, and the nearest is "
        "AFP 10 ng/mL (week 4), 25 to 31 days after.",
        id="nothing near 6 weeks",
    ),
    pytest.param(
        "day 0: 100 | day 5: 50 | day 60: 10",
        ZHU,
        "No result is near: 6 weeks mean 32 to 52 days, and the nearest is "
        "AFP 10 ng/mL (day 60), 60 days after.",
        id="the nearest to 6 weeks, not to the start",
    ),
    pytest.param(
        "day 0: 100 | day 40: 95 | day 80: 90",
        CHAN,
        "AFP fell by 10.0 %: from 100 ng/mL (day 0) to 90 ng/mL (day 80). "
        "That is the lowest of 2 results after the start.",
        id="the largest fall need not be the first",
    ),
    pytest.param(
        "day 0: 379 | month 2: 1089",
        ZHU,
        "AFP 1089 ng/mL (month 2) lies 46 to 76 days after line 1 began, "
        "but 6 weeks mean 32 to 52 days: it may lie outside.",
        id="a month near 6 weeks",
    ),
    pytest.param(
        "between day -9 and day 3: 500",
        REACH,
        "AFP 500 ng/mL (between day -9 and day 3) is at least 400 ng/mL at the start of line 1. "
        "Order unsure: it is not certain that the start value is the newest before line 1.",
        id="high, the order unsure",
    ),
    pytest.param(
        "day 0: <0.3 ug/mL",
        REACH,
        "AFP <0.3 ug/mL (day 0), 1 ug/mL being 1000 ng/mL exactly, "
        "is below 400 ng/mL at the start of line 1.",
        id="not high, a bound in another unit",
    ),
    pytest.param(
        "day 0: 379", REACH, "AFP 379 ng/mL (day 0) is below 400 ng/mL at the start of line 1.",
        id="not high",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "key", "sentence"), SENTENCES)
def test_the_reason_of_an_answer(text: str, key: str, sentence: str) -> None:
    assert answer(text, key).sentence == sentence


def test_an_answer_is_named_with_its_cut_off_and_source_and_is_no_imaging_response() -> None:
    found = line_one("day 0: 400 | day 42: 25").responses
    assert [verdict.source for verdict in found] == [
        "Chan 2009, J Clin Oncol 27:446 (systemic chemotherapy)",
        "Riaz 2009, J Clin Oncol 27:5734 (chemoembolization or radioembolization)",
        "Zhu 2022, Clin Cancer Res 28:3537 (atezolizumab with bevacizumab)",
        "REACH-2, Zhu 2019, Lancet Oncol 20:282 (ramucirumab after sorafenib)",
    ]
    said = " ".join(f"{v.value} {v.cut_off.name} {v.sentence}" for v in found).split()
    assert not {"CR", "PR", "SD", "PD", "NE"} & set(said)
    assert [v.decided_by and v.decided_by.id for v in found] == ["r1", "r1", "r1", None]


DECIDED_BY = [
    pytest.param("day 0: 100 | day 40: 70 | day 80: 60", CHAN, "r1", id="the first that fell far"),
    pytest.param("day 0: 100 | day 40: 90 | day 80: <95", CHAN, "r2", id="what may have fallen"),
    pytest.param("day 0: 100 | day 40: 95 | day 80: 90", CHAN, "r2", id="the largest fall"),
    pytest.param("day 0: 100 | day 9: 50 | month 1: 25", ZHU, "r2", id="what may be in the window"),
    pytest.param("day 0: 100 | month 1: raised", ZHU, None, id="words that may lie in it"),
    pytest.param("day 0: 100 | day 9: 50", ZHU, None, id="nothing in the window"),
    pytest.param("day 0: 500 | day 9: 50", REACH, None, id="the start value alone"),
]


@pytest.mark.parametrize(("text", "key", "result"), DECIDED_BY)
def test_which_result_decided(text: str, key: str, result: str | None) -> None:
    by = answer(text, key).decided_by
    assert (None if by is None else by.id) == result


def test_other_markers_have_no_published_cut_off() -> None:
    assert cut_offs_of("vegf") == ()
    assert cut_offs_of("afp") == CUT_OFFS


def test_every_rule_is_named_once_and_the_last_one_always_holds() -> None:
    names = [rule.name for rule in RESPONSE_RULES]
    assert len(set(names)) == len(names)
    assert RESPONSE_RULES[-1].answer is Answer.NO


WINDOWS = [
    pytest.param((32, 52), True, True, id="all of it"),
    pytest.param((31, 52), False, True, id="a day earlier"),
    pytest.param((32, 53), False, True, id="a day later"),
    pytest.param((0, 32), False, True, id="its first day"),
    pytest.param((0, 31), False, False, id="the day before"),
    pytest.param((52, 60), False, True, id="its last day"),
    pytest.param((53, 60), False, False, id="the day after"),
]


@pytest.mark.parametrize(("days", "surely", "may"), WINDOWS)
def test_days_in_a_window(days: tuple[int, int], surely: bool, may: bool) -> None:
    window = next(cut.window for cut in CUT_OFFS if cut.window)
    assert window.surely_holds(DaySpan(*days)) is surely
    assert window.may_hold(DaySpan(*days)) is may


TENTHS = st.integers(1, 6000)
SIGNS = ("", "<", "<=", ">", ">=")


@given(TENTHS, TENTHS, st.sampled_from(list(product(SIGNS, SIGNS))))
def test_a_bound_never_answers_what_some_number_within_it_contradicts(
    start: int, now: int, signs: tuple[str, str]
) -> None:
    exact = f"day 0: {start / 10} | day 42: {now / 10}"
    bound = f"day 0: {signs[0]}{start / 10} | day 42: {signs[1]}{now / 10}"
    closed = all(sign in {"", "<=", ">="} for sign in signs)
    for one, other in zip(line_one(exact).responses, line_one(bound).responses, strict=True):
        if closed and other.value is not Answer.CANNOT_TELL:
            assert one.value is other.value
