"""BASE MAP: the ground of a region, written as files that the browser fetches by URL."""
