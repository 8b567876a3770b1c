"""A day of rides on request: who asks, with which vehicles, in which order they drive, and the check of what was promised."""
