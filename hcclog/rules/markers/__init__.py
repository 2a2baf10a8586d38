"""Tumour markers: changes as bounds, published cut-offs, normal range, doubling time."""
