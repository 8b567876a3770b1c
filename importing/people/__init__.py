"""PEOPLE: mesh cells, projections and villages; whole persons shared out to where they live."""
