"""Input that the command line refuses."""


class InputError(Exception):
    """One clear sentence for stderr, naming the place; exit status 1, nothing written."""
