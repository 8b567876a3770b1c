"""CELLS: what one cell of somebody's table means: counts, amounts, years, hidden counts, whole shares."""
