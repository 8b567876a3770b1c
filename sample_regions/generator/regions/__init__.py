"""REGIONS: one invented municipality a file."""
