"""The draft of a visit: under which kind the store keeps it; light, for it is asked for early."""

VISIT = "visit"
