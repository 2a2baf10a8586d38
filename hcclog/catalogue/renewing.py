"""The catalogue is read anew after the clinic added to it."""

from hcclog.catalogue import adverse_events, clinic, drugs, procedures, reading, sites


def renew() -> None:
    """Forget what was read; the next look finds the clinic's entries."""
    clinic.forget_clinic()
    reading.document.cache_clear()
    for module in (adverse_events, drugs, procedures, sites):
        for read in vars(module).values():
            if hasattr(read, "cache_clear"):
                read.cache_clear()


def add_to_catalogue(entry: clinic.ClinicEntry) -> None:
    """Keep an entry in the clinic's file and know it from now on.

    Raises:
        CatalogueError: The clinic's file cannot be read.
        OSError: The folder cannot be written.
    """
    clinic.keep_entry(entry)
    renew()
