"""What stands for good: signatures, and the erasure of a patient."""
