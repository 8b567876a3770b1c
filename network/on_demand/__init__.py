"""ON DEMAND: one day of rides on request: insertion, improvement, and every promise checked apart."""
