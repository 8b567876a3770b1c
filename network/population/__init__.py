"""POPULATION: how many people are within reach, of which group, and where the gaps are."""
