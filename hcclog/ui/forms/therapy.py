"""The forms of lines, courses, dose steps, holds, procedures, pathology and adverse events."""

from __future__ import annotations

from hcclog.domain.adverse_event import ActionTaken
from hcclog.domain.therapy import DoseBasis, Route, StopReason
from hcclog.ui.fields.catalogue_field import CatalogueField, CatalogueListField
from hcclog.ui.fields.choice_field import YES_NO, ChoiceField, EntryField, enum_choices
from hcclog.ui.fields.date_field import DateField
from hcclog.ui.fields.number_field import DecimalField, IntegerField
from hcclog.ui.fields.shelves import DRUGS, PROCEDURES, SITES, TERMS
from hcclog.ui.fields.source_field import SourceField
from hcclog.ui.fields.text_field import NoteField, TextField
from hcclog.ui.forms import entries
from hcclog.ui.forms.item import Item

_GRADES = [("not stated", None), *((str(grade), grade) for grade in range(1, 6))]
END = (
    Item(lambda: NoteField("note", "Note")),
    Item(lambda: SourceField("source", "Source"), more=True),
)
LINE = (Item(lambda: IntegerField("number", "&Number")), *END)
COURSE = (
    Item(lambda: CatalogueField("agent", "&Agent", DRUGS)),
    Item(lambda: DateField("start_on", "&Start")),
    Item(lambda: DateField("end_on", "&End", optional=True)),
    Item(lambda: ChoiceField("stop_reason", "&Why it ended", enum_choices(StopReason))),
    Item(lambda: EntryField("line_id", "&Line", entries.lines)),
    Item(lambda: DecimalField("dose", "&Dose")),
    Item(lambda: TextField("dose_unit", "Dose &unit")),
    Item(lambda: ChoiceField("dose_basis", "Dose &per", enum_choices(DoseBasis, optional=False))),
    Item(lambda: IntegerField("every_days", "E&very (days)")),
    Item(lambda: IntegerField("days_on", "Days &on")),
    Item(lambda: IntegerField("days_off", "Days o&ff")),
    Item(lambda: ChoiceField("route", "&Route", enum_choices(Route))),
    *END,
)
DOSE_STEP = (
    Item(lambda: EntryField("course_id", "&Course", entries.courses)),
    Item(lambda: DateField("on", "&From")),
    Item(lambda: DecimalField("dose", "&Dose")),
    Item(lambda: TextField("dose_unit", "Dose &unit")),
    Item(lambda: ChoiceField("dose_basis", "Dose &per", enum_choices(DoseBasis, optional=False))),
    Item(lambda: IntegerField("every_days", "E&very (days)")),
    Item(lambda: TextField("direction", "D&irection", "lower, higher")),
    Item(lambda: TextField("reason", "&Reason")),
    *END,
)
HOLD = (
    Item(lambda: EntryField("course_id", "&Course", entries.courses)),
    Item(lambda: DateField("start_on", "&From")),
    Item(lambda: DateField("end_on", "&To", optional=True)),
    Item(lambda: IntegerField("n_days", "&Days, where only that is known")),
    Item(lambda: TextField("reason", "&Reason")),
    *END,
)
PROCEDURE = (
    Item(lambda: CatalogueField("kind", "&Procedure", PROCEDURES)),
    Item(lambda: DateField("on", "&Date")),
    Item(lambda: DateField("until_on", "&Last day", optional=True)),
    Item(lambda: CatalogueField("site", "&Site", SITES, optional=True, free=True)),
    Item(lambda: DecimalField("dose_gy", "D&ose", "Gy")),
    Item(lambda: IntegerField("n_fractions", "&Fractions")),
    Item(lambda: CatalogueListField("agents", "&Agents", DRUGS)),
    Item(lambda: TextField("approach", "A&pproach", "open, laparoscopic, percutaneous")),
    Item(lambda: IntegerField("stated_ordinal", "&Number as stated"), more=True),
    *END,
)
PATHOLOGY = (
    Item(lambda: EntryField("procedure_id", "&Tissue from", entries.procedures)),
    Item(lambda: DateField("on", "&Date")),
    Item(lambda: CatalogueField("site", "&Site", SITES, optional=True, free=True)),
    Item(lambda: DecimalField("diameter_mm", "Dia&meter", "mm")),
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
    Item(lambda: CatalogueField("term", "&Event", TERMS)),
    Item(lambda: ChoiceField("grade", "&Grade", _GRADES)),
    Item(lambda: TextField("ctcae_version", "&CTCAE version", "5.0")),
    Item(lambda: DateField("start_on", "&Start", optional=True)),
    Item(lambda: DateField("end_on", "E&nd", optional=True)),
    Item(lambda: CatalogueListField("agents", "&Agents", DRUGS)),
    Item(lambda: ChoiceField("action", "Action &taken", enum_choices(ActionTaken))),
    Item(lambda: ChoiceField("drug_related", "&Related to a drug", YES_NO)),
    *END,
)
