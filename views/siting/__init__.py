"""The page 候補を探す: combinations of candidate sites."""
