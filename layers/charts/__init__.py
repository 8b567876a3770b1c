"""CHARTS: small charts beside the map, as SVG and HTML."""
