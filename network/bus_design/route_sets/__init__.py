"""ROUTE SETS: routes both ways over a network of stops, for the least mean travel time, changes included."""
