"""TERRAIN: relief, rivers, main roads and lanes."""
