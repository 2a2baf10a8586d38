"""Everything of a store as one file of JSON lines, and back.

The first line says what the file is. A dump of a journal holds each entry and its changes as they
stand in the store; one of a state holds entities alone. ``resources/schemas`` describes each line.
"""
