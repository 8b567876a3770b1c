"""Fictional regions that open at once, and the generator that made them."""
