"""Procedures, fluid, adverse events and the end of follow-up."""

from dataclasses import replace
from decimal import Decimal

from hcclog.domain.adverse_event import AdverseEvent
from hcclog.domain.lesion import Lesion, LesionKind
from hcclog.domain.procedure import Procedure
from hcclog.domain.record import PatientRecord
from hcclog.domain.visit import Outcome, OutcomeKind
from hcclog.report.course.figure import BandLane, FlagLane
from hcclog.report.drawing import Strokes
from tests.report.course.charts import drawn, figure_of, lane_of
from tests.report.samples import PATIENT, empty_case, measured_case, new_id, on, relative_case


def test_a_procedure_is_named_with_its_details_while_there_is_room() -> None:
    given = Procedure(
        new_id(),
        PATIENT,
        on("2020-06-25"),
        "radiotherapy",
        on("2020-07-07"),
        "liver",
        Decimal(50),
        25,
    )
    (flag,) = lane_of(replace(empty_case(), procedures=(given,)), "procedures", FlagLane).flags
    assert flag.captions == ("RT, liver, 50 Gy in 25", "RT, liver", "RT")
    assert flag.until == flag.mark.day + 12
    assert flag.mark.reading == "2020-06-25: External beam radiotherapy, liver, 50 Gy in 25"


def test_agents_that_are_known_as_a_combination_go_by_its_name() -> None:
    agents = ("oxaliplatin", "fluorouracil", "calcium-folinate")
    given = Procedure(new_id(), PATIENT, on("2021-03-15"), "haic", agents=agents)
    (flag,) = lane_of(replace(empty_case(), procedures=(given,)), "procedures", FlagLane).flags
    assert flag.captions[0] == "HAIC, FOLFOX"


def test_procedures_long_before_therapy_do_not_stretch_the_first_view() -> None:
    figure = figure_of(relative_case())
    lane = figure.lane("procedures")
    assert isinstance(lane, FlagLane)
    assert len(lane.flags) == 4
    assert figure.home[0] > -60
    assert figure.extent[0] < -1000


def test_fluid_is_drawn_from_one_assessment_to_the_next() -> None:
    lane = lane_of(relative_case(), "fluid:effusion", BandLane)
    assert [band.captions[0] for band in lane.bands][:4] == [
        "present",
        "nearly gone",
        "present",
        "smaller",
    ]
    assert lane.bands[0].end == lane.bands[1].start
    assert lane.bands[1].strength < lane.bands[0].strength


def test_an_effusion_that_was_never_assessed_is_not_drawn() -> None:
    effusion = Lesion(new_id(), PATIENT, "E1", "pleura", kind=LesionKind.EFFUSION)
    figure = figure_of(replace(empty_case(), lesions=(effusion,)))
    assert list(figure.marks()) == []


def test_events_hold_adverse_events_visits_and_the_end_of_follow_up() -> None:
    lane = lane_of(measured_case(), "events", FlagLane)
    shapes = [(flag.mark.table, flag.shape) for flag in lane.flags]
    assert shapes == [
        ("visit", "bar"),
        ("adverse_event", "up"),
        ("visit", "bar"),
        ("outcome", "diamond"),
    ]
    event = lane.flags[1]
    assert event.captions == ("Hypertension, grade 3", "Hypertension")
    assert event.tone == "bad"


def test_an_adverse_event_without_a_time_is_named_and_not_placed() -> None:
    event = AdverseEvent(new_id(), PATIENT, "platelet-count-decreased", 2)
    figure = figure_of(replace(empty_case(), adverse_events=(event,)))
    lane = figure.lane("events")
    assert isinstance(lane, FlagLane)
    assert lane.flags == ()
    assert lane.undated == ("Platelet count decreased, grade 2",)
    texts = [words.text for words in drawn(figure).words()]
    assert "without a date: Platelet count decreased, grade 2" in texts


def test_death_has_its_own_sign_and_its_cause() -> None:
    died = Outcome(new_id(), PATIENT, on("2022-03"), OutcomeKind.DEATH, "liver failure")
    (flag,) = lane_of(replace(empty_case(), outcomes=(died,)), "events", FlagLane).flags
    assert (flag.shape, flag.captions) == ("cross", ("death: liver failure", "death"))


def lines_of(record: PatientRecord) -> list[tuple[float, float, float]]:
    """Return where the lines of what lasts run: from x, to x, and their height."""
    drawing = drawn(figure_of(record), (860.0, 500.0))
    (part,) = (part.rect for part in drawing.parts if part.key == "events")
    strokes = [s for s in drawing.shapes if isinstance(s, Strokes) and s.width == 2]
    return [(a, c, b) for s in strokes for a, b, c, _ in s.segments if part.top < b < part.bottom]


def test_lines_of_events_that_last_never_lie_over_each_other() -> None:
    lasting = (
        ("fatigue", "2025-11-20", "2026-03-10"),
        ("hypertension", "2026-01-10", "2026-02-01"),
        ("rash", "2026-01-12", "2026-01-30"),
    )
    events = tuple(
        AdverseEvent(new_id(), PATIENT, term, 2, start_on=on(start), end_on=on(end))
        for term, start, end in lasting
    )
    lines = lines_of(replace(measured_case(), adverse_events=events))
    assert len(lines) == 3
    assert len({height for _, _, height in lines}) == 3


def test_how_a_course_ended_is_written_however_much_happened_before() -> None:
    record = measured_case()
    death = Outcome(new_id(), PATIENT, on("2026-05-20"), OutcomeKind.DEATH, "variceal bleeding")
    events = tuple(
        AdverseEvent(new_id(), PATIENT, "hypertension", 3, start_on=on(f"2026-05-{day:02}"))
        for day in range(1, 20)
    )
    figure = figure_of(replace(record, adverse_events=events, outcomes=(death,)))
    drawing = drawn(figure, (500.0, 400.0))
    assert "death: variceal bleeding" in [words.text for words in drawing.words()]
    assert drawing.n_dropped > 0
