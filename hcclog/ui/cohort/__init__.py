"""The cohort's page: who is in, and what is counted, compared and plotted of them."""
