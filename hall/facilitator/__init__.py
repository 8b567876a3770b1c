"""FACILITATOR: what the person before the hall starts, sees and writes down: the server, the sums, who is missing, the record."""
