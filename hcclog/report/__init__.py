"""Figures and reports on paper; they may use Qt's painting and open no window."""
