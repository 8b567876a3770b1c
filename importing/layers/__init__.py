"""LAYERS: points, lines and areas become villages, facilities, sites, roads, zones and feeds."""
