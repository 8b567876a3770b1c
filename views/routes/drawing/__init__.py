"""DRAWING: a line, its stops and its area drawn on the map."""
