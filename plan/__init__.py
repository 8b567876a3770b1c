"""PROPOSALS: scenarios as edits of the present, what they change, and how they compare."""
