"""The store: one encrypted file or PostgreSQL database, written in transactions of one entry.

Two halves. The file: `errors` and `faults` say what went wrong, `keys` holds the key, `lock` keeps
it to one holder, `place` and `connection` open it, `checks` looks for damage, `backup`, `manifest`
and `thinning` keep verified copies, `second_place` copies the newest of them to a stick or a share,
`key_copies` keeps the key file beside each copy as new as the store's own. `restoring` puts a
backup in the store's place (`restore_*` are its parts), `salvaging` reads what a damaged store
knows beyond it. The tables: what stands in it, and the only door to it.

The files of a store lie in one folder: ``store.db``, ``store.keys``, ``store.lock``, ``backups/``;
after a restore ``damaged-<time>/``, and ``store.restore.pending`` while one is not finished.
"""
