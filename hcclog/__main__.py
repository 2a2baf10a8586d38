"""Run hcclog as a module: ``python -m hcclog``."""

from hcclog.cli import main

if __name__ == "__main__":
    main()
