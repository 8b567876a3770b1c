"""PLACES: what is there (villages, facilities, zones, people, roads), read from files and checked."""
