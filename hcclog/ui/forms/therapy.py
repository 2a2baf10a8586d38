"""The forms of lines, courses, dose steps, holds, procedures, pathology and adverse events."""

from __future__ import annotations

from hcclog.domain.adverse_event import ActionTaken
from hcclog.domain.therapy import Route, StopReason
from hcclog.ui.fields.catalogue_field import CatalogueField, CatalogueListField
from hcclog.ui.fields.choice_field import YES_NO, ChoiceField, EntryField, enum_choices
from hcclog.ui.fields.date_field import DateField
from hcclog.ui.fields.dose_field import DoseField
from hcclog.ui.fields.number_field import DecimalField, IntegerField
from hcclog.ui.fields.schedule_field import ScheduleField
from hcclog.ui.fields.shelves import DRUGS, PROCEDURES, SITES, TERMS
from hcclog.ui.fields.source_field import SourceField
from hcclog.ui.fields.text_field import NoteField, TextField
from hcclog.ui.forms import entries
from hcclog.ui.forms.item import Item
from hcclog.ui.forms.line_field import LineField

_GRADES = [("not stated", None), *((str(grade), grade) for grade in range(1, 6))]
END = (
    Item(lambda: NoteField("note", "Note")),
    Item(lambda: SourceField("source", "Source"), more=True),
)
LINE = (Item(lambda: IntegerField("number", "&Number"), required=True), *END)
COURSE = (
    Item(lambda: CatalogueField("agent", "&Agent", DRUGS), required=True),
    Item(lambda: DoseField("dose", "&Dose")),
    Item(lambda: ScheduleField("every_days", "Sched&ule")),
    Item(lambda: DateField("start_on", "&Start"), required=True),
    Item(lambda: DateField("end_on", "&End", optional=True)),
    Item(lambda: ChoiceField("stop_reason", "&Why it ended", enum_choices(StopReason))),
    Item(lambda: LineField("line_id", "&Line")),
    Item(lambda: ChoiceField("route", "&Route", enum_choices(Route))),
    *END,
)
DOSE_STEP = (
    Item(lambda: EntryField("course_id", "&Course", entries.courses, required=True), required=True),
    Item(lambda: DateField("on", "&From"), required=True),
    Item(lambda: DoseField("dose", "New &dose")),
    Item(lambda: ScheduleField("every_days", "Sc&hedule", cycles=False)),
    Item(lambda: TextField("direction", "D&irection", "lower, higher")),
    Item(lambda: TextField("reason", "&Reason")),
    *END,
)
HOLD = (
    Item(lambda: EntryField("course_id", "&Course", entries.courses, required=True), required=True),
    Item(lambda: DateField("start_on", "&From"), required=True),
    Item(lambda: DateField("end_on", "&To", optional=True)),
    Item(lambda: IntegerField("n_days", "&Days, where only that is known")),
    Item(lambda: TextField("reason", "&Reason")),
    *END,
)
PROCEDURE = (
    Item(lambda: CatalogueField("kind", "&Procedure", PROCEDURES), required=True),
    Item(lambda: DateField("on", "&Date"), required=True),
    Item(lambda: DateField("until_on", "&Last day", optional=True)),
    Item(lambda: CatalogueField("site", "&Site", SITES, optional=True, free=True)),
    Item(lambda: DecimalField("dose_gy", "D&ose", "Gy")),
    Item(lambda: IntegerField("n_fractions", "&Fractions")),
    Item(lambda: CatalogueListField("agents", "&Agents", DRUGS)),
    Item(lambda: TextField("approach", "Approac&h", "open, laparoscopic, percutaneous")),
    Item(lambda: IntegerField("stated_ordinal", "Number as s&tated"), more=True),
    *END,
)
PATHOLOGY = (
    Item(lambda: EntryField("procedure_id", "&Tissue from", entries.procedures)),
    Item(lambda: DateField("on", "&Date"), required=True),
    Item(lambda: CatalogueField("site", "&Site", SITES, optional=True, free=True)),
    Item(lambda: DecimalField("diameter_mm", "Diamet&er", "mm")),
    Item(lambda: TextField("grade", "&Grade", "Edmondson-Steiner II")),
    Item(lambda: TextField("pattern", "&Pattern")),
    Item(lambda: TextField("microvascular_invasion", "Micro&vascular invasion", "M1")),
    Item(lambda: ChoiceField("macrovascular_invasion", "Macrov&ascular invasion", YES_NO)),
    Item(lambda: ChoiceField("nerve_invasion", "&Nerve invasion", YES_NO)),
    Item(lambda: ChoiceField("necrosis", "Ne&crosis", YES_NO)),
    Item(lambda: TextField("background_liver", "&Background liver")),
    *END,
)
ADVERSE_EVENT = (
    Item(lambda: CatalogueField("term", "&Event", TERMS), required=True),
    Item(lambda: ChoiceField("grade", "&Grade", _GRADES)),
    Item(lambda: TextField("ctcae_version", "&CTCAE version", "5.0")),
    Item(lambda: DateField("start_on", "&Start", optional=True)),
    Item(lambda: DateField("end_on", "E&nd", optional=True)),
    Item(lambda: CatalogueListField("agents", "&Agents", DRUGS)),
    Item(lambda: ChoiceField("action", "Action &taken", enum_choices(ActionTaken))),
    Item(lambda: ChoiceField("drug_related", "&Related to a drug", YES_NO)),
    *END,
)
