"""Find a laboratory's last reference range of a test without reading every result."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Index the results by what a range belongs to, the newest at the end."""
    with op.batch_alter_table("lab_result", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_lab_result_analyte"),
            ["analyte", "unit", "laboratory", "id"],
            unique=False,
        )
