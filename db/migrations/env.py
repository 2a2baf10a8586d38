"""Run migrations on the connection that the program hands over, or on a new empty SQLite file.

Foreign keys are off while tables are rebuilt (a rebuilt parent would take its children along) and
checked before the commit; the caller opens the transaction, so that a migration is whole or not
there at all.
"""

from alembic import context
from sqlalchemy import Connection, create_engine

from hcclog.store.tables import METADATA


def run(connection: Connection) -> None:
    """Migrate one connection inside the transaction that it is in."""
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        render_as_batch=True,
        compare_type=True,
        transactional_ddl=False,
    )
    context.run_migrations()


connection = context.config.attributes.get("connection")
if connection is not None:
    run(connection)
else:
    with create_engine("sqlite://").begin() as scratch:
        run(scratch)
