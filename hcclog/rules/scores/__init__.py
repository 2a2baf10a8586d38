"""Scores and stages from the record's own values: Child-Pugh, ALBI, MELD, BCLC, CNLC, CTCAE."""
