"""FEATURES: one kind of thing on the map a file: villages, hubs, lines, areas."""
