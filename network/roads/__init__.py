"""ROADS: the road graph, compiled once, and the times on it."""
