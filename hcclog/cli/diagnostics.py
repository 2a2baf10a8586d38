"""The command that prints what helps to find a fault."""

from __future__ import annotations

import click

from hcclog.cli.options import store_option


@click.command()
@store_option
@click.pass_obj
def diagnostics(settings: dict[str, str]) -> None:
    """Print versions, how the store is, and the end of the log, without any patient's data."""
    from hcclog.cli.opening import now_ms, now_utc
    from hcclog.cli.passwords import passwords
    from hcclog.domain.ids import IdFactory
    from hcclog.exchange.diagnostics import diagnostics as told
    from hcclog.paths import default_store
    from hcclog.store.errors import StoreError
    from hcclog.store.opening import open_store

    place = settings.get("store") or str(default_store())
    try:
        # To read: it must work beside a window, and nothing is made where nothing is.
        # Without a password it tells what it can.
        store = open_store(
            place,
            IdFactory(now_ms),
            now_utc,
            read_only=True,
            credentials=passwords().handed_over(),
        )
    except StoreError as error:
        click.echo(told(fault=error), nl=False)
        return
    try:
        click.echo(told(store), nl=False)
    finally:
        store.close()
