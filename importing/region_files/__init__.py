"""REGION FILES: writing and extending a region folder, row by row, with permanent ids."""
