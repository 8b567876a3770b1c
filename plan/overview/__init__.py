"""OVERVIEW: opening a region with its plan, comparing scenarios, diagnosing the region."""
