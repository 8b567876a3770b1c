"""The page 現況: the region as it is today."""
