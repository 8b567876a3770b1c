"""A region in another year: its people as they are projected, all else as its files give it."""
