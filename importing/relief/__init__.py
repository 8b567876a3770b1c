"""Heights of the ground become the shaded relief under a region's maps."""
