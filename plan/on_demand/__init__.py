"""Services on demand: calls, rides and a day of them."""
