"""The course chart: one patient's treatment, responses, tumour and markers over one time axis."""
