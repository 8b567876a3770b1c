"""SCENARIO: the plan and its scenarios as values, their edits and their history."""
