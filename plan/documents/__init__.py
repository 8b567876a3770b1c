"""DOCUMENTS: what the papers that a town hands in say, as plain values."""
