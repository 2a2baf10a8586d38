"""DICOM: structured reports with measurements, and the header of an image."""
