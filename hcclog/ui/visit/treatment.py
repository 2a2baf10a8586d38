"""The treatment: what becomes of each course that runs, and agents that are new."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hcclog.domain.therapy import StopReason
from hcclog.entry.visit.before import RunningCourse, current_line, running_courses
from hcclog.entry.visit.words import AgentLine, CourseLine, CourseStep, LineChoice
from hcclog.report.naming import drug_name
from hcclog.ui.fields.catalogue_field import CatalogueField
from hcclog.ui.fields.choice_field import ChoiceField
from hcclog.ui.fields.field import Field
from hcclog.ui.fields.shelves import DRUGS
from hcclog.ui.fields.text_field import TextField
from hcclog.ui.visit.line import Line, hint
from hcclog.ui.visit.section import FreeLines, Section

if TYPE_CHECKING:
    from hcclog.entry.clerk import Clerk

_COURSE, _WHAT, _DATE, _DOSE, _AGENT, _LINE = 236, 140, 104, 96, 150, 150
_ASKED = {
    CourseStep.DOSE: ("dose", "on", "reason"),
    CourseStep.HOLD: ("on", "reason"),
    CourseStep.RESUMED: ("on",),
    CourseStep.STOP: ("stop_reason", "on"),
}


class CourseRow(Line):
    """One course: it goes on, or a choice shows what is asked about the change."""

    def __init__(self, running: RunningCourse, words: str) -> None:
        super().__init__(f"courses/{running.course.id}")
        self._course_id = running.course.id
        name = drug_name(running.course.agent)
        self.say_all(words, _COURSE)
        held = running.hold is not None
        steps = [step for step in CourseStep if step is not _impossible(held=held)]
        first = "stays on hold" if held else "goes on"
        choices: list[tuple[str, Any]] = [(first, None), *((step.value, step) for step in steps)]
        self.what = ChoiceField("what", f"{name}: what becomes of it", choices)
        self.dose = TextField("dose", f"New dose of {name}")
        hint(self.dose, f"dose, {running.dose_unit}")
        self.on = TextField("on", f"Date of the change of {name}")
        reasons = [("why?", None), *((reason.value, reason) for reason in StopReason)]
        self.why = ChoiceField("stop_reason", f"Why {name} is stopped", reasons)
        self.reason = TextField("reason", f"Reason of the change of {name}")
        hint(self.reason, "reason")
        widths = ((self.what, _WHAT), (self.dose, _DOSE), (self.why, 150), (self.on, _DATE))
        for field, width in widths:
            self.add(field, width)
        self.add(self.reason)
        self.end()
        self.what.box.currentIndexChanged.connect(lambda _n: self._show_asked())
        self._show_asked()

    def words(self) -> CourseLine:
        """Return what becomes of the course; what is not asked about says nothing."""
        step = self.what.chosen()
        what = step.value if step is not None else ""
        reason = self.text("stop_reason") or self.text("reason")
        return CourseLine(self._course_id, what, self.text("on"), self.text("dose"), reason)

    def field_named(self, name: str) -> Field:
        return super().field_named("stop_reason" if self._asks_why(name) else name)

    def _asks_why(self, name: str) -> bool:
        return name == "reason" and self.what.chosen() is CourseStep.STOP

    def _show_asked(self) -> None:
        asked = _ASKED.get(self.what.chosen(), ())
        for name, field in self.fields.items():
            field.setVisible(name == "what" or name in asked)
        self.settle()


class TreatmentSection(Section):
    """One line a course, then the new agents."""

    def __init__(self, clerk: Clerk) -> None:
        super().__init__("Treatment")
        self._clerk = clerk
        self._rows: list[CourseRow] = []
        for running in running_courses(clerk.record, clerk.chronology):
            row = CourseRow(running, course_words(clerk, running))
            self._rows.append(row)
            self.add(row)
        if not self._rows:
            self.tell("No course is running.")
        self._agents = FreeLines("agents", self._agent_line)
        self.add_free(self._agents)

    def words(self) -> tuple[tuple[CourseLine, ...], tuple[AgentLine, ...]]:
        """Return the courses and the new agents."""
        agents = tuple(self._agent_words(line) for line in self._agents.lines)
        return tuple(row.words() for row in self._rows), agents

    def hint_day(self, words: str) -> None:
        """Say that a date that is left empty is the day of the visit."""
        dates = [row.on for row in self._rows]
        dates += [line.fields["on"] for line in self._agents.lines]  # type: ignore[misc]
        for field in dates:
            hint(field, words)

    def _agent_line(self, place: str) -> Line:
        line = Line(place)
        agent = CatalogueField("agent", "New agent", DRUGS)
        hint(agent, "new agent")
        dose, schedule = TextField("dose", "Dose"), TextField("schedule", "Schedule")
        hint(dose, "8 mg")
        hint(schedule, "daily, q3w…")
        on = TextField("on", "Start of the new agent")
        belongs = ChoiceField("line", "Line of therapy of the new agent", self._line_choices())
        widths = ((agent, _AGENT), (dose, 78), (schedule, _DOSE), (on, _DATE), (belongs, _LINE))
        for field, width in widths:
            line.add(field, width)
        line.end()
        return line

    def _line_choices(self) -> list[tuple[str, Any]]:
        last = current_line(self._clerk.record)
        number = last.number if last is not None else 0
        same = [(f"line {number}", LineChoice.SAME)] if last is not None else []
        new = (f"new line {number + 1}", LineChoice.NEW)
        return [("which line?", None), *same, new, ("no line", LineChoice.NONE)]

    def _agent_words(self, line: Line) -> AgentLine:
        choice = line.fields["line"]
        chosen = choice.chosen() if isinstance(choice, ChoiceField) else None
        texts = {name: line.text(name) for name in ("agent", "dose", "schedule", "on")}
        return AgentLine(line.place.removeprefix("agents/"), line=str(chosen or ""), **texts)


def course_words(clerk: Clerk, running: RunningCourse) -> str:
    """Return a course as it stands: ``lenvatinib 8 mg, started 2026-02-20``."""
    course, label = running.course, clerk.chronology.label
    dose = f" {running.dose:f} {running.dose_unit}" if running.dose is not None else ""
    held = f", on hold since {label(running.hold.start_on)}" if running.hold is not None else ""
    return f"{drug_name(course.agent)}{dose}, started {label(course.start_on)}{held}"


def _impossible(*, held: bool) -> CourseStep:
    return CourseStep.HOLD if held else CourseStep.RESUMED
