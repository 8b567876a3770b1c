"""SCENES: what a hall is shown and told: layers, messages in names and people, the hub that is tried, one's own village."""
