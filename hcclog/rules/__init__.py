"""The knowledge: pure functions from the record to verdicts."""
