"""The version of the rules, which reports and exports carry.

It is raised whenever an answer may change: a threshold, a condition, the order of a list, a new
rule. `tests/rules/test_version.py` holds the printed rules to the version they were printed with.
"""

RULES_VERSION = "2026.11"
