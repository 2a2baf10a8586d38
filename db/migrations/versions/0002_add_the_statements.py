"""Add what a source says in words of something that the record also holds in numbers."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

AMOUNT_IS_DECIMAL = (
    "ltrim(amount, '0123456789.') = '' AND amount <> '' AND substr(amount, 1, 1) <> '.'"
    " AND substr(amount, length(amount), 1) <> '.'"
    " AND length(replace(amount, '.', '')) >= length(amount) - 1"
)


def upgrade() -> None:
    """Make the table of the statements; older records have none."""
    op.create_table(
        "statement",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("course_id", sa.Text(), nullable=True),
        sa.Column("reported_response_id", sa.Text(), nullable=True),
        sa.Column("procedure_kind", sa.Text(), nullable=False),
        sa.Column("analyte", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Text(), nullable=True),
        sa.Column("to_on", sa.Text(), nullable=True),
        sa.Column("direction", sa.Text(), nullable=True),
        sa.Column("amount", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("precision", sa.Text(), nullable=False),
        sa.Column("sex", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('lab trend', 'duration', 'count', 'interruption', 'sex', 'age')",
            name=op.f("ck_statement_kind_value"),
        ),
        sa.CheckConstraint(
            "direction IN ('rising', 'falling', 'unchanged')",
            name=op.f("ck_statement_direction_value"),
        ),
        sa.CheckConstraint(AMOUNT_IS_DECIMAL, name=op.f("ck_statement_amount_decimal")),
        sa.CheckConstraint(
            "unit IN ('day', 'week', 'month', 'year')", name=op.f("ck_statement_unit_value")
        ),
        sa.CheckConstraint(
            "precision IN ('as stated', 'about', 'nearly', 'more than', 'less than')",
            name=op.f("ck_statement_precision_value"),
        ),
        sa.CheckConstraint(
            "sex IN ('female', 'male', 'other', 'unknown')", name=op.f("ck_statement_sex_value")
        ),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_statement_course_id")),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patient.id"], name=op.f("fk_statement_patient_id")
        ),
        sa.ForeignKeyConstraint(
            ["reported_response_id"],
            ["reported_response.id"],
            name=op.f("fk_statement_reported_response_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("statement", schema=None) as batch_op:
        for column in ("course_id", "patient_id", "reported_response_id"):
            batch_op.create_index(batch_op.f(f"ix_statement_{column}"), [column], unique=False)
