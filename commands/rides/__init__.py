"""RIDES: what the command line says of getting there and home, on buses, on request, and of parcels on board."""
