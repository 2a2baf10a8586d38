"""The forms of the patient, stagings, visits, laboratory results, outcomes and statements."""

from __future__ import annotations

from hcclog.domain.dates import TimeUnit
from hcclog.domain.patient import Aetiology, Serology, Sex, TimeAxis
from hcclog.domain.staging import Ascites
from hcclog.domain.statement import Direction, Precision, StatementKind
from hcclog.domain.visit import OutcomeKind
from hcclog.ui.fields.catalogue_field import CatalogueField, CatalogueListField
from hcclog.ui.fields.choice_field import YES_NO, ChoiceField, EntryField, enum_choices
from hcclog.ui.fields.date_field import DateField
from hcclog.ui.fields.number_field import DecimalField, IntegerField
from hcclog.ui.fields.result_field import ResultField
from hcclog.ui.fields.several_field import SeveralField
from hcclog.ui.fields.shelves import ANALYTES, PROCEDURES, SITES
from hcclog.ui.fields.source_field import SourceField
from hcclog.ui.fields.text_field import CodeField, NoteField, TextField
from hcclog.ui.forms import entries
from hcclog.ui.forms.item import Item
from hcclog.ui.forms.therapy import END

_NONE: list[tuple[str, object]] = [("not stated", None)]
BCLC = [*_NONE, *((stage, stage) for stage in ("0", "A", "B", "C", "D"))]
CNLC = [*_NONE, *((s, s) for s in ("Ia", "Ib", "IIa", "IIb", "IIIa", "IIIb", "IV"))]


def _numbers(last: int) -> list[tuple[str, object]]:
    return [*_NONE, *((str(n), n) for n in range(last + 1))]


PATIENT = (
    Item(lambda: CodeField("code", "&Code", "hospital number or case name"), required=True),
    Item(lambda: TextField("name", "&Name", "may stay empty")),
    Item(lambda: ChoiceField("sex", "&Sex", enum_choices(Sex, optional=False))),
    Item(lambda: DateField("birth_on", "&Birth", optional=True)),
    Item(lambda: IntegerField("age_years", "&Age in years"), more=True),
    Item(lambda: DateField("age_on", "Age &on", optional=True), more=True),
    Item(lambda: SeveralField("aetiologies", "A&etiology", Aetiology)),
    Item(lambda: ChoiceField("hbv", "HB&V", enum_choices(Serology))),
    Item(lambda: ChoiceField("hcv", "&HCV", enum_choices(Serology))),
    Item(lambda: ChoiceField("cirrhosis", "Ci&rrhosis", YES_NO)),
    Item(lambda: ChoiceField("time_axis", "&Time axis", enum_choices(TimeAxis, optional=False))),
    Item(lambda: DateField("day_zero_on", "&Day 0 on", optional=True), more=True),
    Item(lambda: TextField("day_zero_label", "Day 0 &is", "start of lenvatinib")),
    Item(lambda: NoteField("note", "Note"), more=True),
    Item(lambda: SourceField("source", "Source"), more=True),
)
STAGING = (
    Item(lambda: DateField("on", "&Date"), required=True),
    Item(lambda: ChoiceField("bclc", "&BCLC", BCLC)),
    Item(lambda: ChoiceField("cnlc", "C&NLC", CNLC)),
    Item(lambda: ChoiceField("ecog", "&ECOG", _numbers(5))),
    Item(
        lambda: ChoiceField(
            "child_pugh_class", "Child-Pugh &class", [*_NONE, ("A", "A"), ("B", "B"), ("C", "C")]
        )
    ),
    Item(lambda: IntegerField("child_pugh_points", "Child-Pugh &points")),
    Item(lambda: DecimalField("bilirubin_umol_l", "Bi&lirubin", "µmol/L"), more=True),
    Item(lambda: DecimalField("albumin_g_l", "Alb&umin", "g/L"), more=True),
    Item(lambda: DecimalField("inr", "&INR"), more=True),
    Item(lambda: ChoiceField("ascites", "&Ascites", enum_choices(Ascites)), more=True),
    Item(
        lambda: ChoiceField("encephalopathy_grade", "Encep&halopathy grade", _numbers(4)),
        more=True,
    ),
    Item(lambda: ChoiceField("vp", "Portal &vein thrombus (Vp)", _numbers(4))),
    Item(lambda: ChoiceField("vv", "Hepatic vein thrombus (Vv)", _numbers(3)), more=True),
    Item(lambda: IntegerField("n_tumours", "&Tumours")),
    Item(lambda: DecimalField("largest_mm", "Lar&gest", "mm")),
    Item(lambda: CatalogueListField("extrahepatic_sites", "E&xtrahepatic sites", SITES)),
    Item(
        lambda: ChoiceField("intrahepatic_metastasis", "Intrahepatic metastasis", YES_NO),
        more=True,
    ),
    Item(lambda: ChoiceField("operable", "&Operable", YES_NO), more=True),
    Item(lambda: TextField("differentiation", "Di&fferentiation"), more=True),
    *END,
)
VISIT = (
    Item(lambda: DateField("on", "&Date"), required=True),
    Item(lambda: ChoiceField("ecog", "&ECOG", _numbers(5))),
    Item(lambda: DecimalField("weight_kg", "&Weight", "kg")),
    Item(lambda: TextField("author", "Seen &by")),
    *END,
)
LAB_RESULT = (
    Item(lambda: DateField("on", "&Date"), required=True),
    Item(lambda: DateField("until_on", "&Until", optional=True), more=True),
    Item(lambda: CatalogueField("analyte", "&Test", ANALYTES), required=True),
    Item(lambda: ResultField("value", "&Value")),
    Item(lambda: TextField("unit", "Un&it")),
    Item(lambda: DecimalField("reference_low", "Reference &low")),
    Item(lambda: DecimalField("reference_high", "Reference &high")),
    Item(lambda: TextField("laboratory", "La&boratory")),
    Item(lambda: TextField("specimen", "&Specimen"), more=True),
    Item(lambda: TextField("assay", "&Assay"), more=True),
    *END,
)
OUTCOME = (
    Item(lambda: ChoiceField("kind", "&What", enum_choices(OutcomeKind, optional=False))),
    Item(lambda: DateField("on", "&Date", optional=True)),
    Item(lambda: TextField("cause", "&Cause of death")),
    *END,
)
STATEMENT = (
    Item(lambda: ChoiceField("kind", "&Kind", enum_choices(StatementKind, optional=False))),
    Item(lambda: EntryField("course_id", "&Course", entries.courses)),
    Item(lambda: EntryField("reported_response_id", "&Response", entries.reported_responses)),
    Item(lambda: CatalogueField("procedure_kind", "&Procedure", PROCEDURES, optional=True)),
    Item(lambda: CatalogueField("analyte", "&Test", ANALYTES, optional=True)),
    Item(lambda: DateField("from_on", "&From", optional=True)),
    Item(lambda: DateField("to_on", "T&o", optional=True)),
    Item(lambda: ChoiceField("direction", "&Direction", enum_choices(Direction))),
    Item(lambda: ChoiceField("precision", "Pr&ecision", enum_choices(Precision, optional=False))),
    Item(lambda: DecimalField("amount", "&Amount")),
    Item(lambda: ChoiceField("unit", "&Unit", enum_choices(TimeUnit))),
    Item(lambda: ChoiceField("sex", "&Sex", enum_choices(Sex))),
    *END,
)
