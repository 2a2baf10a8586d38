"""Tables of laboratories: csv and xlsx of any layout, read by a mapping that a person can correct.

From a file to what it would write:

1. `tables.open_table(path, encoding, sheet)` looks at a file: its first rows (`head`), the ways to
   read its letters (`encodings`, more than one where that is not certain) and its sheets.
2. `remembering.remembered(path)` are the mappings of known laboratories; `remembering.fitting`
   returns the one whose titles a table has, `remembering.fitted` one of them for this table.
3. `guessing.guess(table, is_code)` proposes a `mapping.Mapping` otherwise. A dialog shows its
   `columns` and changes it by `with_part`, `with_comma`, `with_unit`, `with_test` or
   `dataclasses.replace`; `faults.fault_of` says in a sentence what is still missing.
4. `reading.read_mapped(path, book, mapping, advanced, patient="")` returns a `LabPlan`: a plan with
   a line for each result, and beside it what a person can decide (`asks`) and the names of tests
   that are not known (`unknown_tests`).
5. `remembering.remember(path, mapping)` keeps the mapping under its name; no patient is in it.

`reading.read(path, book, wish, advanced)` does 1 to 4 for the command line.
"""
