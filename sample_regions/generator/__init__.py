"""Draw fictional mountain municipalities: relief first, then rivers, roads, villages, people and services."""
