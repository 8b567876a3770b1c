"""OpenStreetMap: roads, facilities, villages and land use, from files without any network or live."""
