"""INDICATORS: what an indicator is, the indicators, and their registry."""
