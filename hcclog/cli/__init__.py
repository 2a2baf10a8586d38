"""The command line: the app without a window, for scripts, servers and checks."""

from hcclog.cli.main import main

__all__ = ["main"]
