"""TOWN: a small rural bus system from a hub: patterns along roads, departures, vehicles and drivers designed together."""
