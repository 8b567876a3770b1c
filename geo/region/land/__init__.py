"""LAND OF A REGION: zones, their kinds, and the blocks that roads and zones cut."""
