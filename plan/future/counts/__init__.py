"""Counts of people as they are put together before they are projected: kinds, intervals, institutions."""
