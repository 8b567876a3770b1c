"""PLAIN TEXT: results line by line, for who did not ask the command line for JSON."""
