"""FHIR R4 out and in: bundles shaped as mCODE asks, and results from anybody's Observations."""
