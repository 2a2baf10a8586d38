"""Start hcclog from this checkout: ``python3 packaging/start.py``.

Everything that is missing is installed first. Further arguments go to hcclog, for example
``python3 packaging/start.py cases``.
"""

import sys

import environment

if __name__ == "__main__":
    python = str(environment.prepare(tests=False))
    environment.run([python, "-m", "hcclog", *sys.argv[1:]])
