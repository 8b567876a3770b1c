"""REGION: the region folder, read and checked as a whole."""
