"""The store: one encrypted file or PostgreSQL database, written in transactions of one entry.

Two halves. The file: `errors` and `faults` say what went wrong, `keys` holds the key, `lock` keeps
it to one holder, `place` and `connection` open it, `checks` looks for damage, `backup`, `manifest`
and `thinning` keep verified copies. The tables: what stands in it, and the only door to it.

The files of a store lie in one folder: ``store.db``, ``store.keys``, ``store.lock``, ``backups/``.
"""
