"""FILES: tables, vector files, coordinate systems and mesh codes, read strictly; nothing here knows what a region is."""
