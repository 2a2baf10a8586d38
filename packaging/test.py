"""Run hcclog's tests in this checkout: ``python3 packaging/test.py``.

Everything that is missing is installed first. Further arguments go to pytest, for example
``python3 packaging/test.py tests/rules -k nadir``.
"""

import os
import sys

import environment

if __name__ == "__main__":
    python = str(environment.prepare(tests=True))
    os.chdir(environment.CHECKOUT)
    environment.run(
        [python, "-m", "pytest", "-n", "auto", *sys.argv[1:]], QT_QPA_PLATFORM="offscreen"
    )
