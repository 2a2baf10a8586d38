"""HL7 v2: results of a laboratory, as hospital systems send them (ORU^R01)."""
