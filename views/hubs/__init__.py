"""The page 拠点: hubs on the map."""
