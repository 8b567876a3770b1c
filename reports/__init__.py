"""PAPER: tables, maps and documents to hand over."""
