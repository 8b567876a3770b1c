"""AREAS OVER ROADS: catchments, isochrones and the gain of a site, as areas."""
