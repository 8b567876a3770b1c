"""The page 現況: what there is today."""
