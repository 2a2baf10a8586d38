"""The forms of assessments, scans, lesions, measurements, series, roles and reported responses."""

from __future__ import annotations

from hcclog.catalogue.sites import organs
from hcclog.domain.assessment import Modality
from hcclog.domain.lesion import LesionKind, LesionState, Trend
from hcclog.domain.quantities import Comparator
from hcclog.domain.response import Category, Criteria, LesionRole
from hcclog.ui.fields.catalogue_field import CatalogueField
from hcclog.ui.fields.choice_field import YES_NO, CheckField, ChoiceField, EntryField, enum_choices
from hcclog.ui.fields.date_field import DateField
from hcclog.ui.fields.number_field import DecimalField, IntegerField
from hcclog.ui.fields.shelves import SITES
from hcclog.ui.fields.source_field import SourceField
from hcclog.ui.fields.text_field import NoteField, TextField
from hcclog.ui.forms import entries
from hcclog.ui.forms.item import Item
from hcclog.ui.forms.therapy import END
from hcclog.ui.text import CRITERIA_NAMES

_SOURCE = Item(lambda: SourceField("source", "Source"), more=True)
ASSESSMENT = (
    Item(lambda: DateField("on", "&Date"), required=True),
    Item(lambda: NoteField("findings", "&Findings")),
    Item(
        lambda: ChoiceField(
            "n_lesions_comparator", "&Count is", enum_choices(Comparator, optional=False)
        ),
        more=True,
    ),
    Item(lambda: IntegerField("n_lesions", "&Lesions counted"), more=True),
    _SOURCE,
)
SCAN = (
    Item(
        lambda: EntryField("assessment_id", "&Assessment", entries.assessments, required=True),
        required=True,
    ),
    Item(lambda: ChoiceField("modality", "Mo&dality", enum_choices(Modality, optional=False))),
    Item(lambda: TextField("phases", "&Phases", "arterial, portal venous, delayed")),
    Item(lambda: TextField("region", "&Region")),
    Item(lambda: DecimalField("slice_thickness_mm", "&Slice thickness", "mm")),
    Item(lambda: TextField("study_uid", "St&udy in the archive", "1.2.840…"), more=True),
    _SOURCE,
)
LESION = (
    Item(lambda: TextField("label", "&Label", "a name such as T1"), required=True),
    Item(lambda: ChoiceField("organ", "&Organ", [(each.name, each.code) for each in organs()])),
    Item(lambda: CatalogueField("site", "&Site", SITES, optional=True, free=True)),
    Item(lambda: ChoiceField("kind", "&Kind", enum_choices(LesionKind, optional=False))),
    Item(lambda: CheckField("multiple", "Several lesions, &followed together")),
    Item(lambda: CheckField("treated_before", "&Treated locally before")),
    Item(lambda: CheckField("growth_shown", "&Growth shown since that treatment")),
    Item(lambda: ChoiceField("hypervascular", "&Arterial enhancement", YES_NO)),
    Item(lambda: CheckField("benign", "Known to be &benign")),
    *END,
)
MEASUREMENT = (
    Item(lambda: EntryField("lesion_id", "&Lesion", entries.lesions, required=True), required=True),
    Item(
        lambda: EntryField("assessment_id", "&Assessment", entries.assessments, required=True),
        required=True,
    ),
    Item(lambda: DecimalField("longest_mm", "Lon&gest diameter", "mm")),
    Item(lambda: DecimalField("short_axis_mm", "S&hort axis", "mm")),
    Item(lambda: DecimalField("viable_mm", "&Viable diameter", "mm")),
    Item(lambda: ChoiceField("state", "S&tate", enum_choices(LesionState))),
    Item(lambda: EntryField("other_lesion_id", "M&erged with, split from", entries.lesions)),
    Item(lambda: ChoiceField("trend", "Change in &words", enum_choices(Trend))),
    Item(lambda: ChoiceField("cytology_positive", "&Cytology positive", YES_NO)),
    *END,
)
SERIES = (
    Item(lambda: TextField("label", "&Label"), required=True),
    Item(
        lambda: EntryField(
            "baseline_assessment_id", "&Baseline", entries.assessments, required=True
        ),
        required=True,
    ),
    Item(lambda: EntryField("line_id", "Line of &therapy", entries.lines)),
    *END,
)
SERIES_LESION = (
    Item(lambda: EntryField("series_id", "&Series", entries.series, required=True), required=True),
    Item(lambda: EntryField("lesion_id", "&Lesion", entries.lesions, required=True), required=True),
    Item(lambda: ChoiceField("role", "&Role", enum_choices(LesionRole, optional=False))),
    _SOURCE,
)
REPORTED_RESPONSE = (
    Item(lambda: EntryField("assessment_id", "&Assessment", entries.assessments)),
    Item(lambda: DateField("on", "&Date"), required=True),
    Item(lambda: ChoiceField("category", "&Category", enum_choices(Category))),
    Item(
        lambda: ChoiceField(
            "criteria", "C&riteria", [(CRITERIA_NAMES[each], each) for each in Criteria]
        )
    ),
    Item(lambda: TextField("wording", "&Wording")),
    Item(lambda: TextField("basis", "&Basis, where not imaging")),
    Item(lambda: TextField("reader", "R&eader")),
    _SOURCE,
)
