"""What people do with a store besides changing a record; each leaves an audit event."""

from enum import StrEnum


class Act(StrEnum):
    """One kind of audit event; what a role may do of these stands in `hcclog.commands.roles`."""

    OPEN = "open"
    PRINT = "print"
    EXPORT = "export"
    EXPORT_DEIDENTIFIED = "export de-identified"
    IMPORT = "import"
    SIGN = "sign"
    BACK_UP = "back up"
    RESTORE = "restore"
    SALVAGE = "salvage"
    MERGE = "merge"
    ERASE = "erase"
    PEOPLE = "people and passwords"
    SIGN_IN = "sign in"
    LOCK = "lock"
    REFUSED = "refused"


# What an event is of that concerns every patient, and is one event of the store.
WHOLE_STORE = "whole store"
