"""Add what was read, printed, exported and signed; let one patient be erased under a guard.

What an entry says in words gets a salted digest of its own, so that the words can be emptied and
the chain still holds. Entries of before have none, and stand in the chain with their words.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# Open only while the store itself names the patient who is erased, and only for emptying.
ERASING = "SELECT 1 FROM store_meta WHERE key = 'erasing' AND value = "
CHANGE_KEPT = (
    "id",
    "seq",
    "entry_id",
    "epoch",
    "patient_id",
    "entity",
    "entity_id",
    "parents",
    "kind",
    "digest",
    "previous_hash",
    "hash",
)
ENTRY_KEPT = (
    "id",
    "seq",
    "kind",
    "author",
    "role",
    "station",
    "at_utc",
    "utc_offset_minutes",
    "app_version",
)
OF_PATIENT = (
    "SELECT 1 FROM change c JOIN store_meta m ON m.key = 'erasing' AND m.value = c.patient_id"
    " WHERE c.entry_id = "
)
SQLITE_GUARD = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
"""
SQLITE_UPDATE = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
WHEN NOT ({allowed})
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
"""
POSTGRESQL_GUARD = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION journal_refusal()
"""
POSTGRESQL_FUNCTION = """
CREATE FUNCTION {table}_erasure() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
IF NOT ({allowed}) THEN RAISE EXCEPTION 'the journal is append-only'; END IF;
RETURN NEW;
END $$
"""
POSTGRESQL_UPDATE = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_erasure()
"""


def allowed(same: str) -> dict[str, str]:
    """Return for each table when a row may be updated: the words go, all else stays."""
    change = " AND ".join(f"NEW.{name} {same} OLD.{name}" for name in CHANGE_KEPT)
    entry = " AND ".join(f"NEW.{name} {same} OLD.{name}" for name in ENTRY_KEPT)
    return {
        "change": f"EXISTS ({ERASING} OLD.patient_id) AND NEW.payload IS NULL"
        f" AND NEW.salt IS NULL AND {change}",
        "entry": f"EXISTS ({OF_PATIENT} OLD.id) AND NEW.label = '' AND NEW.reason = ''"
        f" AND NEW.salt IS NULL AND NEW.digest {same} coalesce(OLD.digest, 'erased')"
        f" AND NEW.reverts {same} OLD.reverts AND {entry}",
    }


def guard_trail() -> None:
    """Refuse UPDATE and DELETE on the audit trail, and let only an erasure touch the journal."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    guard = SQLITE_GUARD if sqlite else POSTGRESQL_GUARD
    for verb in ("update", "delete") if sqlite else ("update", "delete", "truncate"):
        op.execute(guard.format(table="audit_event", verb=verb))
    for table, condition in allowed("IS" if sqlite else "IS NOT DISTINCT FROM").items():
        if sqlite:
            op.execute(f"DROP TRIGGER {table}_no_update")
            op.execute(SQLITE_UPDATE.format(table=table, allowed=condition))
        else:
            op.execute(f"DROP TRIGGER {table}_no_update ON {table}")
            op.execute(POSTGRESQL_FUNCTION.format(table=table, allowed=condition))
            op.execute(POSTGRESQL_UPDATE.format(table=table))


def upgrade() -> None:
    """Make the audit trail, and the digests of what entries say."""
    op.create_table(
        "audit_event",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("station", sa.Text(), nullable=False),
        sa.Column("epoch", sa.Text(), nullable=False),
        sa.Column("at_utc", sa.Text(), nullable=False),
        sa.Column("utc_offset_minutes", sa.Integer(), nullable=False),
        sa.Column("app_version", sa.Text(), nullable=False),
        sa.Column("previous_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
        sa.UniqueConstraint("seq", name=op.f("uq_audit_event_seq")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_audit_event_patient_id"), "audit_event", ["patient_id"])
    op.add_column("entry", sa.Column("salt", sa.Text(), nullable=True))
    op.add_column("entry", sa.Column("digest", sa.Text(), nullable=True))
    guard_trail()
