"""Choosing places: the models, heuristics, bounds and checks behind `network.siting`."""
