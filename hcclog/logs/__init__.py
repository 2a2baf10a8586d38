"""The log: what the program did, when and where it failed, and nothing of any patient.

`noting` takes events of a fixed list with facts of fixed forms; `frames` says of an error its kind
and its lines, never its words; `keeping` writes both into one file that goes round. What another
library says is written as its name and its level only: its words may hold a value.
"""
