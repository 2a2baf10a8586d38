"""Add which study of the archive a scan is, so that measurements go out and come in by it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the study's UID; older scans name none."""
    # Not rebuilt: that would lose the checks of the table, which are not read back.
    op.add_column("scan", sa.Column("study_uid", sa.Text(), nullable=False, server_default=""))
