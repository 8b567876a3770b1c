"""PROJECTION: 映す: the map on the wall of a village hall, its running order, and what the presenter alone sees."""
