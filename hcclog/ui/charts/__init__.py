"""Live charts: the drawings of `report` in a widget, with a cursor, zoom and selection."""
