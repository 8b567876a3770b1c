"""The plan file and what is done to it: scenarios, edits, history, saving."""
