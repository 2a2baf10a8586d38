"""Many patients at once: what is counted, compared and plotted of a cohort (pandas, no Qt)."""
