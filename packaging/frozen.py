"""Where the frozen program begins; a package's own ``__main__`` cannot be frozen."""

from hcclog.cli import main

if __name__ == "__main__":
    main()
