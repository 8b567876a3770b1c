"""TERMS: what a service is bound to besides its stops and times."""
