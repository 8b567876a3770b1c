"""BATCH: the figures of many regions at once, on the cores of this machine or on a cluster."""
