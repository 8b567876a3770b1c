"""TEXTS: notices and errors, and every word of them, by code with parameters."""
