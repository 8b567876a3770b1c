"""MARKS: what was drawn on a sheet with pens, as points, lines, areas and notes."""
