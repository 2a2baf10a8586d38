"""Adapters of the record for Qt's views; they hold no truth of their own."""
