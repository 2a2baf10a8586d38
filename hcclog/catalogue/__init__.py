"""What is known before any patient is: tests, units, drugs, procedures, sites, adverse events.

Facts from named sources, kept as data under ``resources/catalogue``. A file is read when one of its
entries is first asked for, never on import.
"""
