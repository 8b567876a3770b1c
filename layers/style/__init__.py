"""STYLE: colours, classes and legend, and the plain data in which a part of the map is handed over."""
