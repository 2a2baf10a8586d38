"""Make the first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


# The journal is append-only: the database itself refuses to change or remove what stands in it.
SQLITE_GUARD = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
"""
POSTGRESQL_REFUSAL = """
CREATE FUNCTION journal_refusal() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$
"""
POSTGRESQL_GUARD = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION journal_refusal()
"""


def guard_journal() -> None:
    """Refuse UPDATE and DELETE (and TRUNCATE where there is one) on the journal's tables."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    if not sqlite:
        op.execute(POSTGRESQL_REFUSAL)
    for table in ("entry", "change"):
        for verb in ("update", "delete") if sqlite else ("update", "delete", "truncate"):
            guard = SQLITE_GUARD if sqlite else POSTGRESQL_GUARD
            op.execute(guard.format(table=table, verb=verb))


def upgrade() -> None:
    """Make every table of the record, the journal and its guards."""
    op.create_table(
        "entry",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("station", sa.Text(), nullable=False),
        sa.Column("at_utc", sa.Text(), nullable=False),
        sa.Column("utc_offset_minutes", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reverts", sa.Text(), nullable=True),
        sa.Column("app_version", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('do', 'undo', 'redo', 'import', 'merge')", name=op.f("ck_entry_kind_value")
        ),
        sa.ForeignKeyConstraint(["reverts"], ["entry.id"], name=op.f("fk_entry_reverts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sa.UniqueConstraint("seq", name=op.f("uq_entry_seq")),
        sqlite_strict=True,
    )
    op.create_table(
        "patient",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sex", sa.Text(), nullable=False),
        sa.Column("birth_on", sa.Text(), nullable=True),
        sa.Column("age_years", sa.Integer(), nullable=True),
        sa.Column("age_on", sa.Text(), nullable=True),
        sa.Column("aetiologies", sa.Text(), nullable=False),
        sa.Column("hbv", sa.Text(), nullable=True),
        sa.Column("hcv", sa.Text(), nullable=True),
        sa.Column("cirrhosis", sa.Integer(), nullable=True),
        sa.Column("time_axis", sa.Text(), nullable=False),
        sa.Column("day_zero_on", sa.Text(), nullable=True),
        sa.Column("day_zero_label", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint("hbv IN ('positive', 'negative')", name=op.f("ck_patient_hbv_value")),
        sa.CheckConstraint("hcv IN ('positive', 'negative')", name=op.f("ck_patient_hcv_value")),
        sa.CheckConstraint(
            "sex IN ('female', 'male', 'other', 'unknown')", name=op.f("ck_patient_sex_value")
        ),
        sa.CheckConstraint(
            "time_axis IN ('calendar', 'relative')", name=op.f("ck_patient_time_axis_value")
        ),
        sa.CheckConstraint("cirrhosis IN (0, 1)", name=op.f("ck_patient_cirrhosis_bool")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_patient")),
        sqlite_strict=True,
    )
    op.create_table(
        "store_meta",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_store_meta")),
        sqlite_strict=True,
    )
    op.create_table(
        "adverse_event",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=True),
        sa.Column("ctcae_version", sa.Text(), nullable=False),
        sa.Column("start_on", sa.Text(), nullable=True),
        sa.Column("end_on", sa.Text(), nullable=True),
        sa.Column("agents", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=True),
        sa.Column("drug_related", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "action IN ('dose not changed', 'dose reduced', 'drug interrupted', 'drug withdrawn', 'drug interrupted, then dose reduced')",
            name=op.f("ck_adverse_event_action_value"),
        ),
        sa.CheckConstraint(
            "drug_related IN (0, 1)", name=op.f("ck_adverse_event_drug_related_bool")
        ),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patient.id"], name=op.f("fk_adverse_event_patient_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adverse_event")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("adverse_event", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_adverse_event_patient_id"), ["patient_id"], unique=False
        )

    op.create_table(
        "assessment",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("on", sa.Text(), nullable=False),
        sa.Column("n_lesions", sa.Integer(), nullable=True),
        sa.Column("n_lesions_comparator", sa.Text(), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "n_lesions_comparator IN ('<', '<=', '=', '>=', '>')",
            name=op.f("ck_assessment_n_lesions_comparator_value"),
        ),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patient.id"], name=op.f("fk_assessment_patient_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assessment_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "change",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Text(), nullable=False),
        sa.Column("epoch", sa.Text(), nullable=False),
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("parents", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=True),
        sa.Column("salt", sa.Text(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("previous_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('create', 'update', 'void', 'resolve')", name=op.f("ck_change_kind_value")
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_change_entry_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
        sa.UniqueConstraint("seq", name=op.f("uq_change_seq")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_change_entity_id"), ["entity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_change_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_change_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "discrepancy_note",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patient.id"], name=op.f("fk_discrepancy_note_patient_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discrepancy_note")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("discrepancy_note", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_discrepancy_note_patient_id"), ["patient_id"], unique=False
        )

    op.create_table(
        "lab_result",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("on", sa.Text(), nullable=False),
        sa.Column("analyte", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("comparator", sa.Text(), nullable=False),
        sa.Column("qualitative", sa.Text(), nullable=True),
        sa.Column("until_on", sa.Text(), nullable=True),
        sa.Column("reference_low", sa.Text(), nullable=True),
        sa.Column("reference_high", sa.Text(), nullable=True),
        sa.Column("specimen", sa.Text(), nullable=False),
        sa.Column("assay", sa.Text(), nullable=False),
        sa.Column("laboratory", sa.Text(), nullable=False),
        sa.Column("as_typed", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "comparator IN ('<', '<=', '=', '>=', '>')", name=op.f("ck_lab_result_comparator_value")
        ),
        sa.CheckConstraint(
            "ltrim(reference_high, '0123456789.') = '' AND reference_high <> '' AND substr(reference_high, 1, 1) <> '.' AND substr(reference_high, length(reference_high), 1) <> '.' AND length(replace(reference_high, '.', '')) >= length(reference_high) - 1",
            name=op.f("ck_lab_result_reference_high_decimal"),
        ),
        sa.CheckConstraint(
            "ltrim(reference_low, '0123456789.') = '' AND reference_low <> '' AND substr(reference_low, 1, 1) <> '.' AND substr(reference_low, length(reference_low), 1) <> '.' AND length(replace(reference_low, '.', '')) >= length(reference_low) - 1",
            name=op.f("ck_lab_result_reference_low_decimal"),
        ),
        sa.CheckConstraint(
            "ltrim(value, '0123456789.') = '' AND value <> '' AND substr(value, 1, 1) <> '.' AND substr(value, length(value), 1) <> '.' AND length(replace(value, '.', '')) >= length(value) - 1",
            name=op.f("ck_lab_result_value_decimal"),
        ),
        sa.CheckConstraint(
            "qualitative IN ('raised', 'normal', 'low', 'falling', 'rising', 'positive', 'negative')",
            name=op.f("ck_lab_result_qualitative_value"),
        ),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patient.id"], name=op.f("fk_lab_result_patient_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lab_result")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("lab_result", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lab_result_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "lesion",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("organ", sa.Text(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("multiple", sa.Integer(), nullable=False),
        sa.Column("treated_before", sa.Integer(), nullable=False),
        sa.Column("growth_shown", sa.Integer(), nullable=False),
        sa.Column("hypervascular", sa.Integer(), nullable=True),
        sa.Column("benign", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('mass', 'node', 'thrombus', 'effusion', 'ascites', 'bone', 'infiltrative', 'cystic', 'other')",
            name=op.f("ck_lesion_kind_value"),
        ),
        sa.CheckConstraint("benign IN (0, 1)", name=op.f("ck_lesion_benign_bool")),
        sa.CheckConstraint("growth_shown IN (0, 1)", name=op.f("ck_lesion_growth_shown_bool")),
        sa.CheckConstraint("hypervascular IN (0, 1)", name=op.f("ck_lesion_hypervascular_bool")),
        sa.CheckConstraint("multiple IN (0, 1)", name=op.f("ck_lesion_multiple_bool")),
        sa.CheckConstraint("treated_before IN (0, 1)", name=op.f("ck_lesion_treated_before_bool")),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("fk_lesion_patient_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesion")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("lesion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lesion_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "line_of_therapy",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patient.id"], name=op.f("fk_line_of_therapy_patient_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_line_of_therapy")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("line_of_therapy", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_line_of_therapy_patient_id"), ["patient_id"], unique=False
        )

    op.create_table(
        "outcome",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("on", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('last follow-up', 'lost to follow-up', 'death')",
            name=op.f("ck_outcome_kind_value"),
        ),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("fk_outcome_patient_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("outcome", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outcome_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "patient_search",
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("code_key", sa.Text(), nullable=False),
        sa.Column("text_key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patient.id"], name=op.f("fk_patient_search_patient_id")
        ),
        sa.PrimaryKeyConstraint("patient_id", name=op.f("pk_patient_search")),
        sa.UniqueConstraint("code_key", name=op.f("uq_patient_search_code_key")),
        sqlite_strict=True,
    )
    op.create_table(
        "procedure",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("on", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("until_on", sa.Text(), nullable=True),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("dose_gy", sa.Text(), nullable=True),
        sa.Column("n_fractions", sa.Integer(), nullable=True),
        sa.Column("agents", sa.Text(), nullable=False),
        sa.Column("approach", sa.Text(), nullable=False),
        sa.Column("stated_ordinal", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "ltrim(dose_gy, '0123456789.') = '' AND dose_gy <> '' AND substr(dose_gy, 1, 1) <> '.' AND substr(dose_gy, length(dose_gy), 1) <> '.' AND length(replace(dose_gy, '.', '')) >= length(dose_gy) - 1",
            name=op.f("ck_procedure_dose_gy_decimal"),
        ),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patient.id"], name=op.f("fk_procedure_patient_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_procedure")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("procedure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_procedure_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "staging",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("on", sa.Text(), nullable=False),
        sa.Column("bclc", sa.Text(), nullable=True),
        sa.Column("cnlc", sa.Text(), nullable=True),
        sa.Column("ecog", sa.Integer(), nullable=True),
        sa.Column("child_pugh_class", sa.Text(), nullable=True),
        sa.Column("child_pugh_points", sa.Integer(), nullable=True),
        sa.Column("bilirubin_umol_l", sa.Text(), nullable=True),
        sa.Column("albumin_g_l", sa.Text(), nullable=True),
        sa.Column("inr", sa.Text(), nullable=True),
        sa.Column("ascites", sa.Text(), nullable=True),
        sa.Column("encephalopathy_grade", sa.Integer(), nullable=True),
        sa.Column("vp", sa.Integer(), nullable=True),
        sa.Column("vv", sa.Integer(), nullable=True),
        sa.Column("n_tumours", sa.Integer(), nullable=True),
        sa.Column("largest_mm", sa.Text(), nullable=True),
        sa.Column("extrahepatic_sites", sa.Text(), nullable=False),
        sa.Column("intrahepatic_metastasis", sa.Integer(), nullable=True),
        sa.Column("operable", sa.Integer(), nullable=True),
        sa.Column("differentiation", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "ascites IN ('none', 'slight', 'moderate')", name=op.f("ck_staging_ascites_value")
        ),
        sa.CheckConstraint(
            "ltrim(albumin_g_l, '0123456789.') = '' AND albumin_g_l <> '' AND substr(albumin_g_l, 1, 1) <> '.' AND substr(albumin_g_l, length(albumin_g_l), 1) <> '.' AND length(replace(albumin_g_l, '.', '')) >= length(albumin_g_l) - 1",
            name=op.f("ck_staging_albumin_g_l_decimal"),
        ),
        sa.CheckConstraint(
            "ltrim(bilirubin_umol_l, '0123456789.') = '' AND bilirubin_umol_l <> '' AND substr(bilirubin_umol_l, 1, 1) <> '.' AND substr(bilirubin_umol_l, length(bilirubin_umol_l), 1) <> '.' AND length(replace(bilirubin_umol_l, '.', '')) >= length(bilirubin_umol_l) - 1",
            name=op.f("ck_staging_bilirubin_umol_l_decimal"),
        ),
        sa.CheckConstraint(
            "ltrim(inr, '0123456789.') = '' AND inr <> '' AND substr(inr, 1, 1) <> '.' AND substr(inr, length(inr), 1) <> '.' AND length(replace(inr, '.', '')) >= length(inr) - 1",
            name=op.f("ck_staging_inr_decimal"),
        ),
        sa.CheckConstraint(
            "ltrim(largest_mm, '0123456789.') = '' AND largest_mm <> '' AND substr(largest_mm, 1, 1) <> '.' AND substr(largest_mm, length(largest_mm), 1) <> '.' AND length(replace(largest_mm, '.', '')) >= length(largest_mm) - 1",
            name=op.f("ck_staging_largest_mm_decimal"),
        ),
        sa.CheckConstraint(
            "intrahepatic_metastasis IN (0, 1)",
            name=op.f("ck_staging_intrahepatic_metastasis_bool"),
        ),
        sa.CheckConstraint("operable IN (0, 1)", name=op.f("ck_staging_operable_bool")),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("fk_staging_patient_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staging")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("staging", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_staging_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "visit",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("on", sa.Text(), nullable=False),
        sa.Column("ecog", sa.Integer(), nullable=True),
        sa.Column("weight_kg", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "ltrim(weight_kg, '0123456789.') = '' AND weight_kg <> '' AND substr(weight_kg, 1, 1) <> '.' AND substr(weight_kg, length(weight_kg), 1) <> '.' AND length(replace(weight_kg, '.', '')) >= length(weight_kg) - 1",
            name=op.f("ck_visit_weight_kg_decimal"),
        ),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("fk_visit_patient_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visit_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "course",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("line_id", sa.Text(), nullable=True),
        sa.Column("agent", sa.Text(), nullable=False),
        sa.Column("start_on", sa.Text(), nullable=False),
        sa.Column("end_on", sa.Text(), nullable=True),
        sa.Column("dose", sa.Text(), nullable=True),
        sa.Column("dose_unit", sa.Text(), nullable=False),
        sa.Column("dose_basis", sa.Text(), nullable=False),
        sa.Column("every_days", sa.Integer(), nullable=True),
        sa.Column("days_on", sa.Integer(), nullable=True),
        sa.Column("days_off", sa.Integer(), nullable=True),
        sa.Column("route", sa.Text(), nullable=True),
        sa.Column("stop_reason", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "dose_basis IN ('administration', 'day')", name=op.f("ck_course_dose_basis_value")
        ),
        sa.CheckConstraint(
            "ltrim(dose, '0123456789.') = '' AND dose <> '' AND substr(dose, 1, 1) <> '.' AND substr(dose, length(dose), 1) <> '.' AND length(replace(dose, '.', '')) >= length(dose) - 1",
            name=op.f("ck_course_dose_decimal"),
        ),
        sa.CheckConstraint(
            "route IN ('oral', 'intravenous', 'intra-arterial', 'subcutaneous')",
            name=op.f("ck_course_route_value"),
        ),
        sa.CheckConstraint(
            "stop_reason IN ('progression', 'toxicity', 'resistance', 'completed', 'patient choice', 'procedure', 'death', 'lost to follow-up', 'other')",
            name=op.f("ck_course_stop_reason_value"),
        ),
        sa.ForeignKeyConstraint(
            ["line_id"], ["line_of_therapy.id"], name=op.f("fk_course_line_id")
        ),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("fk_course_patient_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("course", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_course_line_id"), ["line_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_course_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "measurement",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("assessment_id", sa.Text(), nullable=False),
        sa.Column("lesion_id", sa.Text(), nullable=False),
        sa.Column("longest_mm", sa.Text(), nullable=True),
        sa.Column("short_axis_mm", sa.Text(), nullable=True),
        sa.Column("viable_mm", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("other_lesion_id", sa.Text(), nullable=True),
        sa.Column("trend", sa.Text(), nullable=True),
        sa.Column("cytology_positive", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "ltrim(longest_mm, '0123456789.') = '' AND longest_mm <> '' AND substr(longest_mm, 1, 1) <> '.' AND substr(longest_mm, length(longest_mm), 1) <> '.' AND length(replace(longest_mm, '.', '')) >= length(longest_mm) - 1",
            name=op.f("ck_measurement_longest_mm_decimal"),
        ),
        sa.CheckConstraint(
            "ltrim(short_axis_mm, '0123456789.') = '' AND short_axis_mm <> '' AND substr(short_axis_mm, 1, 1) <> '.' AND substr(short_axis_mm, length(short_axis_mm), 1) <> '.' AND length(replace(short_axis_mm, '.', '')) >= length(short_axis_mm) - 1",
            name=op.f("ck_measurement_short_axis_mm_decimal"),
        ),
        sa.CheckConstraint(
            "ltrim(viable_mm, '0123456789.') = '' AND viable_mm <> '' AND substr(viable_mm, 1, 1) <> '.' AND substr(viable_mm, length(viable_mm), 1) <> '.' AND length(replace(viable_mm, '.', '')) >= length(viable_mm) - 1",
            name=op.f("ck_measurement_viable_mm_decimal"),
        ),
        sa.CheckConstraint(
            "state IN ('absent', 'present', 'too-small', 'not-evaluable', 'progressed', 'equivocal', 'merged', 'split')",
            name=op.f("ck_measurement_state_value"),
        ),
        sa.CheckConstraint(
            "trend IN ('smaller', 'unchanged', 'larger', 'nearly gone')",
            name=op.f("ck_measurement_trend_value"),
        ),
        sa.CheckConstraint(
            "cytology_positive IN (0, 1)", name=op.f("ck_measurement_cytology_positive_bool")
        ),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_measurement_assessment_id")
        ),
        sa.ForeignKeyConstraint(
            ["lesion_id"], ["lesion.id"], name=op.f("fk_measurement_lesion_id")
        ),
        sa.ForeignKeyConstraint(
            ["other_lesion_id"], ["lesion.id"], name=op.f("fk_measurement_other_lesion_id")
        ),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patient.id"], name=op.f("fk_measurement_patient_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measurement")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("measurement", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_measurement_assessment_id"), ["assessment_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_measurement_lesion_id"), ["lesion_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_measurement_other_lesion_id"), ["other_lesion_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_measurement_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "pathology",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("procedure_id", sa.Text(), nullable=True),
        sa.Column("on", sa.Text(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("diameter_mm", sa.Text(), nullable=True),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("pattern", sa.Text(), nullable=False),
        sa.Column("microvascular_invasion", sa.Text(), nullable=False),
        sa.Column("macrovascular_invasion", sa.Integer(), nullable=True),
        sa.Column("nerve_invasion", sa.Integer(), nullable=True),
        sa.Column("necrosis", sa.Integer(), nullable=True),
        sa.Column("background_liver", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "ltrim(diameter_mm, '0123456789.') = '' AND diameter_mm <> '' AND substr(diameter_mm, 1, 1) <> '.' AND substr(diameter_mm, length(diameter_mm), 1) <> '.' AND length(replace(diameter_mm, '.', '')) >= length(diameter_mm) - 1",
            name=op.f("ck_pathology_diameter_mm_decimal"),
        ),
        sa.CheckConstraint(
            "macrovascular_invasion IN (0, 1)",
            name=op.f("ck_pathology_macrovascular_invasion_bool"),
        ),
        sa.CheckConstraint("necrosis IN (0, 1)", name=op.f("ck_pathology_necrosis_bool")),
        sa.CheckConstraint(
            "nerve_invasion IN (0, 1)", name=op.f("ck_pathology_nerve_invasion_bool")
        ),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patient.id"], name=op.f("fk_pathology_patient_id")
        ),
        sa.ForeignKeyConstraint(
            ["procedure_id"], ["procedure.id"], name=op.f("fk_pathology_procedure_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pathology")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("pathology", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pathology_patient_id"), ["patient_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_pathology_procedure_id"), ["procedure_id"], unique=False
        )

    op.create_table(
        "reported_response",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("assessment_id", sa.Text(), nullable=True),
        sa.Column("on", sa.Text(), nullable=False),
        sa.Column("criteria", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "category IN ('CR', 'PR', 'SD', 'PD', 'NE', 'NON-CR/NON-PD', 'ND', 'iCR', 'iPR', 'iSD', 'iUPD', 'iCPD', 'NON-iCR/NON-iUPD', 'not applicable')",
            name=op.f("ck_reported_response_category_value"),
        ),
        sa.CheckConstraint(
            "criteria IN ('recist-1.1', 'mrecist', 'irecist', 'recist', 'not stated')",
            name=op.f("ck_reported_response_criteria_value"),
        ),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_reported_response_assessment_id")
        ),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patient.id"], name=op.f("fk_reported_response_patient_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reported_response")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("reported_response", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_reported_response_assessment_id"), ["assessment_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_reported_response_patient_id"), ["patient_id"], unique=False
        )

    op.create_table(
        "response_series",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("baseline_assessment_id", sa.Text(), nullable=False),
        sa.Column("line_id", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["baseline_assessment_id"],
            ["assessment.id"],
            name=op.f("fk_response_series_baseline_assessment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["line_id"], ["line_of_therapy.id"], name=op.f("fk_response_series_line_id")
        ),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patient.id"], name=op.f("fk_response_series_patient_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response_series")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("response_series", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_response_series_baseline_assessment_id"),
            ["baseline_assessment_id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_response_series_line_id"), ["line_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_response_series_patient_id"), ["patient_id"], unique=False
        )

    op.create_table(
        "scan",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("assessment_id", sa.Text(), nullable=False),
        sa.Column("modality", sa.Text(), nullable=False),
        sa.Column("phases", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("slice_thickness_mm", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "ltrim(slice_thickness_mm, '0123456789.') = '' AND slice_thickness_mm <> '' AND substr(slice_thickness_mm, 1, 1) <> '.' AND substr(slice_thickness_mm, length(slice_thickness_mm), 1) <> '.' AND length(replace(slice_thickness_mm, '.', '')) >= length(slice_thickness_mm) - 1",
            name=op.f("ck_scan_slice_thickness_mm_decimal"),
        ),
        sa.CheckConstraint(
            "modality IN ('CT', 'MRI', 'CEUS', 'US', 'PET/CT', 'bone scan', 'X-ray', 'clinical', 'imaging')",
            name=op.f("ck_scan_modality_value"),
        ),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_scan_assessment_id")
        ),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("fk_scan_patient_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scan")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("scan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_scan_assessment_id"), ["assessment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_scan_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "dose_step",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("course_id", sa.Text(), nullable=False),
        sa.Column("on", sa.Text(), nullable=False),
        sa.Column("dose", sa.Text(), nullable=True),
        sa.Column("dose_unit", sa.Text(), nullable=False),
        sa.Column("dose_basis", sa.Text(), nullable=False),
        sa.Column("every_days", sa.Integer(), nullable=True),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "dose_basis IN ('administration', 'day')", name=op.f("ck_dose_step_dose_basis_value")
        ),
        sa.CheckConstraint(
            "ltrim(dose, '0123456789.') = '' AND dose <> '' AND substr(dose, 1, 1) <> '.' AND substr(dose, length(dose), 1) <> '.' AND length(replace(dose, '.', '')) >= length(dose) - 1",
            name=op.f("ck_dose_step_dose_decimal"),
        ),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_dose_step_course_id")),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patient.id"], name=op.f("fk_dose_step_patient_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dose_step")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("dose_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dose_step_course_id"), ["course_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_dose_step_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "hold",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("course_id", sa.Text(), nullable=False),
        sa.Column("start_on", sa.Text(), nullable=False),
        sa.Column("end_on", sa.Text(), nullable=True),
        sa.Column("n_days", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_hold_course_id")),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("fk_hold_patient_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("hold", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hold_course_id"), ["course_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hold_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "series_lesion",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("series_id", sa.Text(), nullable=False),
        sa.Column("lesion_id", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "role IN ('target', 'non-target', 'new', 'not followed')",
            name=op.f("ck_series_lesion_role_value"),
        ),
        sa.ForeignKeyConstraint(
            ["lesion_id"], ["lesion.id"], name=op.f("fk_series_lesion_lesion_id")
        ),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patient.id"], name=op.f("fk_series_lesion_patient_id")
        ),
        sa.ForeignKeyConstraint(
            ["series_id"], ["response_series.id"], name=op.f("fk_series_lesion_series_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series_lesion")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("series_lesion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_series_lesion_lesion_id"), ["lesion_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_series_lesion_patient_id"), ["patient_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_series_lesion_series_id"), ["series_id"], unique=False)
    guard_journal()
