"""Paper from pages: the map and the sheet of a scenario, sheets of villages, all sheets in one file."""
