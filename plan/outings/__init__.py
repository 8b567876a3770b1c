"""Outings of villages: how many, the best one, what a scenario changes."""
